import betaln from '@stdlib/math-base-special-betaln';
import { lnBinomialDensity } from './saddle-point.ts';

/** ln B(a, b) for a, b > 0, by stdlib. */
export function lnBeta(a: number, b: number): number {
  return betaln(a, b);
}

/**
 * I_x(a, b), the regularised incomplete beta function, for a, b > 0 and x in [0, 1].
 * Lentz's continued fraction behind Loader's saddle-point prefactor: still right with a, b near 1e9, where lnΓ
 * differences lose most digits. Cost O(√max(a, b)). `complement` = 1 − x, passed when x rounds to 1.
 */
export function regularisedBeta(x: number, a: number, b: number, complement: number = 1 - x): number {
  if (!(a > 0 && b > 0)) throw new RangeError(`beta parameters must be positive, got ${a} and ${b}`);
  if (x <= 0) return 0;
  if (complement <= 0) return 1;
  // The fraction converges fast only below the mean; above it, use the mirror I_x(a,b) = 1 − I_{1−x}(b,a).
  if (x > (a + 1) / (a + b + 2)) return 1 - leftTail(complement, b, a, x);
  return leftTail(x, a, b, complement);
}

/** 1 − I_x(a, b) without losing the digits of a small upper tail. */
export function regularisedBetaUpper(x: number, a: number, b: number): number {
  return regularisedBeta(1 - x, b, a, x);
}

function leftTail(x: number, a: number, b: number, complement: number): number {
  const logPrefactor = lnBinomialDensity(a, a + b, x, complement) + Math.log(b / (a + b));
  return Math.min(1, Math.exp(logPrefactor) * betaFraction(x, a, b));
}

/** Continued fraction 26.5.8 of Abramowitz and Stegun, by the modified Lentz method. */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const guard = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  const limit = 1000 + 20 * Math.sqrt(Math.max(a, b));
  for (let m = 1; m <= limit; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guard(1 + even * d);
    c = guard(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guard(1 + odd * d);
    c = guard(1 + odd / c);
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return fraction;
}
