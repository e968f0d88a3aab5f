import type { FigureRow, Flag } from '@vigie/kernel';
import { defineMetric, type FigureDraft } from '../../frame/definition.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { findBookingFaults, flagsByPeriod } from '../../frame/quality.ts';
import { requirePlatform } from '../../frame/known-platforms.ts';
import { resolveScope } from '../../frame/resolve-scope.ts';
import { resolvePeriod } from '../../frame/resolve-period.ts';
import { dimensionsOf, MARKET_DIMENSIONS, type MarketScope } from '../../frame/scope.ts';
import { MARKET_DEFINITIONS } from '../market-definitions.ts';
import { computeShare } from './compute-share.ts';
import { countsOnly, findOutliers } from './outliers.ts';
import { shareParams, type ShareParams } from './params.ts';
import { groupCells } from './read-cells.ts';
import { intervalsOf } from './share-interval.ts';
import type { ShareCell, ShareResult } from './share-result.ts';

export const marketShare = defineMetric({
  id: 'market.share',
  version: 2,
  title: { en: 'Market share', fr: 'Part de marché' },
  unit: 'ratio',
  formula:
    'share of platform p = units of p ÷ units of all platforms, by the definition’s counting rule (MS-1 to MS-8)',
  source:
    'Counting rules MS-1 to MS-8 after the decisional practice on 25-D-06 and the Commission’s 2024 Market Definition Notice; interval by the delta method',
  card: new URL('./card.md', import.meta.url),
  params: shareParams,
  dimensions: ['period', ...MARKET_DIMENSIONS],
  columns: [],
  flags: [
    'INCOMPLETE_PERIOD',
    'BREAK_IN_SERIES',
    'OUTLIER',
    'DUPLICATE_KEY',
    'EMPTY_DENOMINATOR',
    'LOW_COVERAGE',
    'TIE',
    'FULL_COUNT',
    'ESTIMATED',
    'REFUSED',
  ],
  compute: async (context, params) => draftShare(context, params),
});

async function draftShare(context: MetricContext, params: ShareParams): Promise<FigureDraft> {
  await requirePlatform(context, params.platform);
  const scope: MarketScope = await resolveScope(context, { ...params, ...resolvePeriod(context.release, params) });
  const result = await computeShare(context, scope, params.definition, params.countingRule);
  const onBookings = MARKET_DEFINITIONS[params.definition].basis === 'bookings' || result.rule === 'MS-6';
  const findings = onBookings ? await findBookingFaults(context, scope.from, scope.to) : [];
  const byPeriod = flagsByPeriod(findings, scope);
  const outliers = onBookings && result.cells.length > 0 ? await findOutliers(context, scope, params.definition) : [];
  const shown =
    params.platform === undefined ? result : { ...result, cells: withAbsent(result.cells, params.platform) };
  const rows = shareRows(shown, scope, byPeriod).filter(
    (row) => params.platform === undefined || row['platform'] === params.platform,
  );
  return {
    rows,
    flags: [...result.flags, ...distinctFlags([...byPeriod.values()].flat()), ...outliers],
    coverage: result.coverage,
    dimensions: dimensionsOf(scope),
    definition: params.definition,
    formula: result.rule,
    intervalMethod: result.intervalMethod,
    period: { from: scope.from, toExclusive: scope.to, timeZone: 'Europe/Paris', countedBy: result.countedBy },
    choices: [
      { name: 'countingRule', value: result.rule, note: params.countingRule ? 'asked for' : 'the definition’s own' },
      ...result.choices,
      ...(onBookings && countsOnly(scope) ? [OUTLIERS_OF_COUNTS] : []),
    ],
  };
}

const OUTLIERS_OF_COUNTS = {
  name: 'outliers',
  value: 'sites of published counts',
  note: 'practitioners and sites of exports are looked at in whole months and no finer cut than the département',
};

/** Where a market exists and the platform is not in it, its share is 0 of that market: a row of its own, not a hole. */
function withAbsent(cells: readonly ShareCell[], platform: string): ShareCell[] {
  return groupCells(cells).flatMap((group) => {
    const first = group[0];
    if (!first || first.denominator === 0 || group.some((cell) => cell.platform === platform)) return group;
    return [...group, { ...first, platform, numerator: 0, value: 0, numeratorSe: 0, flags: [] }];
  });
}

/** Cells as rows: dimensions asked for, value, interval, and the flags of their period. */
export function shareRows(result: ShareResult, scope: MarketScope, byPeriod: ReadonlyMap<string, Flag[]>): FigureRow[] {
  const dimensions = dimensionsOf(scope);
  return groupCells(result.cells).flatMap((group) => {
    const intervals = intervalsOf(result, group);
    return group.map((cell, index) =>
      shareRow(cell, intervals[index] ?? { ciLow: null, ciHigh: null }, {
        dimensions,
        flags: byPeriod.get(cell.period) ?? [],
      }),
    );
  });
}

function shareRow(
  cell: ShareCell,
  interval: { ciLow: number | null; ciHigh: number | null },
  context: { dimensions: string[]; flags: readonly Flag[] },
): FigureRow {
  const dimensions = Object.fromEntries(
    context.dimensions.map((name) => [
      name,
      cell[name as 'period' | 'platform' | 'departement' | 'profession' | 'specialty'],
    ]),
  );
  return {
    ...dimensions,
    value: cell.value,
    numerator: cell.numerator,
    denominator: cell.denominator,
    ...interval,
    flags: [...cell.flags, ...context.flags],
  };
}

export function distinctFlags(flags: readonly Flag[]): Flag[] {
  return [...new Map(flags.map((flag) => [`${flag.code}|${flag.message}`, flag])).values()];
}
