import type { Row } from '../engine/read-rows.ts';
import type { SqlText } from './sql-text.ts';

export type Dialect = 'duckdb' | 'postgres';

/** What a metric asks its rows from. Rows are plain values whatever the engine (`engine/convert-value.ts`). */
export interface QueryEngine {
  /** Name and version for the passport: `DuckDB v1.5.5`. */
  readonly name: string;
  readonly dialect: Dialect;
  /** @throws AppError CANCELLED when the signal fires first. */
  query(sql: SqlText, signal?: AbortSignal): Promise<Row[]>;
}
