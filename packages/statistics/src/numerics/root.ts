/**
 * Root of a non-decreasing function, after widening the bracket outwards from `near` ± `width`: Brent's method (inverse quadratic interpolation or secant,
 * bisection where they do not shrink the bracket), to the last digit. About ten evaluations where bisection takes sixty. Null if there is no change of sign
 * within ±limit.
 */
export function risingRoot(
  f: (x: number) => number,
  { near = 0, width = 1, limit = 600 }: { near?: number; width?: number; limit?: number } = {},
): number | null {
  const start = Math.max(-limit, Math.min(limit, near));
  let low: Point = { x: start - width, y: f(start - width) };
  let high: Point | null = null;
  for (let reach = width; !(low.y < 0);) {
    if (low.x <= -limit) return null;
    high = low;
    reach *= 2;
    const x = Math.max(-limit, start - reach);
    low = { x, y: f(x) };
  }
  high ??= { x: start + width, y: f(start + width) };
  for (let reach = width; high.y < 0;) {
    if (high.x >= limit) return null;
    low = high;
    reach *= 2;
    const x = Math.min(limit, start + reach);
    high = { x, y: f(x) };
  }
  return brent(f, low, high);
}

/** Root between two ends at which a continuous function has opposite signs, by the same method. */
export function rootBetween(f: (x: number) => number, low: number, high: number): number {
  return brent(f, { x: low, y: f(low) }, { x: high, y: f(high) });
}

interface Point {
  x: number;
  y: number;
}

/** Brent (1973), zeroin. `b` is the best end, `c` the other end of the bracket, `a` the previous best. */
function brent(f: (x: number) => number, first: Point, second: Point): number {
  let [a, b, c] = [first, second, first];
  let step = b.x - a.x;
  let before = step;
  for (let turn = 0; turn < 200; turn++) {
    if (Math.abs(c.y) < Math.abs(b.y)) [a, b, c] = [b, c, b];
    const tolerance = 2 * Number.EPSILON * Math.abs(b.x) + 1e-300;
    const half = (c.x - b.x) / 2;
    if (Math.abs(half) <= tolerance || b.y === 0) break;
    const guess = Math.abs(before) >= tolerance && Math.abs(a.y) > Math.abs(b.y) ? interpolated(a, b, c) : null;
    if (
      guess !== null &&
      Math.abs(guess) < Math.min(1.5 * Math.abs(half) - tolerance / 2, Math.abs(before / 2)) &&
      guess * half > 0
    ) {
      before = step;
      step = guess;
    } else {
      step = half;
      before = half;
    }
    a = b;
    const x = b.x + (Math.abs(step) > tolerance ? step : Math.sign(half) * tolerance);
    b = { x, y: f(x) };
    if (b.y < 0 === c.y < 0) {
      c = a;
      step = b.x - a.x;
      before = step;
    }
  }
  return b.x;
}

/** Step from b to the zero of the secant (two points) or of the inverse parabola (three). */
function interpolated(a: Point, b: Point, c: Point): number {
  const s = b.y / a.y;
  const half = (c.x - b.x) / 2;
  if (a.x === c.x) return (2 * half * s) / (s - 1);
  const q = a.y / c.y;
  const r = b.y / c.y;
  const p = s * (2 * half * q * (q - r) - (b.x - a.x) * (r - 1));
  return -p / ((q - 1) * (r - 1) * (s - 1));
}
