import { dayBefore, formatBucket, formatDay, type Locale } from '@vigie/ui';

export interface DayRange {
  readonly from: string;
  /** The day after the last. */
  readonly to: string;
}

const iso = (year: number, month: number): string => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);

/** Calendar quarters that hold published days, newest first: the unit in which statistics are published. */
export function lastQuarters(from: string | null, toExclusive: string | null): DayRange[] {
  if (from === null || toExclusive === null || toExclusive <= from) return [];
  const quarters: DayRange[] = [];
  const last = dayBefore(toExclusive);
  let [year, quarter] = [Number(last.slice(0, 4)), Math.floor((Number(last.slice(5, 7)) - 1) / 3)];
  for (;;) {
    const range = { from: iso(year, quarter * 3), to: iso(year, quarter * 3 + 3) };
    quarters.push(range);
    if (range.from <= from) return quarters;
    [year, quarter] = quarter === 0 ? [year - 1, 3] : [year, quarter - 1];
  }
}

/** “Q4 2026”, or both days when the range is no quarter. */
export function quarterAt(locale: Locale, range: DayRange): string {
  const month = Number(range.from.slice(5, 7)) - 1;
  const whole =
    month % 3 === 0 && range.from.endsWith('-01') && range.to === iso(Number(range.from.slice(0, 4)), month + 3);
  return whole
    ? formatBucket(locale, range.from, 'quarter')
    : `${formatDay(locale, range.from)} – ${formatDay(locale, dayBefore(range.to))}`;
}
