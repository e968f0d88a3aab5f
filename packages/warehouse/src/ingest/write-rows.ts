import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from 'duckdb';
import { AppError } from '@vigie/kernel';
import type { Contract } from '../contracts/contract.ts';
import { quoteName, quoteText } from '../engine/quote.ts';
import { readRows } from '../engine/read-rows.ts';
import { runSql } from '../engine/run-sql.ts';
import { cleanText, type CleanResult } from '../reading/clean-text.ts';
import { buildRowQuery, keptRow } from './build-row-query.ts';
import { findDuplicates, markDuplicates } from './find-duplicates.ts';
import { LINES_FILE, ROWS_FILE } from './ingest-paths.ts';
import { sourceSql, type Source } from './open-source.ts';
import type { ResolvedMapping } from './resolve-fields.ts';
import { tableRules, type Horizon } from './table-rules.ts';

export interface WriteRowsRequest {
  readonly connection: DuckDBConnection;
  readonly contract: Contract;
  readonly mapping: ResolvedMapping;
  readonly source: Source;
  readonly path: string;
  readonly fileName: string;
  readonly horizon: Horizon;
  readonly workDirectory: string;
  readonly target: string;
  readonly signal?: AbortSignal;
  readonly onRows?: (done: number, percent: number) => void;
}

/**
 * Writes `rows.parquet` (and `lines.parquet` where records and lines part) into the target directory. The engine reads
 * the file strictly; a file that it refuses is first separated into well-formed records and malformed lines, which are
 * kept as refused rows.
 */
export async function writeRows(request: WriteRowsRequest): Promise<void> {
  const { connection, source, target, signal } = request;
  const rows = join(target, ROWS_FILE);
  let from = sourceSql(source, request.path);
  let cleaned: CleanResult | null = null;
  try {
    await copyRows(request, from, null, rows);
  } catch (error) {
    if (source.text === null || !isCsvError(error)) throw explain(error, request);
    const target_ = join(request.workDirectory, 'clean.csv');
    cleaned = await separate(request, target_);
    from = sourceSql(source, target_);
    await copyRows(request, from, cleaned.malformed > 0 ? 'malformed' : null, rows).catch((again: unknown) => {
      throw explain(again, request);
    });
  }
  const total = await countRows(connection, rows);
  cleaned ??= await verifyCount(request, total);
  if (cleaned !== null && cleaned.records + cleaned.malformed !== total)
    throw lostRows(request.fileName, cleaned, total);
  if (cleaned !== null && cleaned.steps > 0) await keepLines(request);
  await applyKey(request, { rows, from, total });
  signal?.throwIfAborted();
}

async function copyRows(
  request: WriteRowsRequest,
  source: string,
  malformed: string | null,
  rows: string,
): Promise<void> {
  const query = buildRowQuery({
    source,
    columns: request.source.columns,
    mapping: request.mapping,
    rules: tableRules(request.contract, request.horizon),
    marker: request.source.marker,
    malformed,
  });
  const { connection } = request;
  const timer = setInterval(() => {
    const { rows_processed: done, percentage } = connection.progress;
    request.onRows?.(Number(done), percentage);
  }, 250);
  try {
    await runSql(connection, `COPY (${query}) TO ${quoteText(rows)} (FORMAT parquet)`, { signal: request.signal });
  } finally {
    clearInterval(timer);
  }
}

/** Writes the well-formed records to `clean`, the others into the table `malformed`. */
async function separate(request: WriteRowsRequest, clean: string): Promise<CleanResult> {
  const malformed = join(request.workDirectory, 'malformed.ndjson');
  const result = await scan(request, clean, malformed);
  await runSql(
    request.connection,
    `CREATE TABLE malformed AS SELECT * FROM read_json(${quoteText(malformed)}, format = 'newline_delimited', columns = {line: 'BIGINT', "text": 'VARCHAR', reason: 'VARCHAR'}, maximum_object_size = 33554432)`,
  );
  return result;
}

function scan(request: WriteRowsRequest, target: string | null, malformedTarget: string | null): Promise<CleanResult> {
  return cleanText({
    path: request.source.text?.path ?? request.path,
    fileName: request.fileName,
    delimiter: request.source.delimiter === '' ? ',' : request.source.delimiter,
    columns: request.source.columns.length,
    target,
    malformedTarget,
    stepsTarget: join(request.workDirectory, 'steps.csv'),
    signal: request.signal,
  });
}

/** Where line feeds and rows do not tell the same number, the text is walked to know why, and to know the lines. */
async function verifyCount(request: WriteRowsRequest, total: number): Promise<CleanResult | null> {
  const { text } = request.source;
  if (text === null || text.lineFeeds === total + 1 || (text.lineFeeds === total && !text.hasQuotes)) return null;
  return scan(request, null, null);
}

async function keepLines(request: WriteRowsRequest): Promise<void> {
  await runSql(
    request.connection,
    `COPY (SELECT * FROM read_csv(${quoteText(join(request.workDirectory, 'steps.csv'))}, auto_detect = false, header = false, columns = {'record': 'BIGINT', 'shift': 'BIGINT'}))
     TO ${quoteText(join(request.target, LINES_FILE))} (FORMAT parquet)`,
  );
}

/** Rows whose key came before: refused (R1) or kept with DUP, as the contract says. */
async function applyKey(request: WriteRowsRequest, at: { rows: string; from: string; total: number }): Promise<void> {
  const { connection, contract, signal } = request;
  if (contract.duplicates === 'keep' || contract.key.length === 0) return;
  const found = await findDuplicates(connection, { rows: at.rows, key: contract.key, total: at.total, signal });
  if (found === 0) return;
  const marked = join(request.workDirectory, 'marked.parquet');
  await markDuplicates(connection, {
    rows: at.rows,
    target: marked,
    marks: join(request.workDirectory, 'marks.parquet'),
    total: at.total,
    fields: contract.fields.map((f) => f.name),
    policy: contract.duplicates,
    source: at.from,
    raw: keptRow(request.source.columns, request.mapping.pseudonymColumns, quoteName),
    signal,
  });
  await rename(marked, at.rows);
}

async function countRows(connection: DuckDBConnection, rows: string): Promise<number> {
  const [count] = await readRows(connection, `SELECT count(*) AS n FROM read_parquet(${quoteText(rows)})`);
  return Number(count?.['n']);
}

function isCsvError(error: unknown): boolean {
  return error instanceof Error && /CSV|Maximum line size/i.test(error.message.slice(0, 4000));
}

function lostRows(name: string, cleaned: CleanResult, total: number): AppError {
  return new AppError(
    'UNREADABLE_FILE',
    `“${name}” was read in two ways that differ: ${cleaned.records + cleaned.malformed} records by its lines, ${total} by the engine. Nothing was taken in.`,
    { reason: 'ROWS_DIFFER', where: { file: name }, cure: 'Export the file again, with every text field quoted.' },
  );
}

function explain(error: unknown, request: WriteRowsRequest): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const line = error.message.split('\n')[0] ?? '';
  if (/^(Binder|Catalog|Parser|Conversion) Error/.test(line)) {
    return new AppError('BAD_INPUT', `The mapping cannot be applied to “${request.fileName}”: ${line}`, {
      reason: 'BAD_MAPPING',
      where: { file: request.fileName },
      cause: error,
    });
  }
  if (/^(Invalid Input|IO) Error/.test(line)) {
    return new AppError('UNREADABLE_FILE', `“${request.fileName}” could not be read to its end: ${line}`, {
      reason: 'NOT_READ',
      where: { file: request.fileName },
      cause: error,
    });
  }
  return error;
}
