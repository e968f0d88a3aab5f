import gammaln from '@stdlib/math-base-special-gammaln';
import { lnPoissonDensity } from './saddle-point.ts';

/** ln Γ(x) for x > 0. FreeBSD msun, by stdlib. */
export function lnGamma(x: number): number {
  return gammaln(x);
}

/** ln n! for a count n. */
export function lnFactorial(n: number): number {
  return gammaln(n + 1);
}

/** ln C(n, k); −Infinity outside 0 ≤ k ≤ n. */
export function lnChoose(n: number, k: number): number {
  if (k < 0 || k > n) return -Infinity;
  return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1);
}

/**
 * P(a, x), the regularised lower incomplete gamma function (shape a > 0, x ≥ 0). Series below a + 1, continued fraction
 * above, behind Loader's saddle-point prefactor, so that shapes of 1e5 and more keep their digits. Cost O(√a) near x = a.
 */
export function regularisedGammaLower(shape: number, x: number): number {
  check(shape, x);
  if (x === 0) return 0;
  return x < shape + 1 ? gammaSeries(shape, x) : 1 - gammaFraction(shape, x);
}

/** Q(a, x) = 1 − P(a, x), computed directly so that a small tail keeps its digits. */
export function regularisedGammaUpper(shape: number, x: number): number {
  check(shape, x);
  if (x === 0) return 1;
  return x < shape + 1 ? 1 - gammaSeries(shape, x) : gammaFraction(shape, x);
}

function check(shape: number, x: number): void {
  if (!(shape > 0 && x >= 0)) throw new RangeError(`gamma needs a > 0 and x ≥ 0, got ${shape} and ${x}`);
}

/** Lower tail: density · Σ x^k/((a+1)…(a+k)). */
function gammaSeries(shape: number, x: number): number {
  let term = 1;
  let total = 1;
  for (let k = 1; term > 1e-17 * total; k++) {
    term *= x / (shape + k);
    total += term;
  }
  return Math.min(1, Math.exp(lnPoissonDensity(shape, x)) * total);
}

/** Upper tail: continued fraction 6.5.31 of Abramowitz and Stegun in its even form, by the modified Lentz method. */
function gammaFraction(shape: number, x: number): number {
  if (x === Infinity) return 0;
  const tiny = 1e-300;
  let b = x + 1 - shape;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  const limit = 1000 + 50 * Math.sqrt(shape);
  for (let k = 1; k <= limit; k++) {
    const a = -k * (k - shape);
    b += 2;
    d = 1 / (a * d + b || tiny);
    c = b + a / c || tiny;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return Math.min(1, Math.exp(lnPoissonDensity(shape, x) + Math.log(shape)) * fraction);
}
