import type { MetricContext } from '../../frame/metric-context.ts';
import { addDays, addMonths, endOf } from '../../frame/period.ts';
import type { AccessExtent } from '../sums/access-extent.ts';

/** The calendar of one year of monitoring, as far as the release reaches. */
export interface YearCalendar {
  readonly year: string;
  /** January to the last month with data, for the evidence restarts with every one of them. */
  readonly months: readonly string[];
  /** Those before it whose days tell φ and ρ, and the year's own: only months with data. */
  readonly read: readonly string[];
  /** First day with data in the year, and the last one. */
  readonly firstDay: string;
  readonly lastDay: string;
}

export function yearCalendar(extent: AccessExtent, year: string): YearCalendar {
  const january = `${year}-01-01`;
  const end = `${Number(year) + 1}-01-01`;
  const lastDay = extent.lastDay < end ? extent.lastDay : addDays(end, -1);
  const months: string[] = [];
  for (let month = january; month <= lastDay; month = addMonths(month, 1)) months.push(month);
  const before = addMonths(january, -3);
  return {
    year,
    months,
    read: extent.months.filter((month) => month >= before && month < end),
    firstDay: extent.firstDay > january ? extent.firstDay : january,
    lastDay,
  };
}

/** Days of a month that are closed: the last ones wait until their labels are final. */
export function closedDays(calendar: YearCalendar, month: string, closingDays: number): string[] {
  const lastClosed = addDays(calendar.lastDay, -closingDays);
  const days: string[] = [];
  for (let day = month; day < endOf(month, 'month'); day = addDays(day, 1)) {
    if (day >= calendar.firstDay && day <= lastClosed) days.push(day);
  }
  return days;
}

/** One answer per month with data, in order. */
export async function readMonths<T>(
  context: MetricContext,
  months: readonly string[],
  read: (context: MetricContext, month: string) => Promise<T>,
): Promise<Map<string, T>> {
  const answers = new Map<string, T>();
  for (const month of months) answers.set(month, await read(context, month));
  return answers;
}
