import { requireNonNegative, requireOpenUnit, requirePart } from '../checks.ts';
import type { Interval } from '../intervals/interval.ts';
import type { EventRate } from '../proportions/poisson.ts';
import { lnBeta } from '../special/beta.ts';
import { logSumExp } from '../sums.ts';

/** ±0.01·2^k, k = 0…8. */
const TILTS: readonly number[] = Array.from({ length: 9 }, (_, k) => 0.01 * 2 ** k).flatMap((tilt) => [-tilt, tilt]);

/**
 * Confidence sequence of a proportion, valid on all days together with probability ≥ 1 − α: {q : ln E(q) < ln(1/α)} with
 * ln E(q) = lse_j(xθ_j − n·ln(1 + q(e^θ_j − 1))) − ln 18. Covers the running mean even when the rate drifts (never intersect
 * successive intervals then). [0, 1] without trials.
 */
export function tiltSequence(successes: number, trials: number, alpha: number = 0.05): Interval {
  return sequence({ successes, trials, alpha }, (q) => lnTiltEvidence(successes, trials, q));
}

/** ln E(q) of the tilt sequence, convex in q with its minimum near the observed rate. */
export function lnTiltEvidence(successes: number, trials: number, q: number): number {
  const terms = TILTS.map((tilt) => successes * tilt - trials * Math.log1p(q * Math.expm1(tilt)));
  return logSumExp(terms) - Math.log(TILTS.length);
}

/**
 * Confidence sequence of the ratio of two rates, partner/own, for a constant share of the exposure: q is the partner's share of the events, the ratio
 * q/(1 − q)·t_O/t_P. [0, ∞) before the first event, or without exposure on a side.
 */
export function rateRatioSequence(partner: EventRate, own: EventRate, alpha: number = 0.05): Interval {
  requireNonNegative('partner exposure', partner.exposure);
  requireNonNegative('own exposure', own.exposure);
  if (partner.exposure === 0 || own.exposure === 0) return { lower: 0, upper: Infinity };
  const { lower, upper } = tiltSequence(partner.events, partner.events + own.events, alpha);
  const perExposure = own.exposure / partner.exposure;
  return { lower: (lower / (1 - lower)) * perExposure, upper: (upper / (1 - upper)) * perExposure };
}

/**
 * Robbins' beta-binomial confidence sequence with prior Beta(a, b): for a constant rate only, and wider than the tilt
 * sequence from 150 trials on. Kept for comparison.
 */
export function betaBinomialSequence(
  successes: number,
  trials: number,
  options: { alpha?: number; a?: number; b?: number } = {},
): Interval {
  const { alpha = 0.05, a = 0.5, b = 0.5 } = options;
  const constant = lnBeta(a + successes, b + trials - successes) - lnBeta(a, b);
  const lnEvidence = (q: number): number => {
    const hits = successes === 0 ? 0 : successes * Math.log(q);
    const misses = successes === trials ? 0 : (trials - successes) * Math.log1p(-q);
    return constant - hits - misses;
  };
  return sequence({ successes, trials, alpha }, lnEvidence);
}

function sequence(
  { successes, trials, alpha }: { successes: number; trials: number; alpha: number },
  lnEvidence: (q: number) => number,
): Interval {
  requirePart('successes', successes, trials);
  requireOpenUnit('alpha', alpha);
  if (trials === 0) return { lower: 0, upper: 1 };
  const threshold = -Math.log(alpha);
  const outside = (q: number): boolean => lnEvidence(q) >= threshold;
  const observed = successes / trials;
  return {
    lower: successes === 0 || !outside(0) ? 0 : boundary(outside, 0, observed),
    upper: successes === trials || !outside(1) ? 1 : boundary(outside, 1, observed),
  };
}

/** Where `outside` flips between a point outside and one inside. */
function boundary(outside: (q: number) => boolean, from: number, inside: number): number {
  let [far, near] = [from, inside];
  for (let turn = 0; turn < 200; turn++) {
    const middle = far + (near - far) / 2;
    if (middle === far || middle === near) break;
    if (outside(middle)) far = middle;
    else near = middle;
  }
  return far + (near - far) / 2;
}
