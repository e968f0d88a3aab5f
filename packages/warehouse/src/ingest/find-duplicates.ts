import type { DuckDBConnection } from 'duckdb';
import { quoteName, quoteText } from '../engine/quote.ts';
import { readRows } from '../engine/read-rows.ts';
import { runSql } from '../engine/run-sql.ts';

/** Hashes that one pass holds at a time: about 16 million, a few hundred megabytes. */
const KEYS_PER_PASS = 16_000_000;

export interface DuplicateRequest {
  /** Parquet with `_reject`. */
  readonly rows: string;
  readonly key: readonly string[];
  readonly total: number;
  readonly signal?: AbortSignal;
}

/**
 * Finds the accepted rows whose key an earlier accepted row has. Fills the table `duplicates` (row, first: row numbers
 * from 0) and returns how many there are. Looks at hashes first, in passes of bounded memory; only keys whose hash comes
 * twice are compared as texts.
 */
export async function findDuplicates(connection: DuckDBConnection, request: DuplicateRequest): Promise<number> {
  const { signal } = request;
  const key = request.key.map(quoteName).join(', ');
  const from = `read_parquet(${quoteText(request.rows)}, file_row_number = true)`;
  const passes = Math.max(1, Math.ceil(request.total / KEYS_PER_PASS));
  await runSql(connection, 'CREATE TABLE suspects (h UBIGINT)');
  for (let pass = 0; pass < passes; pass++) {
    const part = passes === 1 ? 'true' : `h % ${passes} = ${pass}`;
    await runSql(
      connection,
      `INSERT INTO suspects SELECT h FROM (SELECT hash(${key}) AS h FROM ${from} WHERE _reject IS NULL) WHERE ${part} GROUP BY h HAVING count(*) > 1`,
      { signal },
    );
  }
  await runSql(
    connection,
    `CREATE TABLE duplicates AS SELECT "row", "first" FROM (
       SELECT file_row_number AS "row", min(file_row_number) OVER (PARTITION BY ${key}) AS "first"
       FROM ${from} WHERE _reject IS NULL AND hash(${key}) IN (SELECT h FROM suspects))
     WHERE "row" <> "first"`,
    { signal },
  );
  const [count] = await readRows(connection, 'SELECT count(*) AS n FROM duplicates');
  await runSql(connection, 'DROP TABLE suspects');
  return Number(count?.['n']);
}

export interface RewriteRequest {
  readonly rows: string;
  readonly target: string;
  /** Scratch: one mark per row. */
  readonly marks: string;
  readonly total: number;
  readonly fields: readonly string[];
  /** `reject`: rule R1; `warn`: kept with the warning DUP. Both name the record (from 1) that came first. */
  readonly policy: 'reject' | 'warn';
  /** A FROM item with the source's columns, in file order. */
  readonly source: string;
  /** SQL of the row as it came, over the source's columns. */
  readonly raw: string;
  readonly signal?: AbortSignal;
}

/** Writes the rows again with their duplicates marked, the duplicates' source fields as they came beside them. */
export async function markDuplicates(connection: DuckDBConnection, request: RewriteRequest): Promise<void> {
  const { signal } = request;
  await runSql(
    connection,
    `CREATE TABLE duplicate_raw AS SELECT d."row", d."first", to_json(s."@row")::VARCHAR AS raw
     FROM (SELECT ${request.raw} AS "@row", row_number() OVER () - 1 AS "@number" FROM ${request.source}) AS s
     JOIN duplicates AS d ON d."row" = s."@number"`,
    { signal },
  );
  // One line per row, in order, so that marks and rows are put side by side: a join would lose the order of the file.
  await runSql(
    connection,
    `COPY (SELECT d."first", d.raw FROM range(${request.total}) AS n("row") LEFT JOIN duplicate_raw AS d ON d."row" = n."row" ORDER BY n."row")
     TO ${quoteText(request.marks)} (FORMAT parquet)`,
    { signal },
  );
  const mark = `CASE WHEN d."first" IS NOT NULL THEN '${request.policy === 'reject' ? 'R1' : 'DUP'}:' || (d."first" + 1) END`;
  const reject = request.policy === 'reject' ? `coalesce(a._reject, ${mark})` : 'a._reject';
  const warnings =
    request.policy === 'reject'
      ? 'CASE WHEN d."first" IS NULL THEN a._warnings END'
      : `nullif(concat_ws(',', a._warnings, ${mark}), '')`;
  const fields = request.fields.map((f) => `a.${quoteName(f)}`).join(', ');
  await runSql(
    connection,
    `COPY (SELECT ${fields}, ${reject} AS _reject, ${warnings} AS _warnings, coalesce(a._raw, d.raw) AS _raw
       FROM read_parquet(${quoteText(request.rows)}) AS a POSITIONAL JOIN read_parquet(${quoteText(request.marks)}) AS d)
     TO ${quoteText(request.target)} (FORMAT parquet)`,
    { signal },
  );
}
