import type { Flag } from '@vigie/kernel';
import { formatCount, formatPercent, note, warn } from '../../frame/flags.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { hasCounts } from '../../frame/quality.ts';
import { QUALITY_RULES } from '../../frame/quality-rules.ts';
import { readNullableText, readNumber, readText } from '../../frame/read-row.ts';
import { scopeParamsOf, type MarketScope } from '../../frame/scope.ts';
import { number } from '../../frame/sql-text.ts';
import { OUTLIER_SQL } from '../../sql/outlier.sql.ts';
import type { MarketDefinitionId } from '../market-definitions.ts';

/** Sites whose removal alone would move a share by more than the stated limit. In a small place that is normal, hence a note there; nationally a warning. */
export async function findOutliers(
  context: MetricContext,
  scope: MarketScope,
  definition: MarketDefinitionId,
): Promise<Flag[]> {
  if (definition !== 'M3_ONLINE_BOOKINGS' || !(await hasCounts(context))) return [];
  const rows = await context.query(OUTLIER_SQL, {
    ...scopeParamsOf(scope),
    outlier_limit: number(QUALITY_RULES.outlierShareRatio),
  });
  return rows.map((row) => {
    const place = readNullableText(row, 'departement') ?? scope.departement ?? null;
    const site = readText(row, 'site');
    const effect = readNumber(row, 'effect');
    const message = `Site ${site} (${formatCount(readNumber(row, 'volume'))} bookings${place === null ? '' : `, département ${place}`}) alone moves the share of ${readText(row, 'platform')} by ${formatPercent(effect)} in the period of ${readText(row, 'period')}.`;
    const facts = {
      site,
      platform: readText(row, 'platform'),
      effect,
      period: readText(row, 'period'),
      ...(place === null ? {} : { departement: place }),
    };
    return place === null ? warn('OUTLIER', message, facts) : note('OUTLIER', message, facts);
  });
}
