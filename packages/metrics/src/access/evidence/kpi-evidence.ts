import type { ParityStatus } from '@vigie/statistics';
import type { KpiRow } from '../kpi-row.ts';

/**
 * What one indicator of one partner and month shows by itself, before the month's family is looked at. Same fields as in the row it becomes; the decision
 * adds q, status, rule and months in a row. A field is null when the sums cannot carry it, and a flag says why: never NaN.
 */
export type KpiEvidence = Pick<
  KpiRow,
  | 'effect'
  | 'ciLow'
  | 'ciHigh'
  | 'p'
  | 'mdd'
  | 'ownLevel'
  | 'partnerLevel'
  | 'ownN'
  | 'partnerN'
  | 'crudeEffect'
  | 'impactRatio'
  | 'margin'
  | 'homogeneityP'
  | 'dispersion'
  | 'test'
  | 'strata'
  | 'beside'
  | 'flags'
> & {
  /** p of "worse than the margin", never below `p`. Null with it. */
  readonly materialityP: number | null;
  /** Status by a fixed standard, outside the month's family and without a test; null where a test decides, or nothing may be said. */
  readonly standardStatus: ParityStatus | null;
};
