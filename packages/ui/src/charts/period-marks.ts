import type { TrendPeriod } from './trend-data.ts';

/** A run of incomplete periods, as indices: half a period is added on both sides when drawn. */
export interface IncompleteRun {
  readonly first: number;
  readonly last: number;
}

export function incompleteRuns(periods: readonly TrendPeriod[]): IncompleteRun[] {
  const runs: { first: number; last: number }[] = [];
  for (const [index, period] of periods.entries()) {
    if (!period.incomplete) continue;
    const open = runs.at(-1);
    if (open !== undefined && open.last === index - 1) open.last = index;
    else runs.push({ first: index, last: index });
  }
  return runs;
}

export interface Mark {
  /** Index on the axis where the word stands. */
  readonly at: number;
  readonly kind: 'incomplete' | 'break';
}

/** Words above the plot, from the newest to the oldest, dropped where they would lie over one already placed. The drawing itself always shows the mark. */
export function placeMarks(marks: readonly Mark[], widthOfOne: number, room: number): Mark[] {
  const placed: Mark[] = [];
  for (const mark of [...marks].sort((a, b) => b.at - a.at))
    if (placed.every((other) => Math.abs(other.at - mark.at) * widthOfOne >= room)) placed.push(mark);
  return placed;
}
