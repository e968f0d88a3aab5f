import type { Row, ReleaseReader } from '@vigie/warehouse';
import { renderLiterals, type SqlParams } from './sql-text.ts';

/** What a metric may touch: one release, by SQL. Every statement it ran is kept for the passport. */
export interface MetricContext {
  readonly release: ReleaseReader;
  readonly signal: AbortSignal | undefined;
  readonly statements: readonly string[];
  query(sql: string, params: SqlParams): Promise<Row[]>;
}

export function createMetricContext(release: ReleaseReader, signal?: AbortSignal): MetricContext {
  const statements: string[] = [];
  return {
    release,
    signal,
    statements,
    async query(sql, params) {
      const statement = renderLiterals(sql, params).trim();
      statements.push(statement);
      return release.engine.query({ text: statement, params: {} }, signal);
    },
  };
}
