import { requireFinite } from '../checks.ts';
import type { ParityCell } from '../proportions/proportion.ts';
import { normalCdf, normalQuantile } from '../special/normal.ts';
import { exactStratifiedTail } from '../stratified/exact-tail.ts';
import {
  binnedQuantile,
  binnedQuantileInterval,
  binnedSurvivalAt,
  kaplanMeierOfBins,
  type BinnedStep,
  type DurationBin,
  type OpenInterval,
} from './binned.ts';

/** One like-for-like stratum: the partner's durations and the own ones. */
export interface DurationStratum {
  readonly partner: readonly DurationBin[];
  readonly own: readonly DurationBin[];
}

export interface QuantileSide {
  /** Null: not reached, too many are censored. */
  readonly quantile: number | null;
  readonly interval: OpenInterval | null;
  /** Uncensored units that would know the side as well. */
  readonly effectiveN: number;
}

/**
 * Own durations as they would be with the partner's mix of strata: each own stratum is weighted by the partner's share of it. Their total is the effective
 * number (Σ_k π_k²/n_k)⁻¹, so that the standardised side claims no more precision than it has. Strata that lack a side are left out on both.
 */
export function standardiseOwn(strata: readonly DurationStratum[]): { partner: DurationBin[]; own: DurationBin[] } {
  const usable = strata.filter((one) => countOf(one.partner) > 0 && countOf(one.own) > 0);
  const partnerTotal = usable.reduce((acc, one) => acc + countOf(one.partner), 0);
  const spread = usable.reduce((acc, one) => acc + (countOf(one.partner) / partnerTotal) ** 2 / countOf(one.own), 0);
  return {
    partner: usable.flatMap((one) => one.partner),
    own: usable.flatMap((one) => {
      const weight = countOf(one.partner) / partnerTotal / countOf(one.own) / spread;
      return one.own.map((bin) => ({ ...bin, n: bin.n * (usable.length === 1 ? 1 : weight) }));
    }),
  };
}

export function countOf(bins: readonly DurationBin[]): number {
  return bins.reduce((acc, { n }) => acc + n, 0);
}

export function quantileSide(
  bins: readonly DurationBin[],
  probability: number,
  options: { confidence?: number; dispersion?: number } = {},
): QuantileSide {
  return quantileOfCurve(kaplanMeierOfBins(bins), probability, options);
}

/** Same of a curve already made, for several quantiles of one side. */
export function quantileOfCurve(
  curve: readonly BinnedStep[],
  probability: number,
  options: { confidence?: number; dispersion?: number } = {},
): QuantileSide {
  const quantile = binnedQuantile(curve, probability);
  const units = curve[0]?.atRisk ?? 0;
  const effectiveN = quantile === null ? units : (binnedSurvivalAt(curve, quantile).effectiveN ?? 0);
  return { quantile, interval: binnedQuantileInterval(curve, probability, options), effectiveN };
}

/**
 * Interval of partner − own from the interval of each side, by squaring and adding the distances (MOVER; Zou and Donner 2008), as Newcombe's for proportions. Ends that
 * no side bounds are null. Sides must be on the scale of the difference (logs for ratios).
 */
export function moverDifference(
  partner: BoundedEstimate,
  own: BoundedEstimate,
): { difference: number; lower: number | null; upper: number | null } {
  const difference = partner.estimate - own.estimate;
  const down = squareAndAdd(below(partner), above(own));
  const up = squareAndAdd(above(partner), below(own));
  return {
    difference,
    lower: down === null ? null : difference - down,
    upper: up === null ? null : difference + up,
  };
}

interface BoundedEstimate {
  readonly estimate: number;
  readonly interval: OpenInterval;
}

function below({ estimate, interval }: BoundedEstimate): number {
  return estimate - interval.lower;
}

function above({ estimate, interval }: BoundedEstimate): number | null {
  return interval.upper === null ? null : interval.upper - estimate;
}

function squareAndAdd(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : Math.hypot(one, other);
}

export interface QuantileTest {
  /** One-sided p of "the partner's quantile is larger". */
  readonly p: number;
  readonly method: 'EXACT' | 'NORMAL';
  /** Both sides were cut just after this time: the one that leaves nearest to 1 − p of the pooled durations beyond it. */
  readonly cut: number;
}

