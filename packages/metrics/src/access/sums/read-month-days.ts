import type { Row } from '@vigie/warehouse';
import type { MetricContext } from '../../frame/metric-context.ts';
import { addMonths } from '../../frame/period.ts';
import { date } from '../../frame/sql-text.ts';
import { ACCESS_RULES } from '../evidence/access-rules.ts';

/** Parameters of a statement about one month. */
export const monthParams = (month: string) => ({ month_from: date(month), month_to: date(addMonths(month, 1)) });

/** Fewer days than this before the month tell nothing of how days scatter. */
const FEWEST_DAYS = 14;

/**
 * Days behind a dispersion factor, by `keyOf`: those of the closed months before, and the month's own only where there are too few of them. One statement per calendar
 * month, so that the next month asks nothing twice.
 */
export async function readDispersionDays(
  context: MetricContext,
  month: string,
  { sql, keyOf }: { readonly sql: string; readonly keyOf: (row: Row) => string },
): Promise<ReadonlyMap<string, readonly Row[]>> {
  const before = await Promise.all(
    Array.from({ length: ACCESS_RULES.dispersionMonths }, (_, index) =>
      context.query(sql, monthParams(addMonths(month, index - ACCESS_RULES.dispersionMonths))),
    ),
  );
  const own = Map.groupBy(await context.query(sql, monthParams(month)), keyOf);
  const closed = Map.groupBy(before.flat(), keyOf);
  return new Map(
    [...own].map(([key, days]) => {
      const known = closed.get(key) ?? [];
      return [key, known.length >= FEWEST_DAYS ? known : [...known, ...days]];
    }),
  );
}
