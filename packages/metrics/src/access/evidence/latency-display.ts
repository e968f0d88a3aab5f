import {
  binnedQuantile,
  chiSquareUpper,
  rankTestOfBins,
  stratifiedShift,
  type BinnedStep,
  type Moments,
} from '@vigie/statistics';
import type { KpiRow, KpiStratum } from '../kpi-row.ts';
import { ACCESS_RULES } from './access-rules.ts';
import type { LagStratum, LatencySums, LogMoments } from './kpi-sums.ts';
import { rankBinsOf } from './lag-tools.ts';
import type { Component } from './worse-of.ts';

export interface LatencyCurves {
  readonly partner: readonly BinnedStep[];
  readonly own: readonly BinnedStep[];
}

/** What stands beside CA-05: both components, quantiles with the own side weighted to the partner's endpoints, Mann–Whitney. */
export function latencyBeside(
  histograms: readonly LagStratum[],
  curves: LatencyCurves,
  { mean, tail }: { mean: Component; tail: Component | null },
): KpiRow['beside'] {
  const quantiles = [0.5, 0.95, 0.99].flatMap((probability) => {
    const [slow, base] = [binnedQuantile(curves.partner, probability), binnedQuantile(curves.own, probability)];
    const name = `P${Math.round(100 * probability)}`;
    return [
      { name, own: base, partner: slow, unit: 'ms' },
      { name: `${name} ratio`, own: null, partner: slow !== null && base ? slow / base : null, unit: 'ratio' },
    ];
  });
  const ranks = rankTestOfBins(histograms.map((one) => rankBinsOf(one)));
  return [
    { name: 'mean ratio', own: null, partner: Math.exp(-mean.effect), unit: 'ratio' },
    ...(tail === null ? [] : [{ name: 'P95 margin', own: null, partner: Math.exp(tail.margin), unit: 'ratio' }]),
    ...quantiles,
    ...(ranks.ok
      ? [
          { name: 'partner call slower', own: null, partner: ranks.value.probabilityGreater, unit: 'share' },
          { name: 'Mann–Whitney p', own: null, partner: ranks.value.greaterP, unit: 'p' },
        ]
      : []),
  ];
}

/** The heaviest strata, each with its own gap; `key` names endpoint, day type and hour band. */
export function latencyStrata(strata: LatencySums['strata'], dispersion: number): KpiStratum[] {
  const weights = strata.map(({ partner, own }) => (partner.n * own.n) / (partner.n + own.n));
  const total = weights.reduce((acc, weight) => acc + weight, 0);
  return strata
    .map((one, index) => {
      const [endpoint = '*', dayType = '*', hourBand = '*'] = one.key.split('|');
      const [own, partner] = [one.own.sumLn / one.own.n, one.partner.sumLn / one.partner.n];
      const reach = reachOf(one, dispersion);
      return {
        key: { specialty: '*', departement: '*', visitKind: '*', visitMode: '*', dayType, hourBand, endpoint },
        ownN: one.own.n,
        partnerN: one.partner.n,
        ownLevel: Math.max(0, Math.exp(own) - 0.4),
        partnerLevel: Math.max(0, Math.exp(partner) - 0.4),
        effect: own - partner,
        ciLow: reach === null ? null : own - partner - reach,
        ciHigh: reach === null ? null : own - partner + reach,
        weight: (weights[index] ?? 0) / total,
      };
    })
    .toSorted((left, right) => right.weight - left.weight)
    .slice(0, ACCESS_RULES.shownStrata);
}

/** Half of the 90 % interval of a stratum's gap, from both spreads; null where a side is one call or never varies. */
function reachOf(one: LatencySums['strata'][number], dispersion: number): number | null {
  const shift = stratifiedShift([{ partner: asMoments(one.partner), own: asMoments(one.own) }], { dispersion });
  return shift.ok && one.partner.n > 1 ? (shift.value.upper - shift.value.lower) / 2 : null;
}

/** Calls on each side that a stratum needs for its variance to be taken at its word. */
const LEAST_CALLS = 30;

/** Cochran's Q over strata: is the gap the same everywhere? Variances from both spreads, times φ. Null under two strata that carry it. */
export function latencyHomogeneity(
  strata: LatencySums['strata'],
  dispersion: number,
): { readonly p: number | null; readonly strata: number } {
  const parts = strata.flatMap((one) => {
    if (Math.min(one.partner.n, one.own.n) < LEAST_CALLS) return [];
    const shift = stratifiedShift([{ partner: asMoments(one.partner), own: asMoments(one.own) }], { dispersion });
    return shift.ok && shift.value.standardError > 0 ? [shift.value] : [];
  });
  if (parts.length < 2) return { p: null, strata: parts.length };
  const information = parts.reduce((acc, part) => acc + 1 / part.standardError ** 2, 0);
  const centre = parts.reduce((acc, part) => acc + part.difference / part.standardError ** 2, 0) / information;
  const q = parts.reduce((acc, part) => acc + ((part.difference - centre) / part.standardError) ** 2, 0);
  return { p: chiSquareUpper(q, parts.length - 1), strata: parts.length };
}

function asMoments({ n, sumLn, sumLnSquared }: LogMoments): Moments {
  return { n, sum: sumLn, sumOfSquares: sumLnSquared };
}
