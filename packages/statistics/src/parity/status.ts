import { at } from '../checks.ts';
import type { Interval } from '../intervals/interval.ts';
import { benjaminiHochberg } from '../multiplicity/adjust.ts';

export type ParityStatus = 'RED' | 'AMBER' | 'GREEN' | 'INSUFFICIENT' | 'INCONCLUSIVE';

/** Which rule gave the status. */
export type ParityRule =
  | 'BEYOND_MARGIN'
  | 'FOUR_FIFTHS'
  | 'THREE_MONTHS'
  | 'SIGNIFICANT'
  | 'PARITY_SHOWN'
  | 'UNDERPOWERED'
  | 'NO_DATA'
  | 'OTHERWISE';

/** `PERSISTENT`: third significant month but within the margin. `WITHIN_MARGIN`: worse, and shown smaller than δ. */
export type ParityTag = 'PERSISTENT' | 'WITHIN_MARGIN';

/** One KPI × partner × month. The difference is partner − own, negative = worse, in the unit of the margin. */
export interface ParityEvidence {
  difference: number | null;
  interval90: Interval | null;
  marginRatio: number;
  /** One-sided p of "partner worse"; exact conditional for proportions and rates. Null when it could not be tested. */
  p: number | null;
  /** p_δ of "worse than −δ". */
  materialityP: number | null;
  /** Four-fifths ratio; null where it does not apply. */
  impactRatio: number | null;
  detectableDifference: number | null;
  /** Was each of the two preceding months significantly worse (q < level, d < 0)? */
  previousMonthsWorse?: readonly [boolean, boolean];
}

export interface ParityDecision {
  status: ParityStatus;
  rule: ParityRule;
  tags: ParityTag[];
  q: number | null;
  materialityQ: number | null;
  /** q < level and d < 0: to be handed to the next two months. */
  significantlyWorse: boolean;
}

/**
 * Monthly decision rule over one month's family (all KPI × partner): q by Benjamini–Hochberg over the p, q_δ over the p_δ;
 * tests without p are outside the family. First match wins: RED (q_δ < level; or four-fifths ratio < 0.80 with q < level; or
 * three significant months with the interval reaching −δ), AMBER (q < level, d < 0), GREEN (interval above −δ),
 * INSUFFICIENT (detectable difference > 2δ, or no data), INCONCLUSIVE, which is never "no discrimination".
 */
export function decideParity(family: readonly ParityEvidence[], level: number = 0.05): ParityDecision[] {
  const qs = adjusted(family.map((evidence) => evidence.p));
  const materialityQs = adjusted(family.map((evidence) => evidence.materialityP));
  return family.map((evidence, index) => {
    const q = at(qs, index);
    const materialityQ = at(materialityQs, index);
    const significantlyWorse = q !== null && q < level && (evidence.difference ?? 0) < 0;
    const { status, rule, tags } = decide(evidence, {
      significant: q !== null && q < level,
      material: materialityQ !== null && materialityQ < level,
      significantlyWorse,
    });
    return { status, rule, tags, q, materialityQ, significantlyWorse };
  });
}

interface Findings {
  significant: boolean;
  material: boolean;
  significantlyWorse: boolean;
}

function decide(
  evidence: ParityEvidence,
  { significant, material, significantlyWorse }: Findings,
): { status: ParityStatus; rule: ParityRule; tags: ParityTag[] } {
  const { interval90, marginRatio, impactRatio, detectableDifference, previousMonthsWorse = [false, false] } = evidence;
  if (evidence.difference === null) return { status: 'INSUFFICIENT', rule: 'NO_DATA', tags: [] };
  const withinMargin = interval90 !== null && interval90.lower > -marginRatio;
  const third = significantlyWorse && previousMonthsWorse.every(Boolean);
  if (material) return { status: 'RED', rule: 'BEYOND_MARGIN', tags: [] };
  if (impactRatio !== null && impactRatio < 0.8 && significant) return { status: 'RED', rule: 'FOUR_FIFTHS', tags: [] };
  if (third && interval90 !== null && !withinMargin) return { status: 'RED', rule: 'THREE_MONTHS', tags: [] };
  if (significantlyWorse) {
    const tags: ParityTag[] = [
      ...(third ? ['PERSISTENT' as const] : []),
      ...(withinMargin ? ['WITHIN_MARGIN' as const] : []),
    ];
    return { status: 'AMBER', rule: 'SIGNIFICANT', tags };
  }
  if (withinMargin) return { status: 'GREEN', rule: 'PARITY_SHOWN', tags: [] };
  if (detectableDifference === null || detectableDifference > 2 * marginRatio)
    return { status: 'INSUFFICIENT', rule: 'UNDERPOWERED', tags: [] };
  return { status: 'INCONCLUSIVE', rule: 'OTHERWISE', tags: [] };
}

function adjusted(ps: readonly (number | null)[]): (number | null)[] {
  const qs = benjaminiHochberg(ps.filter((p) => p !== null));
  let next = 0;
  return ps.map((p) => (p === null ? null : at(qs, next++)));
}
