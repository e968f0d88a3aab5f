import { AppError } from '@vigie/kernel';

export const GRAINS = ['total', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type Grain = (typeof GRAINS)[number];

/** Calendar days as ISO text and half-open periods; the arithmetic is in UTC so that no time zone or clock change can move a day. */
const MS_PER_DAY = 86_400_000;
const toUtc = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export function addDays(day: string, days: number): string {
  return toDay(toUtc(day) + days * MS_PER_DAY);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((toUtc(to) - toUtc(from)) / MS_PER_DAY);
}

/** Same day of the month, or the last day of a shorter month (31 January + 1 month = 28 February). */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, dom = 1] = day.split('-').map(Number);
  const index = year * 12 + (month - 1) + months;
  const lastDay = new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate();
  return toDay(Date.UTC(Math.floor(index / 12), index % 12, Math.min(dom, lastDay)));
}

/** First day of the period that holds `day`. Weeks begin on Monday. */
export function startOf(day: string, grain: Exclude<Grain, 'total'>): string {
  const at = new Date(toUtc(day));
  switch (grain) {
    case 'day':
      return day;
    case 'week':
      return addDays(day, -((at.getUTCDay() + 6) % 7));
    case 'month':
      return `${day.slice(0, 7)}-01`;
    case 'quarter':
      return toDay(Date.UTC(at.getUTCFullYear(), Math.floor(at.getUTCMonth() / 3) * 3, 1));
    case 'year':
      return `${day.slice(0, 4)}-01-01`;
  }
}

export function endOf(start: string, grain: Exclude<Grain, 'total'>): string {
  if (grain === 'day') return addDays(start, 1);
  if (grain === 'week') return addDays(start, 7);
  return addMonths(start, { month: 1, quarter: 3, year: 12 }[grain]);
}

export interface Bucket {
  readonly start: string;
  readonly endExclusive: string;
  /** The asked range cuts this calendar period short on one side or both. */
  readonly cut: boolean;
}

/** The periods of `[from, to)`, each labelled by its calendar start. One bucket for `total`. */
export function bucketsOf(from: string, to: string, grain: Grain): Bucket[] {
  if (grain === 'total') return [{ start: from, endExclusive: to, cut: false }];
  const buckets: Bucket[] = [];
  for (let start = startOf(from, grain); start < to; start = endOf(start, grain)) {
    const endExclusive = endOf(start, grain);
    buckets.push({ start, endExclusive, cut: start < from || endExclusive > to });
    if (buckets.length > 5000) {
      throw new AppError('LIMIT_REACHED', `The range ${from} to ${to} has more than 5,000 periods of one ${grain}.`, {
        reason: 'TOO_MANY_PERIODS',
        cure: 'Ask for a shorter range or a longer period.',
      });
    }
  }
  return buckets;
}

export const isMonthStart = (day: string): boolean => day.endsWith('-01');

/** Bookings by the day are kept for fewer dimensions than bookings by the month: only ranges of whole months can use the latter. */
export function needsDays(from: string, to: string, grain: Grain): boolean {
  if (grain === 'day' || grain === 'week') return true;
  return !(isMonthStart(from) && isMonthStart(to));
}
