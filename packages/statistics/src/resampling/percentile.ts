import type { Interval } from '../intervals/interval.ts';
import { quantileOfSorted, sortAscending } from '../quantiles/quantile.ts';

/** Central percentile interval (type 7) of a non-empty list. */
export function percentileInterval(values: readonly number[], confidence: number): Interval {
  const sorted = sortAscending(values);
  const tail = (1 - confidence) / 2;
  return { lower: quantileOfSorted(sorted, tail) ?? NaN, upper: quantileOfSorted(sorted, 1 - tail) ?? NaN };
}