/**
 * Are the partner's durations longer at this quantile? Both sides are cut at the pooled quantile (own weighted to the partner's mix) and what lies beyond is compared within
 * strata: without censoring before the cut by the exact conditional tail (Mood's test for a quantile, exact when a stratum's durations are alike), else by the difference
 * of the Kaplan–Meier curves (Brookmeyer and Crowley 1982). `shift` or `scale` of the own durations tests "longer by more than": own + shift, own × scale.
 * Null when a side is empty or the pooled quantile is not reached.
 */
export function quantileTest(
  strata: readonly DurationStratum[],
  options: { probability: number; shift?: number; scale?: number; dispersion?: number },
): QuantileTest | null {
  const { probability, shift = 0, scale = 1, dispersion = 1 } = options;
  requireFinite('shift', shift);
  const moved = strata
    .filter((one) => countOf(one.partner) > 0 && countOf(one.own) > 0)
    .map((one) => ({
      partner: one.partner,
      own: one.own.map((bin) => ({ ...bin, value: bin.value * scale + shift })),
    }));
  if (moved.length === 0) return null;
  // Weighted stratum by stratum so that the cut does not depend on the labels: every unit of a stratum counts the same.
  const cut = cutNear(kaplanMeierOfBins(pooledToMix(moved)), 1 - probability);
  if (cut === null) return null;
  const censoredBefore = moved.some((one) =>
    [...one.partner, ...one.own].some((bin) => bin.censored && bin.value < cut),
  );
  if (!censoredBefore) {
    const p = exactStratifiedTail(moved.map((one) => cellAt(one, cut)));
    return { p: dispersed(p, dispersion), method: 'EXACT', cut };
  }
  const { partner, own } = standardiseOwn(moved);
  const [first, second] = [partner, own].map((bins) => binnedSurvivalAt(kaplanMeierOfBins(bins), cut));
  const [n, m] = [first?.effectiveN ?? 0, second?.effectiveN ?? 0];
  if (first === undefined || second === undefined || n === 0 || m === 0) return null;
  const common = (first.survival * n + second.survival * m) / (n + m);
  const error = Math.sqrt(dispersion * common * (1 - common) * (1 / n + 1 / m));
  const gap = first.survival - second.survival;
  const p = error > 0 ? normalCdf(-gap / error) : 1;
  return { p, method: 'NORMAL', cut };
}

/** An exact p keeps its digits; with clusters it is moved to Φ(Φ⁻¹(p)/√φ), which is asymptotic. */
export function dispersed(p: number, dispersion: number): number {
  return dispersion > 1 ? normalCdf(normalQuantile(p) / Math.sqrt(dispersion)) : p;
}

/**
 * A quantile that falls on a heap of equal times would leave the whole heap on one side, and possibly nothing beyond: of the two ends of the heap the one nearer to the
 * target is taken. It depends on pooled times only, so the tail stays exact.
 */
function cutNear(curve: readonly BinnedStep[], target: number): number | null {
  const index = curve.findIndex((step) => step.survival <= target + 1e-9);
  const [step, before] = [curve[index], curve[index - 1]];
  if (step === undefined) return null;
  return before !== undefined && before.survival - target < target - step.survival - 1e-9 ? before.time : step.time;
}

function pooledToMix(strata: readonly DurationStratum[]): DurationBin[] {
  return strata.flatMap((one) => {
    const weight = countOf(one.partner) / (countOf(one.partner) + countOf(one.own));
    return [...one.partner, ...one.own].map((bin) => ({ ...bin, n: bin.n * weight }));
  });
}

/** Success = not beyond the cut. A unit censored at or after the cut lies beyond it. */
function cellAt({ partner, own }: DurationStratum, cut: number): ParityCell {
  const side = (bins: readonly DurationBin[]): { successes: number; trials: number } => ({
    successes: countOf(bins.filter((bin) => bin.value <= cut && !bin.censored)),
    trials: countOf(bins),
  });
  return { partner: side(partner), own: side(own) };
}
