import gammainc from '@stdlib/math-base-special-gammainc';
import gammaln from '@stdlib/math-base-special-gammaln';

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

/** P(a, x), the regularised lower incomplete gamma function (shape a > 0, x ≥ 0). Boost's algorithm, by stdlib. */
export function regularisedGammaLower(shape: number, x: number): number {
  return gammainc(x, shape, true, false);
}

/** Q(a, x) = 1 − P(a, x), computed directly so that a small tail keeps its digits. */
export function regularisedGammaUpper(shape: number, x: number): number {
  return gammainc(x, shape, true, true);
}
