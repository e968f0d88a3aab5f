import { quoteText } from '../../../engine/quote.ts';
import { rows } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';
import { textOf } from '../../../engine/read-rows.ts';

/** What a row of bookings takes in a sort, at most: 35 columns, two of them of 64 characters. What a sort spills it first holds. */
const SORT_BYTES_PER_ROW = 950;

/** Rows that can be sorted at once under a memory limit in megabytes. */
export function sortRowsFor(memoryLimitMb: number): number {
  return Math.floor((memoryLimitMb * 1e6) / SORT_BYTES_PER_ROW);
}

/**
 * Conditions that cut a month into stretches of neighbouring départements, in the order of its file, each small enough to be sorted in bounded
 * memory (a single département may be larger). One condition, `true`, for a month that is small as a whole.
 */
export async function sortSlices(context: BuildContext, source: string): Promise<string[]> {
  const places = await rows(context, `select site_dept, count(*) as n from (${source}) group by 1 order by 1`);
  const slices: { from: string; to: string; n: number }[] = [];
  for (const place of places) {
    const dept = textOf(place, 'site_dept');
    const n = Number(place['n']);
    const last = slices.at(-1);
    if (last !== undefined && last.n + n <= context.sortRows) Object.assign(last, { to: dept, n: last.n + n });
    else slices.push({ from: dept, to: dept, n });
  }
  if (slices.length < 2) return ['true'];
  return slices.map(({ from, to }) => `s.site_dept between ${quoteText(from)} and ${quoteText(to)}`);
}
