import type { DuckDBConnection } from 'duckdb';
import { throwIfCancelled, runSql } from '../../engine/run-sql.ts';
import { readRows } from '../../engine/read-rows.ts';
import type { Row } from '../../engine/read-rows.ts';
import type { ManifestFile, ManifestStep } from '../manifest.ts';
import type { Ingest } from './pick-ingests.ts';
import type { PreviousRelease } from './previous-release.ts';

/** What a screen shows of a build under way. `total` is in the unit of the stage: months, tables, files. */
export interface BuildProgress {
  readonly stage: 'reading' | 'bookings' | 'access' | 'database' | 'tables' | 'sums' | 'hashing' | 'publishing';
  readonly done: number;
  readonly total: number;
}

/** What every step of one build shares. */
export interface BuildContext {
  readonly connection: DuckDBConnection;
  /** The release's folder while it is being built. */
  readonly folder: string;
  /** For what is thrown away at the end: spills, repartitioned files. */
  readonly scratch: string;
  /** Rows that are sorted at once, so that a sort stays inside the memory limit. */
  readonly sortRows: number;
  readonly ingests: readonly Ingest[];
  readonly previous: PreviousRelease | null;
  readonly steps: ManifestStep[];
  readonly files: Map<string, ManifestFile>;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (progress: BuildProgress) => void;
}

export async function run(context: BuildContext, sql: string): Promise<void> {
  await runSql(context.connection, sql, { signal: context.signal });
}

export async function rows(context: BuildContext, sql: string): Promise<Row[]> {
  return readRows(context.connection, sql, { signal: context.signal });
}

/** The one number a statement gives, 0 for null. */
export async function count(context: BuildContext, sql: string): Promise<number> {
  const first = (await rows(context, sql))[0];
  return Number(Object.values(first ?? {})[0] ?? 0);
}

export function progress(context: BuildContext, stage: BuildProgress['stage'], done: number, total: number): void {
  throwIfCancelled(context.signal);
  context.onProgress({ stage, done, total });
}

export function ingestsOf(context: BuildContext, table: string): Ingest[] {
  return context.ingests.filter((ingest) => ingest.record.table === table);
}
