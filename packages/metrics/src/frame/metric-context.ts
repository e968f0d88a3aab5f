import type { Row, ReleaseReader } from '@vigie/warehouse';
import { renderLiterals, type SqlParams } from './sql-text.ts';
import { shelfOf } from './statement-shelf.ts';

/** What a metric may touch: one release, by SQL. Every statement it ran is kept for the passport. */
export interface MetricContext {
  readonly release: ReleaseReader;
  readonly signal: AbortSignal | undefined;
  /** Distinct statements, in the order they were first asked. */
  statements(): string[];
  query(sql: string, params: SqlParams): Promise<readonly Row[]>;
  /** Statements behind an answer that was kept from before: part of the figure as if it had asked them. */
  cite(statements: readonly string[]): void;
}

/** A release is immutable, so a statement that one figure asks twice (many definitions share their denominators), or that another has asked, is run once. */
export function createMetricContext(release: ReleaseReader, signal?: AbortSignal): MetricContext {
  const answers = new Map<string, Promise<readonly Row[]>>();
  const cited = new Set<string>();
  return {
    release,
    signal,
    statements: () => [...new Set([...answers.keys(), ...cited])],
    cite: (statements) => statements.forEach((statement) => cited.add(statement)),
    query(sql, params) {
      const statement = renderLiterals(sql, params).trim();
      const known = answers.get(statement);
      if (known) return known;
      const answer = ask(release, statement, signal);
      answers.set(statement, answer);
      return answer;
    },
  };
}

async function ask(
  release: ReleaseReader,
  statement: string,
  signal: AbortSignal | undefined,
): Promise<readonly Row[]> {
  const shelf = shelfOf(release);
  const kept = shelf.get(statement);
  if (kept) return kept;
  const rows = await release.engine.query({ text: statement, params: {} }, signal);
  shelf.keep(statement, rows);
  return rows;
}
