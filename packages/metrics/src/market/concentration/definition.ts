import type { FigureRow, Flag } from '@vigie/kernel';
import {
  concentrationRatio,
  effectiveNumber,
  hhi,
  hhiBounds,
  normalisedHhi,
  panelHhi,
  type PanelShares,
} from '@vigie/statistics';
import { z } from 'zod';
import { defineMetric, type FigureDraft } from '../../frame/definition.ts';
import { formatPercent, warn } from '../../frame/flags.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { flagParam, grainParam, periodParams } from '../../frame/params.ts';
import { findBookingFaults, flagsByPeriod } from '../../frame/quality.ts';
import { resolveScope } from '../../frame/resolve-scope.ts';
import { resolvePeriod } from '../../frame/resolve-period.ts';
import type { MarketScope } from '../../frame/scope.ts';
import { MARKET_DEFINITIONS } from '../market-definitions.ts';
import { computeShare } from '../share/compute-share.ts';
import { distinctFlags } from '../share/definition.ts';
import { groupCells, groupKey } from '../share/read-cells.ts';
import type { GroupError, ShareCell } from '../share/share-result.ts';
import { indexRule, marketIndexParams } from './market-index.ts';
import { summariseMarkets } from './summarise-markets.ts';

/** Services behind `other` and `unmatched` are unknown in number and size; `none` is no firm at all. */
const FRINGE = new Set(['other', 'unmatched']);

const concentrationParams = z.object({
  ...periodParams,
  ...grainParam,
  ...marketIndexParams({
    en: 'One index per local market; empty: national.',
    fr: 'Un indice par marché local ; vide : national.',
  }),
  fringeIsSmaller: flagParam(false).meta({
    description: 'Every unknown service is smaller than the smallest known one (tightens the upper bound).',
    fr: 'Tout service inconnu est plus petit que le plus petit connu (resserre la borne haute).',
  }),
});
type ConcentrationParams = z.infer<typeof concentrationParams>;

export const marketConcentration = defineMetric({
  id: 'market.concentration',
  version: 2,
  title: { en: 'Concentration', fr: 'Concentration' },
  unit: 'points',
  formula:
    'HHI = Σ (100·s)², 0 to 10,000; with an unknown fringe, the value is the lower bound and stands beside the upper one',
  source:
    'Herfindahl–Hirschman index as in the EC horizontal merger guidelines (2004); bounds for an unknown fringe; interval by the delta method on the log scale',
  card: new URL('./card.md', import.meta.url),
  params: concentrationParams,
  dimensions: ['period', 'departement', 'profession', 'specialty'],
  columns: [
    { name: 'hhiLower', unit: 'points', title: { en: 'HHI at least', fr: 'IHH au moins' } },
    { name: 'hhiUpper', unit: 'points', title: { en: 'HHI at most', fr: 'IHH au plus' } },
    { name: 'hhiCorrected', unit: 'points', title: { en: 'Less sampling bias', fr: 'Sans biais d’échantillon' } },
    { name: 'firms', unit: 'count', title: { en: 'Known firms', fr: 'Firmes connues' } },
    { name: 'effectiveNumber', unit: 'volume', title: { en: 'Equivalent number', fr: 'Nombre équivalent' } },
    { name: 'hhiNormalised', unit: 'volume', title: { en: 'Normalised (0–1)', fr: 'Normalisé (0–1)' } },
    { name: 'cr1', unit: 'ratio', title: { en: 'Largest', fr: 'La première' } },
    { name: 'cr2', unit: 'ratio', title: { en: 'Two largest', fr: 'Les deux premières' } },
    { name: 'cr4', unit: 'ratio', title: { en: 'Four largest', fr: 'Les quatre premières' } },
    { name: 'leader', unit: 'text', title: { en: 'Leader', fr: 'Première' } },
    { name: 'fringeRatio', unit: 'ratio', title: { en: 'Unknown fringe', fr: 'Frange inconnue' } },
  ],
  flags: [
    'REFUSED',
    'KNOWN_FRINGE',
    'EMPTY_DENOMINATOR',
    'INCOMPLETE_PERIOD',
    'BREAK_IN_SERIES',
    'LOW_COVERAGE',
    'DUPLICATE_KEY',
    'TIE',
    'ESTIMATED',
  ],
  compute: async (context, params) => draftConcentration(context, params),
});

async function draftConcentration(context: MetricContext, params: ConcentrationParams): Promise<FigureDraft> {
  const definition = MARKET_DEFINITIONS[params.definition];
  const { rule, refusal } = indexRule(params);
  const scope: MarketScope = await resolveScope(context, {
    ...params,
    ...resolvePeriod(context.release, params),
    outsideOption: 'in',
    by: ['platform', ...params.by],
  });
  const result = await computeShare(context, scope, params.definition, rule);
  const faults = definition.basis === 'bookings' ? await findBookingFaults(context, scope.from, scope.to) : [];
  const byPeriod = flagsByPeriod(faults, scope);
  const dimensions = [...(scope.grain === 'total' ? [] : ['period']), ...params.by];
  const rows =
    refusal === null
      ? groupCells(result.cells).flatMap((group) =>
          concentrationRow(group, {
            params,
            dimensions,
            flags: byPeriod.get(group[0]?.period ?? '') ?? [],
            error: group[0] && result.errors?.get(groupKey(group[0])),
          }),
        )
      : [];
  return {
    rows,
    flags: [...(refusal === null ? [] : [refusal]), ...result.flags, ...distinctFlags([...byPeriod.values()].flat())],
    summary: summariseMarkets(rows),
    coverage: result.coverage,
    dimensions,
    definition: params.definition,
    formula: `HHI on ${result.rule}`,
    intervalMethod:
      result.errors !== undefined
        ? '95 % on the log scale from the covariance of a stratified panel, t quantile. Bounds are not intervals: they hold whatever the fringe is'
        : '95 % on the log scale by the delta method where volumes are estimates; none for a census. Bounds are not intervals: they hold whatever the fringe is',
    period: { from: scope.from, toExclusive: scope.to, timeZone: 'Europe/Paris', countedBy: result.countedBy },
    choices: [
      ...result.choices.filter((c) => c.name !== 'outsideOption'),
      {
        name: 'fringe',
        value: 'other and unmatched',
        note: 'unknown services; bookings without any platform (none) are outside the market',
      },
    ],
  };
}

