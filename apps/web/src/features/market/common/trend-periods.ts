import type { FigureRow } from '@vigie/kernel';
import { textOf, type TrendPeriod, type TrendValue } from '@vigie/ui';

/** Rows of a figure by period and line, with what is said of each period. Nothing is worked out: rows are only set in order. */
export function toTrendPeriods(rows: readonly FigureRow[], lineOf: (row: FigureRow) => string): TrendPeriod[] {
  const byPeriod = Map.groupBy(rows, (row) => textOf(row, 'period'));
  return [...byPeriod.keys()].sort().map((start) => {
    const members = byPeriod.get(start) ?? [];
    const values: Record<string, TrendValue> = {};
    for (const row of members) values[lineOf(row)] = { value: row.value, low: row.ciLow, high: row.ciHigh };
    const says = (code: string): boolean =>
      members.some((row) => row.flags.some((flag) => flag.code === code && flag.severity !== 'note'));
    return { start, values, incomplete: says('INCOMPLETE_PERIOD'), breakBefore: says('BREAK_IN_SERIES') };
  });
}

/** Lines, the one with the largest last value first. */
export function orderLines(periods: readonly TrendPeriod[]): string[] {
  const lines = [...new Set(periods.flatMap((period) => Object.keys(period.values)))];
  const last = (line: string): number =>
    periods.findLast((period) => period.values[line]?.value != null)?.values[line]?.value ?? 0;
  return lines.sort((a, b) => last(b) - last(a) || a.localeCompare(b));
}
