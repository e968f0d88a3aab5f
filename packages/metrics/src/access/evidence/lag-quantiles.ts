import {
  binnedSurvivalAt,
  countOf,
  kaplanMeierOfBins,
  logRankOfBins,
  logRankPermutationP,
  moverDifference,
  quantileSide,
  quantileTest,
  type DurationBin,
} from '@vigie/statistics';
import type { Indicator } from '../indicators.ts';
import type { KpiRow } from '../kpi-row.ts';
import { dispersedP } from './disperse.ts';
import { heterogeneousFlags, smallSampleFlags } from './evidence-flags.ts';
import { homogeneityOf } from './homogeneity.ts';
import type { KpiEvidence } from './kpi-evidence.ts';
import type { LagStratum, LagSums } from './kpi-sums.ts';
import { detectableFromReach, lastSeen, strataDispersion } from './lag-tools.ts';
import { clusteredStrataFlags, noBaseline, noEvent, notReached } from './rest-flags.ts';
import { cellStrata } from './cell-strata.ts';
import { withoutEvidence } from './without-evidence.ts';
import { worseOf, type Component } from './worse-of.ts';

interface Question {
  readonly probability: number;
  /** Each is compared by itself and the worst counts: the two directions of a change, or everything as one. */
  readonly components: readonly LagStratum[];
  /** Times within which shares are told. */
  readonly limits: readonly number[];
}

/**
 * A quantile of partly censored times against the own baseline: −(quantile of the partner − quantile of own). Quantiles by Kaplan–Meier and R's rule, interval by
 * Brookmeyer–Crowley ends squared and added (MOVER); p one-sided by log-rank for the median, by the exact tail beyond the pooled quantile for a P95; p_δ by the same cut with the own times
 * shifted by δ (at the median and without censoring: a sign test of "later than the baseline by more than δ" that also allows for the baseline's own error).
 */
export function lagQuantileEvidence(indicator: Indicator, sums: LagSums, question: Question): KpiEvidence {
  const { probability, components, limits } = question;
  const test = testName(probability, components.length);
  const units = unitsOf(components);
  const known = { ...units, beside: besideOf(sums, components, limits) };
  const without = (flag: KpiEvidence['flags'][number]): KpiEvidence =>
    withoutEvidence(indicator, { test, flags: [flag] }, known);
  const timed = components.filter((one) => countOf(one.partner) > 0);
  if (timed.some((one) => countOf(one.own) === 0))
    return without(noBaseline(indicator, 'there is no own lag to compare with.', { reason: 'OWN', ...units }));
  const dispersion = strataDispersion(sums.cells ?? []);
  const read = timed.map((one) => readComponent(indicator, one, { probability, dispersion }));
  const parts = read.flatMap((one) => (one === null ? [] : [one]));
  if (parts.length < read.length)
    return without(
      noEvent(indicator, 'more than half of the own cases never reached the event, so there is no baseline.', units),
    );
  const homogeneity = homogeneityOf(sums.cells ?? [], 1);
  const { decisive, ...evidence } = worseOf(parts.map((one) => one.component));
  const shown = parts.find((one) => one.component.name === decisive);
  return {
    ...evidence,
    ...known,
    ownLevel: shown?.own ?? null,
    partnerLevel: shown?.reached === true ? shown.partner : null,
    standardStatus: null,
    impactRatio: null,
    crudeEffect: null,
    homogeneityP: homogeneity.p,
    dispersion,
    test: parts.length > 1 ? `${test}; shown: ${decisive}` : test,
    strata: parts.length > 1 ? [] : cellStrata(sums.cells ?? []),
    flags: [
      ...clusteredStrataFlags(dispersion),
      ...heterogeneousFlags(homogeneity),
      ...smallSampleFlags(units.partnerN),
      ...parts.flatMap((one) =>
        one.reached ? [] : [notReached(indicator, { share: one.pending, beyond: one.partner })],
      ),
    ],
  };
}

interface Read {
  readonly component: Component;
  readonly own: number;
  /** Quantile, or the last time seen where it was not reached. */
  readonly partner: number;
  readonly reached: boolean;
  /** Share of the partner's cases that had not happened when last seen. */
  readonly pending: number;
}

