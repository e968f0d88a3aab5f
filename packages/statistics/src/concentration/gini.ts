import { requireNonNegative } from '../checks.ts';
import { sum } from '../sums.ts';

/**
 * Discrete Gini of n values (any unit): Σ (2i − n − 1)·x_(i) / (n·Σx), sorted ascending; 0 … (n−1)/n.
 * Null for an empty list or a zero total. Negative values are a caller's error.
 */
export function gini(values: readonly number[]): number | null {
  for (const value of values) requireNonNegative('value', value);
  const total = sum(values);
  const n = values.length;
  if (total <= 0) return null;
  const sorted = values.toSorted((left, right) => left - right);
  return sum(sorted.map((value, index) => (2 * (index + 1) - n - 1) * (value / total))) / n;
}
