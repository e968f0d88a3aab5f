import standardQuantile from '@stdlib/stats-base-dists-t-quantile';
import { regularisedBeta } from './beta.ts';

/** Lower tail P(T ≤ t) of Student's t with `degreesOfFreedom` > 0 (not necessarily whole). */
export function studentCdf(t: number, degreesOfFreedom: number): number {
  if (t === 0) return 0.5;
  const square = t * t;
  // x and 1 − x are formed apart: one of them rounds to 1 when t is far out or tiny.
  const x = Number.isFinite(square) ? degreesOfFreedom / (degreesOfFreedom + square) : 0;
  const complement = Number.isFinite(square) ? square / (degreesOfFreedom + square) : 1;
  const tail = 0.5 * regularisedBeta(x, degreesOfFreedom / 2, 0.5, complement);
  return t < 0 ? tail : 1 - tail;
}

/** Quantile of Student's t, by stdlib (Boost). */
export function studentQuantile(probability: number, degreesOfFreedom: number): number {
  if (!(probability > 0 && probability < 1)) throw new RangeError(`not an inner probability: ${probability}`);
  if (!(degreesOfFreedom > 0)) throw new RangeError(`degrees of freedom must be positive: ${degreesOfFreedom}`);
  return standardQuantile(probability, degreesOfFreedom);
}

/** Two-sided critical value t_{1−(1−confidence)/2}. */
export function criticalT(confidence: number, degreesOfFreedom: number): number {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`confidence must lie between 0 and 1: ${confidence}`);
  return -studentQuantile((1 - confidence) / 2, degreesOfFreedom);
}
