import {
  countOf,
  dispersed,
  dispersionFactor,
  kaplanMeierOfBins,
  moverDifference,
  quantileOfCurve,
  quantileTest,
  rankTestOfBins,
  shiftBeyond,
  standardiseOwn,
  stratifiedShift,
  type MomentStratum,
  type StratifiedShift,
} from '@vigie/statistics';
import type { Indicator } from '../indicators.ts';
import { clusteredFlags, noData, smallSampleFlags } from './evidence-flags.ts';
import type { KpiEvidence } from './kpi-evidence.ts';
import type { LagStratum, LatencySums, LogMoments } from './kpi-sums.ts';
import { leftOutFlags, noBaseline, unevenFlags } from './rest-flags.ts';
import { detectableFromReach, onLogs, rankBinsOf } from './lag-tools.ts';
import { latencyBeside, latencyHomogeneity, latencyStrata, type LatencyCurves } from './latency-display.ts';
import { withoutEvidence } from './without-evidence.ts';
import { worseOf, type Component } from './worse-of.ts';

/** Margin of the P95, beside that of the mean (domain.md §3.3, CA-05). */
export const P95_MARGIN = Math.log(1.25);
const TEST =
  'modified t on ln(ms + 0.4) over endpoints, day types and hours; P95 by the exact tail beyond the pooled P95; the worse of the two (Bonferroni)';
/** Fewer calls of the partner than this are compared by ranks, labels permuted. */
const SMALL = 30;

/**
 * CA-05 from moments and histograms. Two components: geometric mean (margin of the indicator) and P95 (×1.25), combined by `worseOf`. Own spread only for the test, both
 * spreads for the interval; φ from days. Effects are −ln(partner ÷ own), like for like.
 */
export function latencyEvidence(indicator: Indicator, sums: LatencySums): KpiEvidence {
  const strata = sums.strata.map(({ partner, own }) => ({ partner: momentsOf(partner), own: momentsOf(own) }));
  const units = unitsOf(sums);
  const dispersion = latencyDispersion(sums.days);
  const shift = stratifiedShift(strata, { dispersion });
  const histograms = histogramsOf(sums);
  if (!shift.ok) {
    const flag =
      shift.reason === 'ZERO_VARIANCE'
        ? noBaseline(indicator, 'every own call took exactly the same time, which no log of real calls shows.', {
            reason: 'ZERO_VARIANCE',
          })
        : noData(indicator, units);
    return withoutEvidence(indicator, { test: TEST, flags: [flag] }, units);
  }
  const mean = meanComponent(indicator, shift.value, histograms, dispersion);
  const curves = curvesOf(histograms);
  const tail = tailComponent(histograms, curves, dispersion);
  const combined = worseOf(tail === null ? [mean] : [mean, tail]);
  const { decisive, ...evidence } = combined;
  const compared = sums.strata.filter((one) => one.partner.n > 0 && one.own.n >= 2);
  const homogeneity = latencyHomogeneity(compared, dispersion);
  const leftOut = sums.strata.filter((one) => one.partner.n > 0 && one.own.n < 2);
  return {
    ...evidence,
    ...units,
    standardStatus: null,
    impactRatio: null,
    ownLevel: geometricMean(compared, 'own'),
    partnerLevel: geometricMean(compared, 'partner'),
    crudeEffect: crudeEffect(sums),
    homogeneityP: homogeneity.p,
    dispersion,
    test: `${TEST}; shown: ${decisive}`,
    strata: latencyStrata(compared, dispersion),
    beside: latencyBeside(histograms, curves, { mean, tail }),
    flags: [
      ...clusteredFlags(dispersion),
      ...unevenFlags(homogeneity),
      ...smallSampleFlags(units.partnerN),
      ...leftOutFlags({
        units: leftOut.reduce((acc, one) => acc + one.partner.n, 0),
        strata: leftOut.length,
      }),
    ],
  };
}

/**
 * φ ≥ 1 of log times (S1.6): D = w·(mean own − mean partner) of the day, w = n_P·n_O/N, V = Σ w·s² with the own spread within days. Months are taken apart, since a month's gap is its own.
 */
export function latencyDispersion(days: LatencySums['days']): number {
  const usable = days.filter((day) => day.partner.n > 0 && day.own.n > 1);
  const spread = ownSpreadWithinDays(usable);
  return dispersionFactor(
    [...Map.groupBy(usable, (day) => day.day.slice(0, 7)).values()].map((month) => {
      const dayWeights = month.map(({ partner, own }) => (partner.n * own.n) / (partner.n + own.n));
      return {
        dayGaps: month.map(
          ({ partner, own }, index) => (dayWeights[index] ?? 0) * (own.sumLn / own.n - partner.sumLn / partner.n),
        ),
        dayWeights,
        variance: dayWeights.reduce((acc, weight) => acc + weight * spread, 0),
      };
    }),
  );
}

