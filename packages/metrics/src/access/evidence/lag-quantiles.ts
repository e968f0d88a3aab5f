import {
  binnedSurvivalAt,
  countOf,
  kaplanMeierOfBins,
  logRankOfBins,
  logRankPermutationP,
  moverDifference,
  quantileSide,
  quantileTest,
  standardiseOwn,
  type DurationBin,
} from '@vigie/statistics';
import type { Indicator } from '../indicators.ts';
import { dispersedP } from './disperse.ts';
import { heterogeneousFlags, smallSampleFlags } from './evidence-flags.ts';
import { homogeneityOf } from './homogeneity.ts';
import type { KpiEvidence } from './kpi-evidence.ts';
import type { LagStratum, LagSums } from './kpi-sums.ts';
import { lagBeside } from './lag-beside.ts';
import { detectableFromReach, lastSeen, strataDispersion } from './lag-tools.ts';
import { clusteredStrataFlags, leftOutFlags, noBaseline, noEvent, notReached } from './rest-flags.ts';
import { cellStrata } from './cell-strata.ts';
import { withoutEvidence } from './without-evidence.ts';
import { worseOf, type Component } from './worse-of.ts';

export interface LagQuestion {
  readonly probability: number;
  /** Each is compared by itself, like for like within its strata, and the worst counts: the two directions of a change, or everything as one. */
  readonly components: readonly (readonly LagStratum[])[];
  /** Times within which shares are told. */
  readonly limits: readonly number[];
}

/**
 * A quantile of partly censored times against the own baseline: −(quantile of the partner − quantile of own). Quantiles by Kaplan–Meier and R's rule, interval by
 * Brookmeyer–Crowley ends squared and added (MOVER); p one-sided by log-rank for the median, by the exact tail beyond the pooled quantile for a P95; p_δ by the same cut with the own times
 * shifted by δ (at the median and without censoring: a sign test of "later than the baseline by more than δ" that also allows for the baseline's own error).
 */
export function lagQuantileEvidence(indicator: Indicator, sums: LagSums, question: LagQuestion): KpiEvidence {
  const { probability, components, limits } = question;
  const test = testName(probability, components.length);
  const units = unitsOf(components);
  const known = { ...units, beside: lagBeside(sums, components, limits) };
  const without = (flag: KpiEvidence['flags'][number]): KpiEvidence =>
    withoutEvidence(indicator, { test, flags: [flag] }, known);
  const timed = components.map(timedStrata).filter((one) => one.length > 0);
  const compared = timed.map((one) => one.filter((stratum) => countOf(stratum.own) > 0));
  if (compared.some((one) => one.length === 0))
    return without(noBaseline(indicator, 'there is no own lag to compare with.', { reason: 'OWN', ...units }));
  const dispersion = strataDispersion(sums.cells ?? []);
  const read = compared.map((one) => readComponent(indicator, one, { probability, dispersion }));
  const parts = read.flatMap((one) => (one === null ? [] : [one]));
  if (parts.length < read.length)
    return without(
      noEvent(indicator, 'more than half of the own cases never reached the event, so there is no baseline.', units),
    );
  const alone = timed.flat().filter((stratum) => countOf(stratum.own) === 0);
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
    crudeEffect: probability === 0.5 && components.flat().length > 1 ? crudeEffect(components.flat()) : null,
    homogeneityP: homogeneity.p,
    dispersion,
    test: parts.length > 1 ? `${test}; shown: ${decisive}` : test,
    strata: parts.length > 1 ? [] : cellStrata(sums.cells ?? []),
    flags: [
      ...clusteredStrataFlags(dispersion),
      ...heterogeneousFlags(homogeneity),
      ...smallSampleFlags(units.partnerN),
      ...leftOutFlags({ units: countOf(alone.flatMap((stratum) => stratum.partner)), strata: alone.length }),
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
  strata: readonly LagStratum[],
  { probability, dispersion }: { probability: number; dispersion: number },
): Read | null {
  const sides = standardiseOwn(strata);
  const [slow, base] = [sides.partner, sides.own].map((bins) =>
    quantileSide(bins, probability, { confidence: 0.9, dispersion }),
  );
  if (!slow || !base?.interval || base.quantile === null) return null;
  const last = lastSeen(sides.partner);
  const partner = slow.quantile ?? last;
  const { difference, lower, upper } = moverDifference(
    { estimate: partner, interval: slow.interval ?? { lower: last, upper: null } },
    { estimate: base.quantile, interval: base.interval },
  );
  const p = slowerP(strata, { probability, dispersion });
  const beyond =
    quantileTest(strata, { probability, shift: indicator.margin, dispersion })?.p ??
    logRankP(
      strata.map((one) => ({ ...one, own: shifted(one.own, indicator.margin) })),
      dispersion,
    );
  return {
    component: {
      name: strata.map((one) => one.key).join(', '),
      effect: 0 - difference,
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
    pending: binnedSurvivalAt(kaplanMeierOfBins(sides.partner), last).survival,
  };
}

function slowerP(
  strata: readonly LagStratum[],
  { probability, dispersion }: { probability: number; dispersion: number },
): number {
  if (probability === 0.5) return logRankP(strata, dispersion);
  return quantileTest(strata, { probability, dispersion })?.p ?? logRankP(strata, dispersion);
}

/** One-sided log-rank p of "the partner is later"; labels permuted when a side is small; 1 when no event could tell them apart. */
export function logRankP(
  strata: readonly { partner: readonly DurationBin[]; own: readonly DurationBin[] }[],
  dispersion: number,
): number {
  const sides = strata.map((one) => ({ first: one.partner, second: one.own }));
  const permuted = logRankPermutationP(sides);
  if (permuted !== null) return dispersedP(permuted, dispersion);
  const test = logRankOfBins(sides, dispersion);
  return test.ok ? test.value.slowerP : 1;
}

function timedStrata(strata: readonly LagStratum[]): readonly LagStratum[] {
  return strata.filter((one) => countOf(one.partner) > 0);
}

/** Of all cases as they came, whatever their strata: only ever shown beside the effect. */
function crudeEffect(strata: readonly LagStratum[]): number | null {
  const side = (read: (one: LagStratum) => readonly DurationBin[]): number | null =>
    quantileSide(strata.flatMap(read), 0.5).quantile;
  const [own, partner] = [side((one) => one.own), side((one) => one.partner)];
  return own === null || partner === null ? null : own - partner;
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

function unitsOf(components: LagQuestion['components']): { ownN: number; partnerN: number } {
  return {
    // Directions share one baseline.
    ownN: Math.max(0, ...components.map((strata) => countOf(strata.flatMap((one) => one.own)))),
    partnerN: components.reduce((acc, strata) => acc + countOf(strata.flatMap((one) => one.partner)), 0),
  };
}
