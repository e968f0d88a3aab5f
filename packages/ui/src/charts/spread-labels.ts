/**
 * Moves labels apart until none is nearer than `gap` to the next, keeping their order and staying within [low, high] when they fit.
 * Input: wanted centres, in any order. Output: centres in the same order as the input.
 */
export function spreadLabels(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((at, index) => ({ at, index })).sort((a, b) => a.at - b.at || a.index - b.index);
  const placed: number[] = [];
  for (const { at } of order) {
    const previous = placed.at(-1);
    placed.push(Math.max(at, low, previous === undefined ? low : previous + gap));
  }
  let ceiling = high;
  for (let i = placed.length - 1; i >= 0; i -= 1) {
    placed[i] = Math.min(placed[i] ?? high, ceiling);
    ceiling = (placed[i] ?? high) - gap;
  }
  const result: number[] = Array.from({ length: wanted.length }, () => 0);
  for (const [i, { index }] of order.entries()) result[index] = placed[i] ?? 0;
  return result;
}
