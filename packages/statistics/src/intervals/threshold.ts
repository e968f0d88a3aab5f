import type { Interval } from './interval.ts';

/** Where an interval stands to a threshold; `UNDECIDED` when it straddles it. */
export type ThresholdPosition = 'ABOVE' | 'BELOW' | 'UNDECIDED';

/** An estimate passes a threshold only if its whole interval does (both in the same unit). Touching it is not passing. */
export function positionAgainst(threshold: number, interval: Interval): ThresholdPosition {
  if (interval.lower > threshold) return 'ABOVE';
  return interval.upper < threshold ? 'BELOW' : 'UNDECIDED';
}
