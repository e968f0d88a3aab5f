import { at } from '../checks.ts';
import { sum } from '../sums.ts';

/** One closed month: per day D_d = Σ w·d over its cells and W_d = Σ w; `variance` = V of the month without φ. */
export interface DispersionMonth {
  dayGaps: readonly number[];
  dayWeights: readonly number[];
  variance: number;
}

/**
 * Dispersion factor φ = max(1, Σ SS/Σ V) over the closed months given (the last three): how much more the daily gaps scatter
 * than independent units would. SS = n/(n−1)·Σ(D_d − W_d·RD)², RD = ΣD/ΣW of the month. Frozen for the next month.
 * Binomial forms: D = x − T·s, W = T, V = T·s(1−s). Months of fewer than two days are left out; 1 without any.
 */
export function dispersionFactor(months: readonly DispersionMonth[]): number {
  const usable = months.filter((month) => month.dayGaps.length >= 2 && month.variance > 0);
  const variance = sum(usable.map((month) => month.variance));
  return variance > 0 ? Math.max(1, sum(usable.map(scatter)) / variance) : 1;
}

/** SS of one month. */
export function scatter({ dayGaps, dayWeights }: DispersionMonth): number {
  if (dayGaps.length !== dayWeights.length) throw new RangeError('every day needs its gap and its weight');
  const weight = sum(dayWeights);
  const difference = weight > 0 ? sum(dayGaps) / weight : 0;
  const squares = sum(dayGaps.map((gap, day) => (gap - at(dayWeights, day) * difference) ** 2));
  return (dayGaps.length / (dayGaps.length - 1)) * squares;
}
