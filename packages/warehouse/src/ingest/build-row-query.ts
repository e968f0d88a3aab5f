import { quoteName, quoteText } from '../engine/quote.ts';
import { rawName } from './resolve-fields.ts';
import type { ResolvedField, ResolvedMapping, SourceColumn } from './resolve-fields.ts';
import type { Rule } from './rule.ts';

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
  const raw = parts.columns.map((c) => `${quoteText(c.name)}: ${rawName(c.name)}`);
  const query = `
SELECT ${fields.map((f) => quoteName(f.field.name)).join(', ')}, _reject, _warnings,
  CASE WHEN _reject IS NOT NULL OR _warnings IS NOT NULL THEN to_json({${raw.join(', ')}})::VARCHAR END AS _raw
FROM (SELECT *, CASE WHEN _reject IS NULL THEN ${warningSql(parts)} END AS _warnings
FROM (SELECT *, ${rejectSql(fields, parts.rules)} AS _reject
FROM (SELECT ${typed(parts)}
FROM (SELECT ${read(parts)}
FROM ${sourceSql(parts)} AS r))))`;
  if (parts.malformed === null) return query;
  const nulls = fields.map((f) => `NULL::${f.field.type}`).join(', ');
  return `${query}
UNION ALL SELECT ${nulls}, 'MALFORMED', NULL, to_json({'_line': line, '_text': "text", '_reason': reason})::VARCHAR FROM ${parts.malformed}`;
}

/** Values beside the source's columns, under names that cannot meet. */
function read(parts: RowQueryParts): string {
  const values = parts.mapping.fields.map((f) => `${f.value} AS ${quoteName(`v:${f.field.name}`)}`);
  const asides = parts.mapping.fields.flatMap((f) => (f.aside === null ? [] : [`${f.aside.sql} AS ${f.aside.name}`]));
  const raw = parts.columns.map((c) => `r.${quoteName(c.name)} AS ${rawName(c.name)}`);
  return [...values, ...asides, ...raw, '"@mixed"'].join(', ');
}

/** The contract's names for the values, and the auxiliary numbers of rules. */
function typed(parts: RowQueryParts): string {
  const { fields } = parts.mapping;
  const values = fields.map((f) => `${quoteName(`v:${f.field.name}`)} AS ${quoteName(f.field.name)}`);
  const asides = fields.flatMap((f) => (f.aside === null ? [] : [f.aside.name]));
  const helpers = parts.rules.flatMap((r) =>
    (r.helpers ?? []).map((h) => `${h.sql(quoteName(`v:${r.field}`))} AS ${h.name}`),
  );
  return [...values, ...asides, ...helpers, ...parts.columns.map((c) => rawName(c.name)), '"@mixed"'].join(', ');
}

function sourceSql(parts: RowQueryParts): string {
  if (parts.marker === null) return `(SELECT *, false AS "@mixed" FROM ${parts.source})`;
  const mark = quoteText(parts.marker);
  const columns = parts.columns.map((c) => quoteName(c.name));
  const stripped = columns.map((c) => `replace(${c}, ${mark}, '') AS ${c}`);
  return `(SELECT ${stripped.join(', ')}, contains(concat(${columns.join(', ')}), ${mark}) AS "@mixed" FROM ${parts.source})`;
}

/** `RULE:field` of the first rule that refuses the row, or null. An unknown (null) check is not a broken one. */
function rejectSql(fields: readonly ResolvedField[], rules: readonly Rule[]): string {
  const broken: string[] = [];
  const reasons: string[] = [];
  for (const { field, present } of fields) {
    const name = quoteName(field.name);
    const code = field.enum === undefined ? 'CAST' : 'R5';
    if (!field.nullable) {
      broken.push(`${name} IS NULL`);
      reasons.push(
        `WHEN ${name} IS NULL THEN CASE WHEN ${present} THEN '${code}:${field.name}' ELSE 'MISSING:${field.name}' END`,
      );
    } else if (present !== 'false' && castCanFail(field)) {
      broken.push(`(${name} IS NULL AND ${present})`);
      reasons.push(`WHEN ${name} IS NULL AND ${present} THEN '${code}:${field.name}'`);
    }
  }
  for (const rule of rules.filter((r) => r.severity === 'reject')) {
    broken.push(`(${rule.broken})`);
    reasons.push(`WHEN ${rule.broken} THEN '${rule.code}:${rule.field}'`);
  }
  return `CASE WHEN ${broken.join(' OR ')} THEN CASE ${reasons.join(' ')} END END`;
}

function castCanFail(field: ResolvedField['field']): boolean {
  return field.type !== 'VARCHAR' || field.enum !== undefined || field.kind !== undefined;
}

function warningSql(parts: RowQueryParts): string {
  const rules = parts.rules.filter((r) => r.severity === 'warn');
  const repairs = parts.mapping.fields.some((f) => f.field.name === 'repair' && f.value !== 'NULL::VARCHAR');
  const known = new Set(parts.mapping.fields.map((f) => f.aside?.name));
  const codes = rules.map((r) => {
    const shortcut = quoteName(`known:${r.field}`);
    const when = r.code === 'W2' && known.has(shortcut) ? `(${shortcut} IS NOT TRUE AND ${r.broken})` : r.broken;
    return { when, code: `${r.code}:${r.field}` };
  });
  if (repairs) codes.push({ when: 'repair IS NOT NULL', code: 'REPAIR:platform_code' });
  if (parts.marker !== null) codes.push({ when: '"@mixed"', code: 'ENCODING' });
  if (codes.length === 0) return 'NULL::VARCHAR';
  const any = codes.map((c) => `(${c.when})`).join(' OR ');
  const list = codes.map((c) => `CASE WHEN ${c.when} THEN '${c.code}' END`).join(', ');
  return `CASE WHEN ${any} THEN concat_ws(',', ${list}) END`;
}
