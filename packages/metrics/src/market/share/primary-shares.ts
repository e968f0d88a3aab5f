import { emptyCoverage } from '../../frame/coverage.ts';
import { refuse } from '../../frame/flags.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { isMonthStart } from '../../frame/period.ts';
import { scopeParamsOf, type MarketScope } from '../../frame/scope.ts';
import { PRIMARY_SHARE_SQL } from '../../sql/primary-share.sql.ts';
import type { MarketDefinition } from '../market-definitions.ts';
import { groupCells, readCells } from './read-cells.ts';
import type { ShareResult } from './share-result.ts';

/** MS-6: practitioners by the platform that takes most of their online bookings. */
export async function primaryShares(
  context: MetricContext,
  scope: MarketScope,
  definition: MarketDefinition,
): Promise<ShareResult> {
  const whole = isMonthStart(scope.from) && isMonthStart(scope.to) && scope.grain !== 'day' && scope.grain !== 'week';
  const rows = whole ? await context.query(PRIMARY_SHARE_SQL, scopeParamsOf(scope)) : [];
  const cells = readCells(rows);
  const vaccination =
    scope.vaccination !== 'auto' ? scope.vaccination : rows[0]?.['other_kind'] === true ? 'apart' : 'in';
  const people = groupCells(cells).reduce((sum, group) => sum + (group[0]?.denominator ?? 0), 0);
  const why = whole
    ? refuse('REFUSED', 'No practitioner of this period and place has a counted online booking.', {
        reason: 'NO_BOOKINGS',
      })
    : refuse(
        'REFUSED',
        'Primary platforms (MS-6) are kept by the month: ask from the first of a month to the first of a month.',
        { reason: 'GRAIN_TOO_FINE' },
      );
  return {
    cells,
    coverage: {
      ...emptyCoverage('practitioners'),
      rowsRead: people,
      rowsCounted: people,
      matchedRatio: people > 0 ? 1 : null,
      reporting: people,
      sources: ['booking'],
    },
    flags: cells.length === 0 ? [why] : [],
    choices: [{ name: 'vaccination', value: vaccination, note: 'vaccination-campaign bookings' }],
    intervalMethod: 'none: every practitioner with a booking was counted (census)',
    countedBy: 'month of booking',
    rule: 'MS-6',
    definition,
  };
}
