import type { Flag, Passport } from '@vigie/kernel';
import type { Row } from '@vigie/warehouse';
import { bookingCoverage } from '../../frame/coverage.ts';
import { formatCount, refuse, warn } from '../../frame/flags.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { readNumber } from '../../frame/read-row.ts';
import { scopeParamsOf, type MarketScope } from '../../frame/scope.ts';
import { text } from '../../frame/sql-text.ts';
import { BOOKING_SHARE_SQL } from '../../sql/booking-cells.sql.ts';
import { BOOKING_COVERAGE_SQL } from '../../sql/booking-coverage.sql.ts';
import type { MarketDefinition } from '../market-definitions.ts';
import { attributionFlags } from './attribution-flags.ts';
import { judgeCountGrains } from './count-grains.ts';
import { readCells } from './read-cells.ts';
import type { ShareResult } from './share-result.ts';

/** Shares of bookings (MS-1) or of all appointments (MS-2). */
export async function bookingShares(
  context: MetricContext,
  scope: MarketScope,
  definition: MarketDefinition,
): Promise<ShareResult> {
  const params = { ...scopeParamsOf(scope), definition: text(definition.id) };
  const [rows, coverageRows] = await Promise.all([
    context.query(BOOKING_SHARE_SQL, params),
    context.query(BOOKING_COVERAGE_SQL, params),
  ]);
  const coverage = bookingCoverage(
    definition.id === 'M4_ALL_APPOINTMENTS' ? coverageRows.map(countOffline) : coverageRows,
    null,
    scope.outsideOption,
  );
  const estimated = rows.some((row) => readNumber(row, 'numerator_se') > 0);
  const grains = await judgeCountGrains(context, scope);
  const refusal = grains.find((flag) => flag.severity === 'refuse') ?? refusalOf(definition, coverageRows);
  return {
    cells: refusal ? [] : readCells(rows),
    coverage,
    flags: refusal
      ? [refusal]
      : [...grains, ...duplicateFlags(rows), ...(await attributionFlags(context, scope, { coverage, coverageRows }))],
    choices: choicesOf(scope),
    intervalMethod: estimated
      ? '95 %, delta method: own volumes exact, estimated platforms independent, months of one estimate fully correlated'
      : 'none: every booking of the period was counted (census)',
    countedBy: 'day of booking; published counts by the start of their period',
    rule: definition.id === 'M4_ALL_APPOINTMENTS' ? 'MS-2' : 'MS-1',
    definition,
  };
}

const countOffline = (row: Row): Row => (row['reason'] === 'offline' ? { ...row, reason: null } : row);

/** M4 needs appointments made by phone or at the desk; without one, its denominator would be M3's under another name. */
function refusalOf(definition: MarketDefinition, coverageRows: readonly Row[]): Flag | null {
  if (coverageRows.length === 0)
    return refuse(
      'REFUSED',
      'No booking lies in this period and place. Choose a period that the release covers, or ingest a booking export.',
      { reason: 'NO_BOOKINGS' },
    );
  if (definition.id !== 'M4_ALL_APPOINTMENTS' || coverageRows.some((row) => row['reason'] === 'offline')) return null;
  return refuse(
    'REFUSED',
    'The release holds no appointment made by phone or at the front desk in this period, so all appointments cannot be the denominator.',
    { reason: 'NO_OFFLINE_APPOINTMENTS' },
  );
}

function duplicateFlags(rows: readonly Row[]): Flag[] {
  const duplicates = rows.reduce((sum, row) => sum + readNumber(row, 'duplicates'), 0);
  if (duplicates === 0) return [];
  return [
    warn(
      'DUPLICATE_KEY',
      `${formatCount(duplicates)} published rows share their site and period with another; all are counted.`,
      { rows: duplicates },
    ),
  ];
}

function choicesOf(scope: MarketScope): Passport['choices'] {
  return [
    ...(scope.settled ?? []),
    {
      name: 'repairs',
      value: scope.repairs ? 'on' : 'off',
      note: 'platform names mended on import are used as mended, or as they came',
    },
    {
      name: 'outsideOption',
      value: scope.outsideOption,
      note: 'bookings whose platform is none or unmatched are in or out of the denominator',
    },
    { name: 'hospital', value: scope.hospital, note: 'bookings of hospital accounts' },
  ];
}
