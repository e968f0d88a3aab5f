import type { Flag } from '@vigie/kernel';
import type { Row } from '@vigie/warehouse';
import { formatCount, formatPercent, note, warn } from '../../frame/flags.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { daysBetween, needsDays } from '../../frame/period.ts';
import { hasCounts } from '../../frame/quality.ts';
import { QUALITY_RULES } from '../../frame/quality-rules.ts';
import { readNullableText, readNumber, readText } from '../../frame/read-row.ts';
import { scopeParamsOf, type MarketScope } from '../../frame/scope.ts';
import { number } from '../../frame/sql-text.ts';
import { OUTLIER_SQL } from '../../sql/outlier.sql.ts';
import type { MarketDefinitionId } from '../market-definitions.ts';

/**
 * Sites and practitioners whose removal alone would move a share by more than the stated limit. In a small place that is normal, hence a note there;
 * nationally a warning.
 */
export async function findOutliers(
  context: MetricContext,
  scope: MarketScope,
  definition: MarketDefinitionId,
): Promise<Flag[]> {
  if (definition !== 'M3_ONLINE_BOOKINGS') return [];
  if (countsOnly(scope) && !(await hasCounts(context))) return [];
  const rows = await context.query(OUTLIER_SQL, {
    ...scopeParamsOf(scope),
    outlier_limit: number(QUALITY_RULES.outlierShareRatio),
    outlier_rows: number(ROWS_PER_MONTH * monthsPerPeriod(scope)),
  });
  return rows.filter((row) => !isSamePractice(row, rows)).map((row) => outlierFlag(row, scope));
}

/** Practitioners and sites of exports are looked at in whole months, and in no finer cut than the département. */
export const countsOnly = (scope: MarketScope): boolean =>
  needsDays(scope.from, scope.to, scope.grain) || scope.by.some((d) => d === 'profession' || d === 'specialty');

/** Rows that one practitioner or site has in a month of the rollups, at the most: platforms × specialties × départements × kinds. */
const ROWS_PER_MONTH = 16;

function monthsPerPeriod(scope: MarketScope): number {
  const { from, to, grain } = scope;
  if (grain !== 'total') return { day: 1, week: 1, month: 1, quarter: 3, year: 12 }[grain];
  return Math.max(1, Math.ceil(daysBetween(from, to) / 28));
}

/** A practitioner alone in a site is one unit under two names: the practitioner is named. */
function isSamePractice(row: Row, rows: readonly Row[]): boolean {
  const same = ['period', 'departement', 'profession', 'specialty', 'platform', 'volume', 'effect'];
  return (
    row['kind'] === 'site' &&
    rows.some((other) => other['kind'] === 'practitioner' && same.every((name) => other[name] === row[name]))
  );
}

function outlierFlag(row: Row, scope: MarketScope): Flag {
  const place = readNullableText(row, 'departement') ?? scope.departement ?? null;
  const local =
    [place, readNullableText(row, 'profession'), readNullableText(row, 'specialty')].some((part) => part !== null) ||
    scope.profession !== undefined ||
    scope.specialty !== undefined;
  const unit = readText(row, 'unit');
  const isPerson = row['kind'] === 'practitioner';
  const effect = readNumber(row, 'effect');
  const platform = readText(row, 'platform');
  const period = readText(row, 'period');
  const message = `${isPerson ? 'Practitioner' : 'Site'} ${unit} (${formatCount(readNumber(row, 'volume'))} bookings${place === null ? '' : `, département ${place}`}) alone moves the share of ${platform} by ${formatPercent(effect)} in the period of ${period}.`;
  const facts = {
    ...(isPerson ? { reason: 'PRACTITIONER', practitioner: unit } : { site: unit }),
    platform,
    effect,
    period,
    ...(place === null ? {} : { departement: place }),
  };
  return (local ? note : warn)('OUTLIER', message, facts);
}
