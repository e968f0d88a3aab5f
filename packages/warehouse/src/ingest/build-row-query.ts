import { quoteName, quoteText } from '../engine/quote.ts';
import { rawName } from './resolve-fields.ts';
import type { ResolvedField, ResolvedMapping, SourceColumn } from './resolve-fields.ts';
import { isPseudonym } from './table-rules.ts';
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
  const raw = keptRow(parts.columns, parts.mapping.pseudonymColumns, rawName);
  const query = `
SELECT ${fields.map(kept).join(', ')}, _reject, _warnings,
  CASE WHEN _reject IS NOT NULL OR _warnings IS NOT NULL THEN to_json(${raw})::VARCHAR END AS _raw
FROM (SELECT *, CASE WHEN _reject IS NULL THEN ${warningSql(parts)} END AS _warnings
FROM (SELECT *, ${rejectSql(fields, parts.rules)} AS _reject
FROM (SELECT ${typed(parts)}
FROM (SELECT ${read(parts)}
FROM ${sourceSql(parts)} AS r))))`;
  if (parts.malformed === null) return query;
  const nulls = fields.map((f) => `NULL::${f.field.type}`).join(', ');
  return `${query}
UNION ALL SELECT ${nulls}, 'MALFORMED', NULL, to_json({'_line': line, '_text': ${keptLine(parts.mapping)}, '_reason': reason})::VARCHAR FROM ${parts.malformed}`;
}

/** A field as it is kept: of a refused row no pseudonym that is none. */
function kept({ field }: ResolvedField): string {
  const name = quoteName(field.name);
  if (field.kind !== 'pseudonym') return name;
  return `CASE WHEN _reject IS NULL THEN ${name} WHEN ${isPseudonym(name)} THEN ${name} END AS ${name}`;
}

/** A row as it came, as one SQL struct; what stands in a pseudonym's place and is none is replaced by its length, since it may be a name. */
export function keptRow(
  columns: readonly { readonly name: string }[],
  pseudonyms: readonly string[],
  nameOf: (column: string) => string,
): string {
  const kept = columns.map(({ name }) => {
    const value = nameOf(name);
    if (!pseudonyms.includes(name)) return `${quoteText(name)}: ${value}`;
    const text = `${value}::VARCHAR`;
    return `${quoteText(name)}: CASE WHEN ${isPseudonym(text)} THEN ${text} ELSE ${notKept(text)} END`;
  });
  return `{${kept.join(', ')}}`;
}

const notKept = (text: string): string => `'[not kept: ' || length(${text}) || ' characters]'`;

/** A malformed line has no columns to hide one of: in a file with pseudonyms it is kept only if it holds one, without addresses and telephone numbers. */
function keptLine(mapping: ResolvedMapping): string {
  if (mapping.pseudonymColumns.length === 0) return '"text"';
  const bare = [String.raw`[^\s,;@"]+@[^\s,;@"]+`, String.raw`(\+33|\b0)[ .-]?[1-9]([ .-]?\d{2}){4}\b`].reduce(
    (sql, pattern) => `regexp_replace(${sql}, '${pattern}', '[not kept]', 'g')`,
    '"text"',
  );
  return `CASE WHEN regexp_matches("text", '(^|[^0-9a-zA-Z])[0-9a-fA-F]{64}([^0-9a-zA-Z]|$)') THEN ${bare} ELSE ${notKept('"text"')} END`;
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
  return (
    field.type !== 'VARCHAR' || field.enum !== undefined || (field.kind !== undefined && field.kind !== 'pseudonym')
  );
}

function warningSql(parts: RowQueryParts): string {
  const rules = parts.rules.filter((r) => r.severity === 'warn');
  const repairs = parts.mapping.fields.some((f) => f.field.name === 'repair' && f.value !== 'NULL::VARCHAR');
  const known = new Set(parts.mapping.fields.map((f) => f.aside?.name));
  const codes = rules.map((r) => {
    const shortcut = quoteName(`known:${r.field}`);
    const when = r.code === 'W2' && known.has(shortcut) ? `(${shortcut} IS NOT TRUE AND ${r.broken})` : r.broken;
    return { when, code: quoteText(`${r.code}:${r.field}`) };
  });
  if (repairs) codes.push({ when: 'repair IS NOT NULL', code: quoteText('REPAIR:platform_code') });
  if (parts.marker !== null) codes.push({ when: '"@mixed"', code: quoteText('ENCODING') });
  // Once per row, whatever the number of its times: with the first field that lacks its zone.
  const zoneless = parts.mapping.zoned.map(({ field, column }) => ({ field, when: lacksZone(rawName(column)) }));
  if (zoneless.length > 0)
    codes.push({
      when: zoneless.map((z) => z.when).join(' OR '),
      code: `CASE ${zoneless.map((z) => `WHEN ${z.when} THEN ${quoteText(`ZONE:${z.field}`)}`).join(' ')} END`,
    });
  if (codes.length === 0) return 'NULL::VARCHAR';
  const any = codes.map((c) => `(${c.when})`).join(' OR ');
  const list = codes.map((c) => `CASE WHEN ${c.when} THEN ${c.code} END`).join(', ');
  return `CASE WHEN ${any} THEN concat_ws(',', ${list}) END`;
}

/** Z at the end is nearly all there is: it is looked at first. */
function lacksZone(raw: string): string {
  return `CASE WHEN ends_with(${raw}, 'Z') THEN false ELSE trim(${raw}) <> '' AND NOT vigie_has_zone(${raw}) END`;
}
