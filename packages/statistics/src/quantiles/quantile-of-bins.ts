import { requireCount, requireFinite } from '../checks.ts';
import type { ValueBin } from '../delays/ranks.ts';
import { orderPosition, type QuantileType } from './quantile.ts';

/** Quantile of binned values, equal to `quantile` of the same values one by one; up to 2⁵³ units. Null without units. */
export function quantileOfBins(bins: readonly ValueBin[], probability: number, type: QuantileType = 7): number | null {
  for (const { value, n } of bins) {
    requireFinite('value', value);
    requireCount('n', n);
  }
  const sorted = bins.filter(({ n }) => n > 0).toSorted((left, right) => left.value - right.value);
  const units = sorted.reduce((acc, { n }) => acc + n, 0);
  const { below, weight } = orderPosition(units, probability, type);
  if (units === 0) return null;
  const low = orderStatistic(sorted, below);
  return weight === 0 ? low : low + weight * (orderStatistic(sorted, below + 1) - low);
}

/** Value at a place (from 0) of the spread-out bins. */
function orderStatistic(sorted: readonly ValueBin[], place: number): number {
  let counted = 0;
  for (const { value, n } of sorted) {
    counted += n;
    if (counted > place) return value;
  }
  throw new RangeError(`no value at place ${place}`);
}
