import type { Flag } from '@vigie/kernel';
import { refuse, warn } from '../../frame/flags.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { hasCounts } from '../../frame/quality.ts';
import { readNumber, readText } from '../../frame/read-row.ts';
import type { MarketScope } from '../../frame/scope.ts';
import { date } from '../../frame/sql-text.ts';
import { COUNT_GRAINS_SQL } from '../../sql/reporting.sql.ts';

const LENGTH = ['day', 'week', 'month', 'quarter', 'year'];

/**
 * What the grain of published counts forbids: two grains of one range would add the same bookings twice, a grain finer than theirs cannot be told, and a
 * range that cuts one of their periods takes it whole if it starts inside, and not at all if it does not.
 */
export async function judgeCountGrains(context: MetricContext, scope: MarketScope): Promise<Flag[]> {
  if (!(await hasCounts(context))) return [];
  const rows = await context.query(COUNT_GRAINS_SQL, { date_from: date(scope.from), date_to: date(scope.to) });
  const grains = rows.map((row) => readText(row, 'grain'));
  const coarsest = grains.toSorted((a, b) => LENGTH.indexOf(b) - LENGTH.indexOf(a))[0];
  if (grains.length > 1) {
    return [
      refuse(
        'REFUSED',
        `Published counts come by ${grains.join(' and by ')} in this range: the same bookings would be added twice. Keep one of them, or choose a range that only one covers.`,
        { reason: 'SEVERAL_GRAINS', grains: grains.join(', ') },
      ),
    ];
  }
  if (coarsest !== undefined && scope.grain !== 'total' && LENGTH.indexOf(scope.grain) < LENGTH.indexOf(coarsest)) {
    return [
      refuse('REFUSED', `Published counts come by the ${coarsest}; they cannot be told by the ${scope.grain}.`, {
        reason: 'COUNTS_TOO_COARSE',
        grain: coarsest,
      }),
    ];
  }
  const straddling = rows.reduce((sum, row) => sum + readNumber(row, 'straddling'), 0);
  if (straddling === 0) return [];
  return [
    warn(
      'INCOMPLETE_PERIOD',
      `The range ${scope.from} to ${scope.to} cuts a ${coarsest} of published counts; one that starts inside counts whole, one that starts before does not count.`,
      { reason: 'RANGE_CUTS_COUNT', grain: coarsest ?? '' },
    ),
  ];
}
