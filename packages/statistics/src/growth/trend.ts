import { at, requireFinite } from '../checks.ts';
import { mean, sum } from '../sums.ts';

/** `slope` per unit of time on the log scale, and the same as a growth ratio per unit of time. */
export interface LogLinearTrend {
  slope: number;
  growthRatio: number;
}

/**
 * OLS slope b of ln x on t, growth = e^b − 1 (GR-4). `times` default to 0, 1, 2…
 * Null under two points, for any value ≤ 0 (no logarithm), or when all times are equal.
 */
export function logLinearTrend(
  values: readonly number[],
  times: readonly number[] = values.map((_, index) => index),
): LogLinearTrend | null {
  if (times.length !== values.length) throw new RangeError('values and times must have the same length');
  for (const number of [...values, ...times]) requireFinite('value', number);
  if (values.length < 2 || values.some((value) => value <= 0)) return null;
  const meanTime = mean(times);
  const logs = values.map((value) => Math.log(value));
  const meanLog = mean(logs);
  const spread = sum(times.map((time) => (time - meanTime) ** 2));
  if (spread === 0) return null;
  const slope = sum(times.map((time, index) => (time - meanTime) * (at(logs, index) - meanLog))) / spread;
  return { slope, growthRatio: Math.expm1(slope) };
}
