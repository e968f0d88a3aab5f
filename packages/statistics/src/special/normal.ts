import standardErfc from '@stdlib/math-base-special-erfc';
import standardQuantile from '@stdlib/stats-base-dists-normal-quantile';

const LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/** Complementary error function. FreeBSD msun, by stdlib. */
export function erfc(x: number): number {
  return standardErfc(x);
}

/** Standard normal density φ(z). */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z - LOG_ROOT_TWO_PI);
}

/** Lower tail Φ(z). The upper tail is Φ(−z), never 1 − Φ(z). */
export function normalCdf(z: number): number {
  return 0.5 * standardErfc(-z * Math.SQRT1_2);
}

/** ln Φ(z), finite for every finite z: below −5 by the continued fraction of the Mills ratio. */
export function lnNormalCdf(z: number): number {
  // Near 1 the complement holds the digits.
  if (z > 0) return Math.log1p(-normalCdf(-z));
  if (z > -5) return Math.log(normalCdf(z));
  if (z === -Infinity) return -Infinity;
  const x = -z;
  let denominator = x;
  for (let k = 200; k >= 1; k--) denominator = x + k / denominator;
  return -0.5 * x * x - LOG_ROOT_TWO_PI - Math.log(denominator);
}

/** Quantile z with Φ(z) = probability, for 0 < probability < 1; ±Infinity at the ends. */
export function normalQuantile(probability: number): number {
  if (!(probability >= 0 && probability <= 1)) throw new RangeError(`not a probability: ${probability}`);
  if (probability === 0) return -Infinity;
  // stdlib loses digits under 1e-7 and returns −Infinity further out; Newton on ln Φ keeps them all.
  return probability < 0.01 ? deepQuantile(Math.log(probability)) : standardQuantile(probability, 0, 1);
}

function deepQuantile(logProbability: number): number {
  let z = -Math.sqrt(-2 * logProbability);
  for (let turn = 0; turn < 50; turn++) {
    const logCdf = lnNormalCdf(z);
    const slope = Math.exp(-0.5 * z * z - LOG_ROOT_TWO_PI - logCdf);
    const step = (logCdf - logProbability) / slope;
    z -= step;
    if (Math.abs(step) < 1e-15 * Math.abs(z)) break;
  }
  return z;
}

/** Two-sided critical value z_{1−(1−confidence)/2}; 1.959963984540 at 0.95. */
export function criticalZ(confidence: number): number {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`confidence must lie between 0 and 1: ${confidence}`);
  return -normalQuantile((1 - confidence) / 2);
}
