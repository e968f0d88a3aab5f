import { at, requireFinite } from '../checks.ts';

/** 7: linear between order statistics (R's default, DuckDB `quantile_cont`). 1: an observed value (`quantile_disc`). */
export type QuantileType = 7 | 1;

/** Copy sorted ascending; throws `RangeError` on NaN or infinite values, which have no rank. */
export function sortAscending(values: readonly number[]): number[] {
  for (const value of values) requireFinite('value', value);
  return values.toSorted((left, right) => left - right);
}

/** Quantile of unsorted values, in their unit. Null for an empty sample. Hyndman and Fan (1996). */
export function quantile(values: readonly number[], probability: number, type: QuantileType = 7): number | null {
  return quantileOfSorted(sortAscending(values), probability, type);
}

/** Same on values already sorted ascending: no copy, for several quantiles of one sample. */
export function quantileOfSorted(
  sorted: ArrayLike<number>,
  probability: number,
  type: QuantileType = 7,
): number | null {
  const n = sorted.length;
  const { below, weight } = orderPosition(n, probability, type);
  if (n === 0) return null;
  const low = at(sorted, below);
  return weight === 0 ? low : low + weight * (at(sorted, below + 1) - low);
}

/** Place (from 0) of the quantile among n ordered values, and how far it lies towards the next one. */
export function orderPosition(n: number, probability: number, type: QuantileType): { below: number; weight: number } {
  if (!(probability >= 0 && probability <= 1)) throw new RangeError(`not a probability: ${probability}`);
  if (type === 1) {
    // The tolerance keeps 0.1·30 = 3.0000000000000004 on the third value.
    const rank = Math.ceil(n * probability - 4 * Number.EPSILON * n);
    return { below: Math.max(rank, 1) - 1, weight: 0 };
  }
  const position = (n - 1) * probability;
  const below = Math.floor(position + 4 * Number.EPSILON * n);
  return { below, weight: below >= n - 1 ? 0 : Math.max(0, position - below) };
}

/** Median (type 7); null for an empty sample. */
export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5);
}
