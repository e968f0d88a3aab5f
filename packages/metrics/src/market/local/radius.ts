import { AppError, type Figure, type FigureRow } from '@vigie/kernel';
import { hhi, median } from '@vigie/statistics';
import { emptyCoverage } from '../../frame/coverage.ts';
import type { FigureDraft } from '../../frame/definition.ts';
import { formatCount, formatPercent, refuse, warn } from '../../frame/flags.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { isMonthStart } from '../../frame/period.ts';
import { QUALITY_RULES } from '../../frame/quality-rules.ts';
import { readNumber, readText } from '../../frame/read-row.ts';
import { resolveScope } from '../../frame/resolve-scope.ts';
import { resolvePeriod } from '../../frame/resolve-period.ts';
import { scopeParamsOf, type MarketScope } from '../../frame/scope.ts';
import { number } from '../../frame/sql-text.ts';
import { RADIUS_SQL, UNLOCATED_SQL } from '../../sql/local-market.sql.ts';
import { choosePlatform } from '../definitions/choose-platform.ts';
import type { LocalParams } from './definition.ts';

/** Exports are kept per site by the month: part of a month would silently become all of it, or none. */
async function requireWholeMonths(context: MetricContext, scope: MarketScope): Promise<void> {
  if (isMonthStart(scope.from) && isMonthStart(scope.to)) return;
  const rows = await context.query('select exists (select 1 from rollup_site_month) as present', {});
  if (rows[0]?.['present'] !== true) return;
  throw new AppError('REFUSED', 'Bookings are kept per site by the month; this question asks for days.', {
    reason: 'GRAIN_TOO_FINE',
    cure: 'Ask from the first of a month to the first of a month.',
  });
}

interface LocalCell {
  readonly centre: string;
  readonly lat: number;
  readonly lon: number;
  readonly platform: string;
  readonly volume: number;
  readonly sites: number;
}

/** One row per centre: the market within the radius around it. */
export async function draftRadius(context: MetricContext, params: LocalParams): Promise<FigureDraft> {
  const scope: MarketScope = await resolveScope(context, {
    ...params,
    ...resolvePeriod(context.release, params),
    grain: 'total',
    by: ['platform'],
    outsideOption: 'in',
  });
  await requireWholeMonths(context, scope);
  const platform = await choosePlatform(
    context,
    { ...scope, departement: undefined, specialty: undefined },
    params.platform,
  );
  const sqlParams = {
    ...scopeParamsOf(scope),
    radius_km: number(params.radiusKm),
    point_lat: number(params.lat ?? null),
    point_lon: number(params.lon ?? null),
  };
  const [rows, located] = await Promise.all([
    context.query(RADIUS_SQL, sqlParams),
    context.query(UNLOCATED_SQL, sqlParams),
  ]);
  const cells = rows.map((row): LocalCell => ({
    centre: readText(row, 'centre'),
    lat: readNumber(row, 'centre_lat'),
    lon: readNumber(row, 'centre_lon'),
    platform: readText(row, 'platform'),
    volume: readNumber(row, 'volume'),
    sites: readNumber(row, 'sites'),
  }));
  const figureRows = [...Map.groupBy(cells, (c) => c.centre).values()].flatMap((group) => localRow(group, platform));
  const volume = readNumber(located[0] ?? {}, 'volume');
  const unlocated = readNumber(located[0] ?? {}, 'unlocated');
  return {
    rows: figureRows,
    flags: [
      ...(figureRows.length === 0
        ? [
            refuse('REFUSED', 'No site with coordinates has a counted booking here in this period.', {
              reason: 'NO_LOCATED_SITE',
            }),
          ]
        : []),
      ...(volume > 0 && unlocated / volume > 1 - QUALITY_RULES.lowCoverageRatio
        ? [
            warn(
              'LOW_COVERAGE',
              `${formatCount(unlocated)} bookings (${formatPercent(unlocated / volume)}) belong to sites without coordinates and are in no local market.`,
              { unlocated, volume },
            ),
          ]
        : []),
    ],
    summary: summaryOf(figureRows, platform),
    coverage: {
      ...emptyCoverage('bookings'),
      rowsRead: volume,
      rowsCounted: volume - unlocated,
      leftOut: unlocated > 0 ? [{ reason: 'no_coordinates', rows: unlocated }] : [],
      matchedRatio: volume > 0 ? 1 : null,
      sources: ['sites with coordinates'],
    },
    dimensions: ['centre'],
    definition: 'M3_ONLINE_BOOKINGS',
    formula: 'MS-1 within a radius',
    intervalMethod: 'none: every booking of the located sites was counted (census)',
    period: {
      from: scope.from,
      toExclusive: scope.to,
      timeZone: 'Europe/Paris',
      countedBy: 'month of booking; published counts by the start of their period',
    },
    choices: [
      ...(scope.settled ?? []),
      { name: 'radiusKm', value: String(params.radiusKm), note: 'great-circle distance between site coordinates' },
      { name: 'platform', value: platform, note: 'whose share' },
    ],
  };
}

function localRow(group: readonly LocalCell[], platform: string): FigureRow[] {
  const market = group.filter((cell) => cell.platform !== 'none' && cell.volume > 0);
  const first = group[0];
  const total = market.reduce((sum, cell) => sum + cell.volume, 0);
  if (!first || total === 0) return [];
  const leader = [...market].sort((a, b) => b.volume - a.volume || (a.platform < b.platform ? -1 : 1))[0];
  const own = market.find((cell) => cell.platform === platform)?.volume ?? 0;
  return [
    {
      centre: first.centre,
      value: own / total,
      numerator: own,
      denominator: total,
      ciLow: null,
      ciHigh: null,
      sites: first.sites,
      hhi: hhi(market.map((cell) => (100 * cell.volume) / total)),
      leader: leader?.platform ?? null,
      leaderRatio: leader ? leader.volume / total : null,
      lat: first.lat,
      lon: first.lon,
      distanceKm: null,
      flags: [],
    },
  ];
}

function summaryOf(rows: readonly FigureRow[], platform: string): Figure['summary'] {
  const shares = rows.flatMap((row) => (row.value === null ? [] : [row.value]));
  const indices = rows.flatMap((row) => (typeof row['hhi'] === 'number' ? [row['hhi']] : []));
  return { platform, markets: rows.length, medianShare: median(shares), medianHhi: median(indices) };
}
