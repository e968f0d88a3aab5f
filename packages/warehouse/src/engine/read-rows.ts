import type { DuckDBConnection, DuckDBType, DuckDBValue } from 'duckdb';
import { withInterrupt } from './run-sql.ts';
import type { RunOptions } from './run-sql.ts';
import { converterFor } from './convert-value.ts';
import type { CellConverter, PlainValue } from './convert-value.ts';

/** One row of a result, by column name. */
export type Row = Record<string, PlainValue>;

export interface ResultColumn {
  readonly name: string;
  /** The DuckDB type as written in SQL. */
  readonly type: string;
}

/** The rows of one statement as plain values (see `convert-value.ts`), whole in memory: for results, not for facts. */
export async function readRows(connection: DuckDBConnection, sql: string, options: RunOptions = {}): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of streamRows(connection, sql, options)) rows.push(...batch);
  return rows;
}

/** The same in batches of at most 2,048 rows, holding one batch at a time. */
export async function* streamRows(
  connection: DuckDBConnection,
  sql: string,
  options: RunOptions = {},
): AsyncGenerator<Row[]> {
  const result = await withInterrupt(connection, options.signal, () =>
    connection.stream(sql, options.values, options.types),
  );
  const names = result.columnNames();
  const converters = result.columnTypes().map((type: DuckDBType) => converterFor(type));
  for (;;) {
    const chunk = await withInterrupt(connection, options.signal, () => result.fetchChunk());
    if (chunk === null || chunk.rowCount === 0) return;
    yield toRows(chunk.rowCount, chunk.getColumns(), names, converters);
  }
}

function toRows(
  count: number,
  columns: readonly (readonly DuckDBValue[])[],
  names: string[],
  by: CellConverter[],
): Row[] {
  const rows: Row[] = Array.from({ length: count }, () => ({}));
  for (const [index, column] of columns.entries()) {
    const name = names[index] ?? `column${index}`;
    const convert = by[index];
    if (convert === undefined) continue;
    for (const [at, row] of rows.entries()) row[name] = convert(column[at] ?? null, name);
  }
  return rows;
}

/** The text of a cell that cannot be empty. @throws TypeError when it is: the query is wrong, not the data. */
export function textOf(row: Row | undefined, column: string): string {
  const value = row?.[column];
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TypeError(`The column ${column} holds no text.`);
}
