import { requireFinite } from '../checks.ts';
import type { Interval } from '../intervals/interval.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { criticalT, studentCdf } from '../special/student.ts';
import { mean, sampleVariance } from '../sums.ts';

/** Difference of means x − y in the samples' unit. */
export interface WelchResult extends Interval {
  difference: number;
  t: number;
  degreesOfFreedom: number;
  /** Two-sided. */
  p: number;
}

/** Welch's t test with Satterthwaite's degrees of freedom. Refuses `SAMPLE_TOO_SMALL` under two values, `ZERO_VARIANCE`. */
export function welchTest(x: readonly number[], y: readonly number[], confidence: number = 0.95): Outcome<WelchResult> {
  for (const value of [...x, ...y]) requireFinite('value', value);
  if (x.length < 2 || y.length < 2) return refused('SAMPLE_TOO_SMALL');
  const errorX = sampleVariance(x) / x.length;
  const errorY = sampleVariance(y) / y.length;
  const error = errorX + errorY;
  if (error === 0) return refused('ZERO_VARIANCE');
  const difference = mean(x) - mean(y);
  // In shares of the error rather than its squares, which underflow for small units.
  const [shareX, shareY] = [errorX / error, errorY / error];
  const degreesOfFreedom = 1 / (shareX ** 2 / (x.length - 1) + shareY ** 2 / (y.length - 1));
  const t = difference / Math.sqrt(error);
  const reach = criticalT(confidence, degreesOfFreedom) * Math.sqrt(error);
  const p = 2 * studentCdf(-Math.abs(t), degreesOfFreedom);
  return found({ difference, t, degreesOfFreedom, p, lower: difference - reach, upper: difference + reach });
}
