import { quoteName, quoteText } from '../engine/quote.ts';
import type { ResolvedField, ResolvedMapping, SourceColumn } from './resolve-fields.ts';
import type { Rule } from './table-rules.ts';

export interface RowQueryParts {
  /** A FROM item that gives the source's columns in file order. */
  readonly source: string;
  readonly columns: readonly SourceColumn[];
  readonly mapping: ResolvedMapping;
  readonly rules: readonly Rule[];
  /** The mark of lines decoded from the lesser encoding, see prepareText. */
  readonly marker: string | null;
  /** A table of malformed lines (line, text, reason) to append as refused rows. */
  readonly malformed: string | null;
}

/**
 * One statement that reads, types, checks and keeps: the contract's fields, then `_reject`, `_warnings`, `_raw`.
 * The common case, a row without fault, is decided by one conjunction; codes and texts are built for the others only.
 */
export function buildRowQuery(parts: RowQueryParts): string {
  const { fields } = parts.mapping;
  const names = fields.map((f) => quoteName(f.field.name));
  const inner = fields.map((f) => `${f.value} AS ${quoteName(`v:${f.field.name}`)}`);
  const renamed = fields.map((f) => `${quoteName(`v:${f.field.name}`)} AS ${quoteName(f.field.name)}`);
  const raw = `{${parts.columns.map((c) => `${quoteText(c.name)}: r.${quoteName(c.name)}`).join(', ')}}`;
  const query = `
SELECT ${names.join(', ')}, _reject, _warnings,
  CASE WHEN _reject IS NOT NULL OR _warnings IS NOT NULL THEN to_json("@row")::VARCHAR END AS _raw
FROM (SELECT *, CASE WHEN _reject IS NULL THEN ${warningSql(parts)} END AS _warnings
FROM (SELECT *, ${rejectSql(fields, parts.rules)} AS _reject
FROM (SELECT ${renamed.join(', ')}, ${fields.map((f, i) => `"p:${i}"`).join(', ')}, "@mixed", "@row"
FROM (SELECT ${inner.join(', ')}, ${fields.map((f, i) => `${f.present} AS "p:${i}"`).join(', ')}, "@mixed", ${raw} AS "@row"
FROM ${sourceSql(parts)} AS r ${joins(parts.mapping)}))))`;
  if (parts.malformed === null) return query;
  const nulls = fields.map((f) => `NULL::${f.field.type}`).join(', ');
  return `${query}
UNION ALL SELECT ${nulls}, 'MALFORMED', NULL, to_json({'_line': line, '_text': "text", '_reason': reason})::VARCHAR FROM ${parts.malformed}`;
}

function sourceSql(parts: RowQueryParts): string {
  if (parts.marker === null) return `(SELECT *, false AS "@mixed" FROM ${parts.source})`;
  const mark = quoteText(parts.marker);
  const columns = parts.columns.map((c) => quoteName(c.name));
  const stripped = columns.map((c) => `replace(${c}, ${mark}, '') AS ${c}`);
  return `(SELECT ${stripped.join(', ')}, contains(concat(${columns.join(', ')}), ${mark}) AS "@mixed" FROM ${parts.source})`;
}

function joins(mapping: ResolvedMapping): string {
  return mapping.recognised
    .map(
      (p) =>
        `LEFT JOIN ${p.alias} ON ${p.alias}."@address" = coalesce(${p.addressKey}, '') AND ${p.alias}."@label" = ${p.labelKey === null ? "''" : `coalesce(${p.labelKey}, '')`}`,
    )
    .join(' ');
}

/** `RULE:field` of the first rule that refuses the row, or null. */
function rejectSql(fields: readonly ResolvedField[], rules: readonly Rule[]): string {
  const sound: string[] = [];
  const reasons: string[] = [];
  for (const [i, { field, present }] of fields.entries()) {
    const name = quoteName(field.name);
    const code = field.enum === undefined ? 'CAST' : 'R5';
    if (!field.nullable) {
      sound.push(`${name} IS NOT NULL`);
      reasons.push(
        `WHEN ${name} IS NULL THEN CASE WHEN "p:${i}" THEN '${code}:${field.name}' ELSE 'MISSING:${field.name}' END`,
      );
    } else if (present !== 'false' && castCanFail(field)) {
      sound.push(`(${name} IS NOT NULL OR NOT "p:${i}")`);
      reasons.push(`WHEN ${name} IS NULL AND "p:${i}" THEN '${code}:${field.name}'`);
    }
  }
  for (const rule of rules.filter((r) => r.severity === 'reject')) {
    sound.push(`NOT coalesce(${rule.broken}, false)`);
    reasons.push(`WHEN ${rule.broken} THEN '${rule.code}:${rule.field}'`);
  }
  return `CASE WHEN ${sound.join(' AND ') || 'true'} THEN NULL ${reasons.join(' ')} END`;
}

function castCanFail(field: ResolvedField['field']): boolean {
  return field.type !== 'VARCHAR' || field.enum !== undefined || field.kind !== undefined;
}

function warningSql(parts: RowQueryParts): string {
  const rules = parts.rules.filter((r) => r.severity === 'warn');
  const repairs = parts.mapping.fields.some((f) => f.field.name === 'repair' && f.value !== 'NULL::VARCHAR');
  const codes = rules.map((r) => ({ when: r.broken, code: `${r.code}:${r.field}` }));
  if (repairs) codes.push({ when: 'repair IS NOT NULL', code: 'REPAIR:platform_code' });
  if (parts.marker !== null) codes.push({ when: '"@mixed"', code: 'ENCODING' });
  if (codes.length === 0) return 'NULL::VARCHAR';
  const any = codes.map((c) => `coalesce(${c.when}, false)`).join(' OR ');
  const list = codes.map((c) => `CASE WHEN ${c.when} THEN '${c.code}' END`).join(', ');
  return `CASE WHEN ${any} THEN concat_ws(',', ${list}) END`;
}
