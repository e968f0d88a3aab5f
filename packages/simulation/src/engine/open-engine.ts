import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBAppender, type DuckDBConnection } from 'duckdb';

export interface Engine {
  run(sql: string): Promise<void>;
  /** Small results only: rows as JSON-safe objects (counts as strings). */
  rows(sql: string): Promise<Record<string, unknown>[]>;
  /** Appends rows of numbers, texts and nulls to an existing table. */
  insert(table: string, rows: readonly (readonly (number | string | null)[])[]): Promise<void>;
  close(): void;
}

export interface EngineOptions {
  readonly memoryLimit: string;
  readonly threads: number;
}

/** Instances opened by this process: each spills into a folder of its own. */
let opened = 0;

/** An in-memory DuckDB of its own, in UTC, without extensions. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: options.memoryLimit,
    threads: String(options.threads),
    temp_directory: join(tmpdir(), `vigie-simulation-${process.pid}-${opened++}`),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  return connect(instance);
}

async function connect(instance: DuckDBInstance): Promise<Engine> {
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  // Build sides are written into the statements (small table on the right): the planner misjudges lookups by computed keys.
  await connection.run("SET disabled_optimizers = 'join_order,build_side_probe_side'");
  return {
    run: async (sql) => void (await connection.run(sql)),
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson() as Record<string, unknown>[],
    insert: (table, rows) => insertRows(connection, table, rows),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function insertRows(
  connection: DuckDBConnection,
  table: string,
  rows: readonly (readonly (number | string | null)[])[],
): Promise<void> {
  const types = (
    await connection.runAndReadAll(
      `SELECT data_type FROM duckdb_columns() WHERE table_name = '${table}' ORDER BY column_index`,
    )
  )
    .getRowsJson()
    .map((row) => String(row[0]));
  const appender = await connection.createAppender(table);
  for (const row of rows) {
    row.forEach((value, i) => appendValue(appender, types[i] ?? 'VARCHAR', value));
    appender.endRow();
  }
  appender.closeSync();
}

function appendValue(appender: DuckDBAppender, type: string, value: number | string | null): void {
  if (value === null) appender.appendNull();
  else if (typeof value === 'string') appender.appendVarchar(value);
  else if (type === 'BIGINT') appender.appendBigInt(BigInt(value));
  else if (type === 'DOUBLE') appender.appendDouble(value);
  else appender.appendInteger(value);
}
