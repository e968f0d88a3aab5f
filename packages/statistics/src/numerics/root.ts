/**
 * Root of a non-decreasing function by bisection, after widening the bracket outwards from [−1, 1].
 * Null if there is no change of sign within ±limit.
 */
export function bisectRoot(f: (x: number) => number, limit: number = 1000): number | null {
  let low = -1;
  let high = 1;
  const below = (x: number): boolean => f(x) < 0;
  while (!below(low)) {
    low *= 2;
    if (low < -limit) return null;
  }
  while (below(high)) {
    high *= 2;
    if (high > limit) return null;
  }
  for (let turn = 0; turn < 200; turn++) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    if (below(middle)) low = middle;
    else high = middle;
  }
  return low + (high - low) / 2;
}
