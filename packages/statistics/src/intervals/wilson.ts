import { requirePart } from '../checks.ts';
import { criticalZ } from '../special/normal.ts';
import type { Interval } from './interval.ts';

/**
 * Wilson score interval of a proportion, as ratios in [0, 1]:
 * (2np + z² ± z·√(z² + 4np(1−p))) / (2(n + z²)). Null for 0 trials. Wilson (1927).
 */
export function wilsonInterval(successes: number, trials: number, confidence: number = 0.95): Interval | null {
  requirePart('successes', successes, trials);
  if (trials === 0) return null;
  const z = criticalZ(confidence);
  const square = z * z;
  const reach = z * Math.sqrt(square + 4 * successes * (1 - successes / trials));
  const centre = 2 * successes + square;
  const width = 2 * (trials + square);
  // Rounding must not push the ends past 0 and 1, where the interval is exact.
  const lower = successes === 0 ? 0 : Math.max(0, (centre - reach) / width);
  const upper = successes === trials ? 1 : Math.min(1, (centre + reach) / width);
  return { lower, upper };
}