function ownSpreadWithinDays(days: LatencySums['days']): number {
  let squares = 0;
  let freedom = 0;
  for (const { own } of days) {
    squares += own.sumLnSquared - own.sumLn ** 2 / own.n;
    freedom += own.n - 1;
  }
  return freedom > 0 ? Math.max(0, squares / freedom) : 0;
}

function meanComponent(
  indicator: Indicator,
  shift: StratifiedShift,
  histograms: readonly LagStratum[],
  dispersion: number,
): Component {
  const ranks = shift.partnerN < SMALL ? rankTestOfBins(histograms.map((one) => rankBinsOf(one))) : null;
  const p = ranks?.ok ? dispersed(ranks.value.greaterP, dispersion) : shift.p;
  return {
    name: 'geometric mean',
    effect: shift.difference,
    ciLow: shift.lower,
    ciHigh: shift.upper,
    p,
    materialityP: Math.max(p, shiftBeyond(shift, indicator.margin)),
    mdd: shift.detectable,
    margin: indicator.margin,
  };
}

function tailComponent(histograms: readonly LagStratum[], curves: LatencyCurves, dispersion: number): Component | null {
  const [slow, base] = [curves.partner, curves.own].map((curve) =>
    quantileOfCurve(curve, 0.95, { confidence: 0.9, dispersion }),
  );
  const test = quantileTest(histograms, { probability: 0.95, dispersion });
  const beyond = quantileTest(histograms, { probability: 0.95, scale: Math.exp(P95_MARGIN), dispersion });
  if (!slow?.interval || !base?.interval || slow.quantile === null || base.quantile === null) return null;
  if (test === null || beyond === null) return null;
  const { difference, lower, upper } = moverDifference(
    onLogs(slow.quantile, slow.interval),
    onLogs(base.quantile, base.interval),
  );
  return {
    name: 'P95',
    effect: -difference,
    ciLow: upper === null ? null : -upper,
    ciHigh: lower === null ? null : -lower,
    p: test.p,
    materialityP: Math.max(test.p, beyond.p),
    mdd: detectableFromReach(upper === null ? null : upper - difference),
    margin: P95_MARGIN,
  };
}

/** Both sides once, own weighted to the partner's endpoints: every quantile is read from them. */
function curvesOf(histograms: readonly LagStratum[]): LatencyCurves {
  const { partner, own } = standardiseOwn(histograms);
  return { partner: kaplanMeierOfBins(partner), own: kaplanMeierOfBins(own) };
}

export function histogramsOf(sums: LatencySums): readonly LagStratum[] {
  const all = sums.histograms ?? [{ key: '*', partner: sums.partnerHistogram, own: sums.ownHistogram }];
  return all.filter((one) => countOf(one.partner) > 0 && countOf(one.own) > 0);
}

function unitsOf(sums: LatencySums): { ownN: number; partnerN: number } {
  const total = (side: 'own' | 'partner'): number => sums.strata.reduce((acc, one) => acc + one[side].n, 0);
  return { ownN: total('own'), partnerN: total('partner') };
}

function momentsOf({ n, sumLn, sumLnSquared }: LogMoments): MomentStratum['own'] {
  return { n, sum: sumLn, sumOfSquares: sumLnSquared };
}

/** Milliseconds; own and partner with the weights of the effect, so that the ratio of the two is e to the minus effect (but for the 0.4). */
function geometricMean(strata: LatencySums['strata'], side: 'own' | 'partner'): number | null {
  let weight = 0;
  let total = 0;
  for (const one of strata) {
    const w = (one.partner.n * one.own.n) / (one.partner.n + one.own.n);
    weight += w;
    total += (w * one[side].sumLn) / one[side].n;
  }
  return weight > 0 ? Math.max(0, Math.exp(total / weight) - 0.4) : null;
}

function crudeEffect(sums: LatencySums): number | null {
  const mean = (side: 'own' | 'partner'): number | null => {
    const n = sums.strata.reduce((acc, one) => acc + one[side].n, 0);
    return n > 0 ? sums.strata.reduce((acc, one) => acc + one[side].sumLn, 0) / n : null;
  };
  const [own, partner] = [mean('own'), mean('partner')];
  return own === null || partner === null ? null : own - partner;
}
