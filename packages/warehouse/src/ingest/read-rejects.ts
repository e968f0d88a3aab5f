import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadContract } from '../contracts/load-contracts.ts';
import type { Contract } from '../contracts/contract.ts';
import { openDatabase } from '../engine/open-database.ts';
import { cellText } from '../engine/cell-text.ts';
import { quoteName, quoteText } from '../engine/quote.ts';
import { streamRows, type Row } from '../engine/read-rows.ts';
import { mappingSchema, type FieldSource, type Mapping } from '../profiles/mapping.ts';
import { ingestPaths, LINES_FILE, MAPPING_FILE, ROWS_FILE } from './ingest-paths.ts';
import type { IngestRecord } from './ingest-record.ts';
import { describeIssue, issueFacts } from './issue-text.ts';
import { ASSUMED_ZONE } from './resolve-fields.ts';

export interface RejectedRow {
  readonly ingestId: string;
  readonly file: string;
  /** Physical line of the file, from 1; for Parquet and JSON the number of the record. */
  readonly line: number;
  readonly severity: 'reject' | 'warn';
  readonly rule: string;
  readonly column: string | null;
  readonly value: string | null;
  readonly message: string;
  readonly cure: string;
  /** What message and cure are made of; `rule` is their code. */
  readonly facts: Readonly<Record<string, string | number>>;
  /** The row as it came. */
  readonly original: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface RejectQuery {
  /** Refused rows only (default), warned ones, or both. */
  readonly severity?: 'reject' | 'warn' | 'all';
  readonly rule?: string;
  readonly limit?: number;
  readonly offset?: number;
  readonly signal?: AbortSignal;
}

/** The refused (or warned) rows of one ingest in file order, as a stream: one item per row and rule. */
export async function* readRejects(
  home: string,
  record: IngestRecord,
  query: RejectQuery = {},
): AsyncGenerator<RejectedRow> {
  const directory = join(ingestPaths(home).ingests, record.id);
  const mapping = mappingSchema.parse(JSON.parse(await readFile(join(directory, MAPPING_FILE), 'utf8')));
  const contract = loadContract(record.table);
  const database = await openDatabase({ memoryLimitMb: 400, threads: 2 });
  try {
    const connection = await database.connect();
    const sql = await issueSql(directory, record, contract, query);
    for await (const batch of streamRows(connection, sql, { signal: query.signal })) {
      for (const row of batch) yield toRejected(row, { record, contract, mapping });
    }
  } finally {
    database.close();
  }
}

/** How many rows of a record a query gives, without reading them. */
export function countRejects(record: IngestRecord, query: RejectQuery = {}): number {
  const severity = query.severity ?? 'reject';
  return (
    record.issueCounts
      .filter(
        (c) => (severity === 'all' || c.severity === severity) && (query.rule === undefined || c.rule === query.rule),
      )
      // Said of the whole file, not of its rows; a time without a zone is so in Parquet, where it is the column's type.
      .filter((c) => c.rule !== 'W6' && c.rule !== 'W7' && !(c.rule === 'ZONE' && record.format === 'parquet'))
      .reduce((sum, c) => sum + c.rows, 0)
  );
}

async function issueSql(
  directory: string,
  record: IngestRecord,
  contract: Contract,
  query: RejectQuery,
): Promise<string> {
  const severity = query.severity ?? 'reject';
  const rows = `read_parquet(${quoteText(join(directory, ROWS_FILE))}, file_row_number = true)`;
  const codes =
    severity === 'reject'
      ? '[_reject]'
      : severity === 'warn'
        ? `string_split(_warnings, ',')`
        : `coalesce([_reject], []) || coalesce(string_split(_warnings, ','), [])`;
  const where = { reject: '_reject IS NOT NULL', warn: '_warnings IS NOT NULL', all: '_raw IS NOT NULL' }[severity];
  const repair = contract.fields.some((f) => f.name === 'repair')
    ? `concat(platform_code_asis, ' → ', platform_code, ' (', repair, ')')`
    : 'NULL';
  const issues = `SELECT file_row_number + 1 AS record, unnest(list_filter(${codes}, lambda c: c IS NOT NULL)) AS code, _reject, _raw, ${repair} AS mended FROM ${rows} WHERE ${where}`;
  const hasLines = await access(join(directory, LINES_FILE)).then(
    () => true,
    () => false,
  );
  const steps = `read_parquet(${quoteText(join(directory, LINES_FILE))})`;
  const header = record.format === 'csv' ? 1 : 0;
  const other = `try_cast(CASE WHEN split_part(code, ':', 1) IN ('R1', 'DUP') THEN split_part(code, ':', 2) END AS BIGINT)`;
  const filter = query.rule === undefined ? '' : `WHERE split_part(code, ':', 1) = ${quoteText(query.rule)}`;
  const lined = hasLines
    ? `SELECT i.*, i.record + s.shift AS line, i.other + o.shift AS other_line FROM (SELECT *, ${other} AS other FROM issues) i
       ASOF LEFT JOIN ${steps} s ON i.record >= s.record ASOF LEFT JOIN ${steps} o ON i.other >= o.record`
    : `SELECT *, record + ${header} AS line, ${other} + ${header} AS other_line FROM issues`;
  const cut = query.limit === undefined ? '' : `LIMIT ${Math.trunc(query.limit)}`;
  return `WITH issues AS (${issues}) SELECT coalesce(CASE WHEN _reject = 'MALFORMED' THEN try_cast(json_extract_string(_raw, '$._line') AS BIGINT) END, line) AS ${quoteName('line')},
    code, other_line, _raw, mended FROM (${lined}) ${filter} ORDER BY 1, code ${cut} OFFSET ${Math.trunc(query.offset ?? 0)}`;
}

interface RowContext {
  readonly record: IngestRecord;
  readonly contract: Contract;
  readonly mapping: Mapping;
}

function toRejected(row: Row, context: RowContext): RejectedRow {
  const { record, contract, mapping } = context;
  const [rule = '', part = ''] = cellText(row['code']).split(':');
  const raw = JSON.parse(cellText(row['_raw']) || '{}') as Record<string, unknown>;
  const malformed = rule === 'MALFORMED';
  const field = contract.fields.some((f) => f.name === part) ? part : null;
  const column = field === null ? null : sourceColumn(mapping.fields[field], raw);
  const value = column === null ? null : raw[column] === null ? null : cellText(raw[column]);
  const other = row['other_line'] === null || row['other_line'] === undefined ? null : Number(row['other_line']);
  const reason = malformed ? cellText(raw['_reason']) : null;
  const known = { rule, field, column, value, other, reason, zone: record.options.zone ?? ASSUMED_ZONE };
  const mended = cellText(row['mended']);
  const text =
    rule === 'REPAIR'
      ? {
          message: `The platform was read with a repair: ${mended}.`,
          cure: 'Ask for figures with --repairs off to leave repairs out.',
        }
      : describeIssue(contract, known);
  const severity = /^(W\d|REPAIR|DUP|FUTURE|INCONSISTENT|GEO|ENCODING|ZONE|WEEKDAY)$/.test(rule) ? 'warn' : 'reject';
  return {
    ingestId: record.id,
    file: record.file.name,
    line: Number(row['line']),
    severity,
    rule,
    column: column ?? field,
    value,
    ...text,
    facts: { ...issueFacts(contract, known), ...(rule === 'REPAIR' ? { mended } : {}) },
    original: malformed
      ? cellText(raw['_text'])
      : joinFields(Object.values(raw), record.delimiter === '' ? ',' : record.delimiter),
    fields: malformed ? {} : raw,
  };
}

/** The column that a field was read from: the first of its sources that the row has. */
function sourceColumn(source: FieldSource | undefined, raw: Readonly<Record<string, unknown>>): string | null {
  if (source === undefined) return null;
  const asked =
    'column' in source
      ? [source.column].flat()
      : 'address' in source
        ? [source.label ?? source.address, source.address]
        : [];
  for (const name of asked) {
    const found = Object.keys(raw).find((key) => key.toLowerCase() === name.toLowerCase());
    if (found !== undefined) return found;
  }
  return sourceColumn(source.else, raw);
}

function joinFields(values: readonly unknown[], delimiter: string): string {
  return values
    .map(cellText)
    .map((text) =>
      text.includes('"') || text.includes(delimiter) || /[\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text,
    )
    .join(delimiter);
}
