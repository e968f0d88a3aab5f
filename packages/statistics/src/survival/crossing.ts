/** Products such as (1 − 1/10)(1 − 2/9)… reach ½ only to rounding. */
const TOLERANCE = 1e-9;

export interface Crossing<T> {
  /** Falls with time; null where it is not defined. */
  level: (step: T) => number | null;
  target: number;
  /** Time of the last observation, up to which the last step reaches. */
  lastTime?: number | undefined;
}

/**
 * Where a falling step function crosses a level, by the rule of R's `quantile.survfit`: the first time below it; where it is exactly flat on it, the middle of
 * the flat stretch. Null while it stays above, or if it ends flat on the level and `lastTime` is not given.
 */
export function crossingTime<T extends { time: number }>(
  steps: readonly T[],
  { level, target, lastTime }: Crossing<T>,
): number | null {
  const reaches = steps.find((step) => (level(step) ?? Infinity) <= target + TOLERANCE);
  if (reaches === undefined) return null;
  const passes = steps.find((step) => (level(step) ?? Infinity) < target - TOLERANCE);
  if (passes !== undefined) return (reaches.time + passes.time) / 2;
  const last = steps.at(-1);
  if (lastTime === undefined || last === undefined || level(last) === null) return null;
  return (reaches.time + lastTime) / 2;
}
