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
  const logPrefactor = lnBinomialDensity(a, a + b, x, complement) + Math.log(a) + Math.log(b / (a + b));
  return Math.min(1, Math.exp(logPrefactor) * betaFraction(x, complement, a, b));
}

/**
 * Even part of the continued fraction 26.5.8 of Abramowitz and Stegun, in the form of Didonato and Morris (1992, `BFRAC`): only λ = a − (a + b)x is a
 * difference, and where x is near 1 it is taken from 1 − x, so that nothing cancels with a = 1e9 and b small.
 */
function betaFraction(x: number, complement: number, a: number, b: number): number {
  const lambda = a > b ? (a + b) * complement - b : a - (a + b) * x;
  const start = 1 + lambda;
  const ratio = b / a;
  const first = 1 + 1 / a;
  let [p, s] = [1, a + 1];
  let [above, below, aboveBefore, belowBefore] = [1, start / first, 0, 1];
  let fraction = first / start;
  const limit = 1000 + 20 * Math.sqrt(Math.max(a, b));
  for (let n = 1; n <= limit; n++) {
    const t = n / a;
    const w = n * (b - n) * x;
    const e = a / s;
    const alpha = p * (p + ratio) * e * e * (w * x);
    const slope = (1 + t) / (first + t + t);
    const beta = n + w / s + slope * (start + n * (1 + complement));
    p = 1 + t;
    s += 2;
    const nextAbove = alpha * aboveBefore + beta * above;
    const nextBelow = alpha * belowBefore + beta * below;
    const before = fraction;
    fraction = nextAbove / nextBelow;
    if (Math.abs(fraction - before) <= 1e-16 * fraction) break;
    // Rescaled so that nothing overflows.
    [aboveBefore, belowBefore] = [above / nextBelow, below / nextBelow];
    [above, below] = [fraction, 1];
  }
  return fraction;
}
