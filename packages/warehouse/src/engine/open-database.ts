import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DuckDBInstance } from 'duckdb';
import type { DuckDBConnection } from 'duckdb';
import { AppError } from '@vigie/kernel';

export interface DatabaseOptions {
  /** `:memory:` (default) or the path of a DuckDB file. */
  readonly path?: string;
  readonly readOnly?: boolean;
  /** Queries may read no other file, and nobody may allow it again. */
  readonly confined?: boolean;
  /** Megabytes DuckDB may hold before it spills; default 1500 for work, so that a build stays under 2 GB. */
  readonly memoryLimitMb?: number;
  /** Where it spills. Without one, a statement that does not fit in memory fails instead of filling an unknown disk. */
  readonly temporaryDirectory?: string;
  readonly threads?: number;
  /** Largest size of the spill, in megabytes; unlimited by default. */
  readonly maxTemporaryMb?: number;
}

/** One DuckDB instance. Two instances on one file in one process lose rows: share this one. */
export interface Database {
  readonly path: string;
  connect(): Promise<DuckDBConnection>;
  close(): void;
}

/** The engine's version as DuckDB prints it, `v1.5.5`. */
export async function readEngineVersion(connection: DuckDBConnection): Promise<string> {
  const reader = await connection.runAndReadAll('select version() as version');
  const version = reader.getRowObjectsJson()[0]?.['version'];
  return typeof version === 'string' ? version : 'unknown';
}

/**
 * Opens a DuckDB instance that loads nothing from the network, works in UTC and in ISO weeks.
 * @throws AppError UNREADABLE_FILE when the file is not a DuckDB file or another process writes to it.
 */
export async function openDatabase(options: DatabaseOptions = {}): Promise<Database> {
  const path = options.path ?? ':memory:';
  // DuckDB makes the directory when it first spills and removes it when it closes; it needs the one above.
  if (options.temporaryDirectory !== undefined) await mkdir(dirname(options.temporaryDirectory), { recursive: true });
  const instance = await createInstance(path, settingsOf(options));
  return {
    path,
    connect: async () => {
      const connection = await instance.connect();
      await connection.run("set timezone = 'UTC'");
      if (options.confined === true) await connection.run('set enable_external_access = false');
      return connection;
    },
    close: () => instance.closeSync(),
  };
}

function settingsOf(options: DatabaseOptions): Record<string, string> {
  return {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: `${options.memoryLimitMb ?? 1500}MB`,
    temp_directory: options.temporaryDirectory ?? '',
    ...(options.maxTemporaryMb === undefined ? {} : { max_temp_directory_size: `${options.maxTemporaryMb}MB` }),
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
    ...(options.readOnly === true ? { access_mode: 'READ_ONLY' } : {}),
  };
}

async function createInstance(path: string, settings: Record<string, string>): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(path, settings);
  } catch (cause) {
    throw new AppError('UNREADABLE_FILE', `DuckDB could not open ${path}: ${firstLine(cause)}`, {
      reason: 'DATABASE_NOT_OPENED',
      where: { file: path },
      cure: 'Check that the file is whole (vigie release verify) and that no other process writes to it.',
      cause,
    });
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