function concentrationRow(
  group: readonly ShareCell[],
  context: {
    params: ConcentrationParams;
    dimensions: readonly string[];
    flags: readonly Flag[];
    error: GroupError | undefined;
  },
): FigureRow[] {
  const market = group.filter((cell) => cell.platform !== 'none');
  const first = market[0] ?? group[0];
  if (!first) return [];
  const total = market.reduce((sum, cell) => sum + cell.numerator, 0);
  const dimensions = Object.fromEntries(
    context.dimensions.map((name) => [name, first[name as 'period' | 'departement' | 'profession' | 'specialty']]),
  );
  if (total === 0)
    return [
      {
        ...dimensions,
        value: null,
        numerator: null,
        denominator: 0,
        ciLow: null,
        ciHigh: null,
        flags: [warn('EMPTY_DENOMINATOR', 'Nothing was counted here, so there is no index.'), ...context.flags],
      },
    ];
  const known = market
    .filter((cell) => !FRINGE.has(cell.platform) && cell.numerator > 0)
    .sort((a, b) => b.numerator - a.numerator);
  const points = known.map((cell) => (100 * cell.numerator) / total);
  const fringeRatio =
    market.filter((cell) => FRINGE.has(cell.platform)).reduce((sum, cell) => sum + cell.numerator, 0) / total;
  const bounds =
    fringeRatio > 0 ? hhiBounds({ knownSharesPoints: points, knownAreLargest: context.params.fringeIsSmaller }) : null;
  const value = hhi(points);
  const upper = bounds === null ? value : bounds.ok ? bounds.value.upper : null;
  const interval = indexInterval(known, { total, error: context.error });
  return [
    {
      ...dimensions,
      value,
      numerator: null,
      denominator: total,
      ...interval,
      hhiLower: value,
      hhiUpper: upper,
      firms: known.length,
      effectiveNumber: effectiveNumber(points),
      hhiNormalised: fringeRatio > 0 ? null : normalisedHhi(points),
      cr1: ratioOf(concentrationRatio(points, 1)),
      cr2: ratioOf(concentrationRatio(points, 2)),
      cr4: ratioOf(concentrationRatio(points, 4)),
      leader: known[0]?.platform ?? null,
      fringeRatio,
      flags: [
        ...(fringeRatio > 0 ? [fringeFlag(fringeRatio, value ?? 0, upper)] : []),
        ...first.flags,
        ...context.flags,
      ],
    },
  ];
}

const ratioOf = (points: number | null): number | null => (points === null ? null : points / 100);

function fringeFlag(ratio: number, lower: number, upper: number | null): Flag {
  return warn(
    'KNOWN_FRINGE',
    `${formatPercent(ratio)} of the market belongs to services that are unknown or unlisted: the index lies between ${lower.toFixed(1)} and ${upper === null ? 'an unknown bound' : upper.toFixed(1)}.`,
    { fringeRatio: ratio, lower, ...(upper === null ? {} : { upper }) },
  );
}

/** Interval of the HHI, and the index without the bias that noisy shares bring (their squares are too large on average). Nothing where volumes are exact. */
function indexInterval(
  known: readonly ShareCell[],
  basis: { total: number; error: GroupError | undefined },
): { ciLow: number | null; ciHigh: number | null; hhiCorrected: number | null } {
  const panel = basis.error === undefined ? deltaPanel(known, basis.total) : sampledPanel(known, basis.error);
  if (panel === null) return { ciLow: null, ciHigh: null, hhiCorrected: null };
  const estimate = panelHhi(panel);
  return { ciLow: estimate.lower, ciHigh: estimate.upper, hhiCorrected: Math.max(0, estimate.biasCorrected) };
}

/** The shares of a weighted panel with the covariance of its strata, known firms only. */
function sampledPanel(known: readonly ShareCell[], error: GroupError): PanelShares | null {
  if (error.panel === null) return null;
  const { platforms, shares } = error.panel;
  const at = known.map((cell) => platforms.indexOf(cell.platform));
  return {
    ...shares,
    shareRatios: at.map((p) => shares.shareRatios[p] ?? 0),
    covariance: at.map((p) => at.map((q) => shares.covariance[p]?.[q] ?? 0)),
  };
}

/** Estimated volumes, independent between platforms: Cov(s) = J diag(var) Jᵀ with J = (I − s1ᵀ)/D. */
function deltaPanel(known: readonly ShareCell[], total: number): PanelShares | null {
  const variances = known.map((cell) => cell.numeratorSe ** 2);
  if (variances.every((v) => v === 0)) return null;
  const shares = known.map((cell) => cell.numerator / total);
  const jacobian = shares.map((share, p) => shares.map((_other, q) => ((p === q ? 1 : 0) - share) / total));
  const covariance = jacobian.map((row) =>
    jacobian.map((other) => row.reduce((sum, value, k) => sum + value * (other[k] ?? 0) * (variances[k] ?? 0), 0)),
  );
  // Normal quantile: the standard errors are given, not estimated from clusters.
  return { shareRatios: shares, covariance, degreesOfFreedom: 1e9, estimatedTotal: total };
}
