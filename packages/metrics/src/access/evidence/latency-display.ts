import { binnedQuantile, rankTestOfBins, type BinnedStep } from '@vigie/statistics';
import type { KpiRow, KpiStratum } from '../kpi-row.ts';
import { ACCESS_RULES } from './access-rules.ts';
import type { LagStratum, LatencySums } from './kpi-sums.ts';
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
export function latencyStrata(strata: LatencySums['strata']): KpiStratum[] {
  const weights = strata.map(({ partner, own }) => (partner.n * own.n) / (partner.n + own.n));
  const total = weights.reduce((acc, weight) => acc + weight, 0);
  return strata
    .map((one, index) => {
      const [endpoint = '*', dayType = '*', hourBand = '*'] = one.key.split('|');
      const [own, partner] = [one.own.sumLn / one.own.n, one.partner.sumLn / one.partner.n];
      return {
        key: { specialty: '*', departement: '*', visitKind: '*', visitMode: '*', dayType, hourBand, endpoint },
        ownN: one.own.n,
        partnerN: one.partner.n,
        ownLevel: Math.max(0, Math.exp(own) - 0.4),
        partnerLevel: Math.max(0, Math.exp(partner) - 0.4),
        effect: own - partner,
        ciLow: null,
        ciHigh: null,
        weight: (weights[index] ?? 0) / total,
      };
    })
    .toSorted((left, right) => right.weight - left.weight)
    .slice(0, ACCESS_RULES.shownStrata);
}
