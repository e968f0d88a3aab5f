import standardQuantile from '@stdlib/stats-base-dists-t-quantile';
import { regularisedBeta } from './beta.ts';
import { normalCdf } from './normal.ts';

/** Lower tail P(T ≤ t) of Student's t with `degreesOfFreedom` > 0 (not necessarily whole). */
export function studentCdf(t: number, degreesOfFreedom: number): number {
  if (t === 0) return 0.5;
  if (degreesOfFreedom > 2e4) return normalCdf(Math.sign(t) * normalDeviate(t, degreesOfFreedom));
  const square = t * t;
  // x and 1 − x are formed apart: one of them rounds to 1 when t is far out or tiny.
  const x = Number.isFinite(square) ? degreesOfFreedom / (degreesOfFreedom + square) : 0;
  const complement = Number.isFinite(square) ? square / (degreesOfFreedom + square) : 1;
  const tail = 0.5 * regularisedBeta(x, degreesOfFreedom / 2, 0.5, complement);
  return t < 0 ? tail : 1 - tail;
}

/**
 * z with Φ(−z) = P(T > |t|), by Hill's expansion (1970, Algorithm 395), here only where its next term is under 1e-12: with so many degrees of freedom the
 * beta function would lose digits in 1 − t²/df.
 */
function normalDeviate(t: number, degreesOfFreedom: number): number {
  const centre = degreesOfFreedom - 0.5;
  const b = 48 * centre * centre;
  const s = centre * Math.log1p((t / degreesOfFreedom) * t);
  const third = (((-0.4 * s - 3.3) * s - 24) * s - 85.5) / (0.8 * s * s + 100 + b);
  return ((third + s + 3) / b + 1) * Math.sqrt(s);
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
