import {
  decideParity,
  detectionConstant,
  type Interval,
  type ParityDecision,
  type ParityStatus,
  type ParityTag,
} from '@vigie/statistics';
import { ACCESS_RULES } from '../evidence/access-rules.ts';
import type { KpiEvidence } from '../evidence/kpi-evidence.ts';
import { isWithheld } from '../evidence/without-evidence.ts';
import type { KpiId } from '../indicators.ts';

/** One test of a month's family. */
export interface MonthEntry {
  readonly kpi: KpiId;
  readonly partner: string;
  readonly evidence: KpiEvidence;
}

export interface MonthDecision {
  /** Null when no verdict may be given. */
  readonly status: ParityStatus | null;
  readonly rule: string | null;
  readonly tags: readonly ParityTag[];
  readonly q: number | null;
  readonly materialityQ: number | null;
  /** Detectable difference of a lone effect in this month's family. */
  readonly mddFamily: number | null;
  readonly significantlyWorse: boolean;
  /** Months in a row, this one included, in which the partner was significantly worse. */
  readonly monthsInRow: number;
}

/** Which tests of an earlier month were significantly worse, by `keyOf`. */
export type WorseTests = ReadonlySet<string>;

export const keyOf = ({ kpi, partner }: { readonly kpi: string; readonly partner: string }): string =>
  `${kpi}|${partner}`;

/**
 * Status of every indicator × partner of one month by the ordered rule of domain.md §3.6 as S3 corrects it. The family of Benjamini–Hochberg is all of them that
 * were tested; what is withheld or held against a fixed standard stays outside. `previous`: the months before, latest first, as many as are known.
 */
export function decideMonth(
  entries: readonly MonthEntry[],
  previous: readonly WorseTests[] = [],
  level: number = ACCESS_RULES.significance,
): MonthDecision[] {
  const family = entries.filter(isTested);
  const decisions = decideParity(
    family.map((entry) => ({
      difference: entry.evidence.effect,
      interval90: intervalOf(entry.evidence),
      marginRatio: entry.evidence.margin,
      p: entry.evidence.p,
      materialityP: entry.evidence.materialityP,
      impactRatio: entry.evidence.impactRatio,
      detectableDifference: entry.evidence.mdd,
      previousMonthsWorse: [wasWorse(entry, previous[1]), wasWorse(entry, previous[0])] as const,
    })),
    level,
  );
  const decided = new Map(family.map((entry, index) => [entry, decisions[index]]));
  return entries.map((entry) => {
    const decision = decided.get(entry);
    return decision ? tested(entry, decision, { previous, familySize: family.length }) : untested(entry);
  });
}

/** The tests of a decided month that were significantly worse, to be handed to the months after it. */
export function worseTests(entries: readonly MonthEntry[], decisions: readonly MonthDecision[]): WorseTests {
  return new Set(entries.filter((_, index) => decisions[index]?.significantlyWorse === true).map(keyOf));
}

const isTested = ({ evidence }: MonthEntry): boolean =>
  !isWithheld(evidence) && evidence.standardStatus === null && evidence.effect !== null && evidence.p !== null;

/** No lower end means that nothing bounds the gap from below; no end at all, that there is no interval. */
function intervalOf({ ciLow, ciHigh }: KpiEvidence): Interval | null {
  return ciLow === null && ciHigh === null ? null : { lower: ciLow ?? -Infinity, upper: ciHigh ?? Infinity };
}

const wasWorse = (entry: MonthEntry, month: WorseTests | undefined): boolean => month?.has(keyOf(entry)) === true;

function tested(
  entry: MonthEntry,
  decision: ParityDecision,
  { previous, familySize }: { readonly previous: readonly WorseTests[]; readonly familySize: number },
): MonthDecision {
  const before = previous.findIndex((month) => !wasWorse(entry, month));
  const streak = before < 0 ? previous.length : before;
  return {
    ...decision,
    mddFamily: entry.evidence.mdd && (entry.evidence.mdd * detectionConstant({ familySize })) / detectionConstant(),
    monthsInRow: decision.significantlyWorse ? 1 + streak : 0,
  };
}

/** Outside the family: a fixed standard gives its status as a matter of fact; what is only monitored, and what was withheld, has none. */
function untested({ evidence }: MonthEntry): MonthDecision {
  const status = isWithheld(evidence) ? null : evidence.standardStatus;
  return {
    status,
    rule: status === null ? null : 'STANDARD',
    tags: [],
    q: null,
    materialityQ: null,
    mddFamily: null,
    significantlyWorse: false,
    monthsInRow: 0,
  };
}
