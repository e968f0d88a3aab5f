import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '@vigie/api';
import { periodOf, type DefinitionId, type MarketSearch } from '../../../filters/market-search.ts';

export type Status = inferRouterOutputs<AppRouter>['warehouse']['status'];
export type Grain = 'week' | 'month' | 'quarter' | 'year';

const ON_BOOKINGS: readonly DefinitionId[] = ['M3_ONLINE_BOOKINGS', 'M4_ALL_APPOINTMENTS'];

/** A short series is read by the week where the definition counts bookings, a longer one by the month. */
export function trendGrain(search: MarketSearch, months: number, definition: DefinitionId): Grain {
  const finer = search.profession !== undefined || search.specialty !== undefined;
  if (search.grain !== undefined) return search.grain;
  return months <= 8 && ON_BOOKINGS.includes(definition) && !finer ? 'week' : 'month';
}

/** The days a trend runs over: those chosen as a range, else all the release holds. */
export function trendRange(search: MarketSearch, status: Status | undefined): { from: string; to: string } | null {
  const chosen = periodOf(search);
  if (chosen !== null && search.from !== undefined) return chosen;
  const [first, last] = [status?.months[0], status?.months.at(-1)];
  if (first === undefined || last === undefined) return null;
  const end = new Date(`${last}T00:00:00Z`);
  end.setUTCMonth(end.getUTCMonth() + 1);
  return { from: first, to: end.toISOString().slice(0, 10) };
}