function readComponent(
  indicator: Indicator,
  stratum: LagStratum,
  { probability, dispersion }: { probability: number; dispersion: number },
): Read | null {
  const [slow, base] = [stratum.partner, stratum.own].map((bins) =>
    quantileSide(bins, probability, { confidence: 0.9, dispersion }),
  );
  if (!slow || !base?.interval || base.quantile === null) return null;
  const last = lastSeen(stratum.partner);
  const partner = slow.quantile ?? last;
  const { difference, lower, upper } = moverDifference(
    { estimate: partner, interval: slow.interval ?? { lower: last, upper: null } },
    { estimate: base.quantile, interval: base.interval },
  );
  const p = slowerP(stratum, { probability, dispersion });
  const beyond =
    quantileTest([stratum], { probability, shift: indicator.margin, dispersion })?.p ??
    logRankP({ ...stratum, own: shifted(stratum.own, indicator.margin) }, dispersion);
  return {
    component: {
      name: stratum.key,
      effect: -difference,
      ciLow: upper === null ? null : -upper,
      ciHigh: lower === null ? null : -lower,
      p,
      materialityP: Math.max(p, beyond),
      mdd: detectableFromReach(upper === null ? null : upper - difference),
      margin: indicator.margin,
    },
    own: base.quantile,
    partner,
    reached: slow.quantile !== null,
    pending: binnedSurvivalAt(kaplanMeierOfBins(stratum.partner), last).survival,
  };
}

function slowerP(
  stratum: LagStratum,
  { probability, dispersion }: { probability: number; dispersion: number },
): number {
  if (probability === 0.5) return logRankP(stratum, dispersion);
  return quantileTest([stratum], { probability, dispersion })?.p ?? logRankP(stratum, dispersion);
}

/** One-sided log-rank p of "the partner is later"; labels permuted when a side is small; 1 when no event could tell them apart. */
export function logRankP(
  stratum: { partner: readonly DurationBin[]; own: readonly DurationBin[] },
  dispersion: number,
): number {
  const sides = [{ first: stratum.partner, second: stratum.own }];
  const permuted = logRankPermutationP(sides);
  if (permuted !== null) return dispersedP(permuted, dispersion);
  const test = logRankOfBins(sides, dispersion);
  return test.ok ? test.value.slowerP : 1;
}

function shifted(bins: readonly DurationBin[], shift: number): DurationBin[] {
  return bins.map((bin) => ({ ...bin, value: bin.value + shift }));
}

function testName(probability: number, components: number): string {
  const by =
    probability === 0.5
      ? 'log-rank, one-sided; medians by Kaplan–Meier'
      : `exact tail beyond the pooled P${Math.round(100 * probability)}`;
  return components > 1 ? `${by}; the worse direction (Bonferroni)` : by;
}

function unitsOf(components: readonly LagStratum[]): { ownN: number; partnerN: number } {
  const own = components.map((one) => countOf(one.own));
  return {
    // Directions share one baseline.
    ownN: Math.max(0, ...own),
    partnerN: components.reduce((acc, one) => acc + countOf(one.partner), 0),
  };
}

/** Shares within the stated limits, and what was never seen or came first on the partner's side. */
function besideOf(sums: LagSums, components: readonly LagStratum[], limits: readonly number[]): KpiRow['beside'] {
  const shares = components.flatMap((one) => {
    const [partner, own] = [one.partner, one.own].map((bins) => kaplanMeierOfBins(bins));
    const within = (curve: typeof partner, n: number, limit: number): number | null =>
      n > 0 ? 1 - binnedSurvivalAt(curve ?? [], limit).survival : null;
    const name = (what: string): string => (components.length > 1 ? `${one.key} ${what}` : what);
    return [
      ...limits.map((limit) => ({
        name: name(`within ${limit} s`),
        own: within(own, countOf(one.own), limit),
        partner: within(partner, countOf(one.partner), limit),
        unit: 'ratio',
      })),
      {
        name: name('not seen'),
        own: censoredShare(one.own),
        partner: censoredShare(one.partner),
        unit: 'ratio',
      },
    ];
  });
  const first = sums.partnerFirst;
  return [
    ...shares,
    ...(first === undefined ? [] : [{ name: 'partner first', own: null, partner: first, unit: 'count' }]),
    ...(sums.beside ?? []),
  ];
}

function censoredShare(bins: readonly DurationBin[]): number | null {
  const n = countOf(bins);
  return n > 0 ? countOf(bins.filter((bin) => bin.censored)) / n : null;
}
