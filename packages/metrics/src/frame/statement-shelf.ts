import type { ReleaseReader, Row } from '@vigie/warehouse';

/** Rows kept per open release, over all statements; an answer larger than a tenth of it is never kept. */
const KEPT_ROWS = 200_000;

/**
 * Answers of one open release, by statement. A release is immutable, so an answer never grows stale: figures of the same period share their coverage and
 * checks. Bounded, the oldest leave first, and gone with the reader.
 */
export interface StatementShelf {
  get(statement: string): readonly Row[] | undefined;
  keep(statement: string, rows: readonly Row[]): void;
}

const shelves = new WeakMap<ReleaseReader, StatementShelf>();

export function shelfOf(release: ReleaseReader): StatementShelf {
  const known = shelves.get(release);
  if (known) return known;
  const shelf = createShelf();
  shelves.set(release, shelf);
  return shelf;
}

function createShelf(): StatementShelf {
  const answers = new Map<string, readonly Row[]>();
  let held = 0;
  return {
    get(statement) {
      const rows = answers.get(statement);
      if (rows === undefined) return undefined;
      // Asked again: the youngest now.
      answers.delete(statement);
      answers.set(statement, rows);
      return rows;
    },
    keep(statement, rows) {
      if (rows.length > KEPT_ROWS / 10 || answers.has(statement)) return;
      answers.set(statement, rows);
      held += rows.length + 1;
      for (const [oldest, old] of answers) {
        if (held <= KEPT_ROWS) break;
        answers.delete(oldest);
        held -= old.length + 1;
      }
    },
  };
}
