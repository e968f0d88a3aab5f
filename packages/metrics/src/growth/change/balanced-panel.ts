import type { Row } from '@vigie/warehouse';
import type { MetricContext } from '../../frame/metric-context.ts';
import { needsDays } from '../../frame/period.ts';
import { readNullableText, readNumber } from '../../frame/read-row.ts';
import { scopeParamsOf, type MarketScope } from '../../frame/scope.ts';
import { date, text } from '../../frame/sql-text.ts';
import { BALANCED_PANEL_SQL, PANEL_SIZE_SQL } from '../../sql/balanced-panel.sql.ts';

export interface PanelCell {
  readonly balancedCurrent: number;
  readonly balancedBase: number;
  readonly panelUnits: number;
  readonly currentUnits: number;
  readonly baseUnits: number;
}

/** The balanced panel by place and platform; `all` is every platform together, each unit once. */
export interface Panel {
  find(departement: string | null, platform: string): PanelCell | null;
}

/**
 * Null when practitioners cannot be followed: exports are kept per practitioner by the month, so days need published counts. `leftOut`: platforms whose
 * export covers the two periods unequally; whoever books there alone is in no panel.
 */
export async function readPanel(
  context: MetricContext,
  now: MarketScope,
  base: { from: string; to: string },
  leftOut: readonly string[] = [],
): Promise<Panel | null> {
  const params = {
    ...scopeParamsOf(now),
    base_from: date(base.from),
    base_to: date(base.to),
    left_out: text(`,${leftOut.join(',')},`),
  };
  const [platforms, totals, exported] = await Promise.all([
    context.query(BALANCED_PANEL_SQL, params),
    context.query(PANEL_SIZE_SQL, params),
    context.query(
      'select exists (select 1 from rollup_booking_day where day >= $date_from and day < $date_to) as present',
      params,
    ),
  ]);
  const byDay = needsDays(now.from, now.to, 'total') || needsDays(base.from, base.to, 'total');
  if (byDay && exported[0]?.['present'] === true) return null;
  const cells = new Map([
    ...platforms.map((row) => [keyOf(row), cellOf(row)] as const),
    ...totals.map((row) => [keyOf({ ...row, platform: 'all' }), cellOf(row)] as const),
  ]);
  return {
    find: (departement, platform) =>
      leftOut.includes(platform) ? null : (cells.get(`${departement ?? ''}|${platform}`) ?? null),
  };
}

const keyOf = (row: Row): string =>
  `${readNullableText(row, 'departement') ?? ''}|${readNullableText(row, 'platform') ?? ''}`;

function cellOf(row: Row): PanelCell {
  return {
    balancedCurrent: readNumber(row, 'balanced_current'),
    balancedBase: readNumber(row, 'balanced_base'),
    panelUnits: readNumber(row, 'panel_units'),
    currentUnits: readNumber(row, 'current_units'),
    baseUnits: readNumber(row, 'base_units'),
  };
}
