import type { Flag } from '@vigie/kernel';
import type { Indicator } from '../indicators.ts';
import type { KpiEvidence } from './kpi-evidence.ts';

/** Evidence that gives no effect and says why; `known` is what can be told nevertheless (counts, levels). */
export function withoutEvidence(
  indicator: Indicator,
  reason: { readonly test: string; readonly flags: readonly Flag[] },
  known: Partial<KpiEvidence> = {},
): KpiEvidence {
  return {
    effect: null,
    ciLow: null,
    ciHigh: null,
    p: null,
    materialityP: null,
    standardStatus: null,
    mdd: null,
    ownLevel: null,
    partnerLevel: null,
    ownN: 0,
    partnerN: 0,
    crudeEffect: null,
    impactRatio: null,
    margin: indicator.margin,
    homogeneityP: null,
    dispersion: null,
    strata: [],
    beside: [],
    ...known,
    ...reason,
  };
}

/** A flag of severity `refuse` (MEASUREMENT_FAILURE, DUPLICATE_LISTING, UNALIGNED, NO_DATA, NO_EVENT): no status, and outside the family. */
export const isWithheld = (evidence: KpiEvidence): boolean => evidence.flags.some((flag) => flag.severity === 'refuse');
