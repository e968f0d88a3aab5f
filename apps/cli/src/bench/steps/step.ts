import type { Measure } from '../result.ts';
import type { Outcome, Task } from '../tasks/task.ts';

/** One size of the bench under way. */
export interface Stage {
  readonly bookings: number;
  /** Everything of this size lies under it and goes with it. */
  readonly directory: string;
  readonly signal: AbortSignal;
  run(task: Task): Promise<Outcome>;
  say(line: string): void;
  add(measure: Omit<Measure, 'bookings'>): void;
  differ(sentence: string): void;
}

export interface SimulatedInput {
  readonly path: string;
  readonly profile: string;
  readonly table: string;
  readonly rows: number;
}

/** 37 months: 36 that a release is built of, and one that is added to it. */
export const MONTHS = 37;
export const FROM = '2019-01';
export const LAST_MONTH = '2022-01';
export const SPAN = {
  from: '2019-02-01',
  to: '2022-02-01',
  yearAgo: '2021-02-01',
  twoYearsAgo: '2020-02-01',
  lastMonth: '2022-01-01',
} as const;

/** A universe that grows with the bookings up to the whole country. */
export function practitionersFor(bookings: number): number {
  return Math.min(450_000, Math.max(20_000, Math.round(bookings / 222)));
}

/** A list of texts as SQL. */
export function sqlList(texts: readonly string[]): string {
  return `[${texts.map((t) => `'${t.replaceAll("'", "''")}'`).join(', ')}]`;
}
