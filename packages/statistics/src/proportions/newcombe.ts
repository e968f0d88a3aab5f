import type { Interval } from '../intervals/interval.ts';
import { wilsonInterval } from '../intervals/wilson.ts';
import type { Proportion } from './proportion.ts';

/** A difference of two proportions (ratio units, so 0.02 = 2 points) with its interval. */
export interface DifferenceInterval extends Interval {
  difference: number;
}

/**
 * Difference first − second with Newcombe's hybrid score interval (1998, method 10), from the Wilson limits l, u:
 * d − √((p1−l1)² + (u2−p2)²), d + √((u1−p1)² + (p2−l2)²). Null when either side has no trial.
 */
export function newcombeInterval(
  first: Proportion,
  second: Proportion,
  confidence: number = 0.95,
): DifferenceInterval | null {
  const one = wilsonInterval(first.successes, first.trials, confidence);
  const two = wilsonInterval(second.successes, second.trials, confidence);
  if (one === null || two === null) return null;
  const p1 = first.successes / first.trials;
  const p2 = second.successes / second.trials;
  const difference = p1 - p2;
  return {
    difference,
    lower: Math.max(-1, difference - Math.hypot(p1 - one.lower, two.upper - p2)),
    upper: Math.min(1, difference + Math.hypot(one.upper - p1, p2 - two.lower)),
  };
}

/** Parity is shown when even the lower bound of (partner − own) is better than −margin. */
export interface NonInferiority extends DifferenceInterval {
  parityShown: boolean;
}

/**
 * One-sided 5 % test of "not worse than −margin" by the two-sided 90 % Newcombe interval. `marginRatio` > 0 in ratio
 * units. A difference that is merely not significant is no proof of parity. Null when either side has no trial.
 */
export function nonInferiority(partner: Proportion, own: Proportion, marginRatio: number): NonInferiority | null {
  if (!(marginRatio > 0)) throw new RangeError(`the margin must be positive, got ${marginRatio}`);
  const interval = newcombeInterval(partner, own, 0.9);
  return interval && { ...interval, parityShown: interval.lower > -marginRatio };
}
