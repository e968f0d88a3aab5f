import type { MonitorLevel, ParityStatus } from '@vigie/statistics';

/**
 * What month and year say together (domain-sequential S1.8), as a code that faces put into words. `MONTH_ONLY`: significant this month, not yet established over the
 * year. `YEAR_ONLY`: a difference exists, this month it is shown smaller than the margin. `YEAR_CAN`: the month alone cannot tell, the year can. `BELOW_MARGIN`: real
 * and below the margin. `AGREE`: both see it. `QUIET`: neither does. Null: nothing to add.
 */
export type BothCode = 'MONTH_ONLY' | 'YEAR_ONLY' | 'YEAR_CAN' | 'BELOW_MARGIN' | 'AGREE' | 'QUIET';

export function bothCode(seen: {
  readonly status: ParityStatus | null;
  readonly level: MonitorLevel;
  readonly csLow: number | null;
  readonly csHigh: number | null;
  readonly margin: number;
}): BothCode | null {
  const { status, level, csLow, csHigh, margin } = seen;
  const significant = status === 'RED' || status === 'AMBER';
  const undecided = status === 'INSUFFICIENT' || status === 'INCONCLUSIVE';
  const belowMargin = csLow !== null && csHigh !== null && csLow > -margin && csHigh < 0;
  if (significant && level === 'QUIET') return 'MONTH_ONLY';
  if (status === 'GREEN' && level !== 'QUIET') return 'YEAR_ONLY';
  if (undecided && level === 'ALARM') return 'YEAR_CAN';
  if (belowMargin) return 'BELOW_MARGIN';
  if (significant) return 'AGREE';
  return status !== null && level === 'QUIET' ? 'QUIET' : null;
}
