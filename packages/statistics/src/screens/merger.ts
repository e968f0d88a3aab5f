import { at } from '../checks.ts';
import { deltaHhi, hhi } from '../concentration/hhi.ts';
import { EU_2004, US_2023, type Condition, type MergerFigures, type MergerRuleSet } from './merger-rules.ts';

/** What one set of thresholds says: a flag and the rules behind it. A screen, never a legal conclusion. */
export interface ScreenResult {
  ruleSetId: string;
  version: string;
  flag: string;
  raisedBy: string[];
  notes: string[];
}

export interface MergerScreen {
  figures: MergerFigures;
  screens: ScreenResult[];
}

export interface MergerQuestion {
  /** Pre-merger shares of all firms, in points. */
  sharesPoints: readonly number[];
  /** Positions of the merging firms in `sharesPoints`, two different ones. */
  first: number;
  second: number;
  /** Thresholds to apply; by default the EU's of 2004 and the US' of 2023. */
  ruleSets?: readonly MergerRuleSet[];
}

/** Post-merger HHI, its rise, and the flags of each set of thresholds. Throws `RangeError` on a wrong position. */
export function screenMerger(question: MergerQuestion): MergerScreen {
  const { sharesPoints, first, second, ruleSets = [EU_2004, US_2023] } = question;
  if (first === second) throw new RangeError('a firm cannot merge with itself');
  const one = at(sharesPoints, first);
  const other = at(sharesPoints, second);
  const rest = sharesPoints.filter((_, index) => index !== first && index !== second);
  const figures: MergerFigures = {
    preHhi: hhi(sharesPoints) ?? 0,
    postHhi: hhi([...rest, one + other]) ?? 0,
    deltaHhi: deltaHhi(one, other),
    combinedSharePoints: one + other,
    largestPreSharePoints: Math.max(one, other),
  };
  return { figures, screens: ruleSets.map((ruleSet) => applyRules(figures, ruleSet)) };
}

function applyRules(figures: MergerFigures, ruleSet: MergerRuleSet): ScreenResult {
  const met = ruleSet.rules.filter((rule) => rule.all.every((condition) => holds(figures, condition)));
  const idsOf = (effect: string): string[] => met.filter((rule) => rule.effect === effect).map((rule) => rule.id);
  const raisedBy = idsOf('RAISES');
  const flag = raisedBy.length > 0 ? ruleSet.raisedFlag : ruleSet.quietFlag;
  return { ruleSetId: ruleSet.id, version: ruleSet.version, flag, raisedBy, notes: idsOf('NOTES') };
}

function holds(figures: MergerFigures, { figure, is, value }: Condition): boolean {
  const actual = figures[figure];
  if (is === '<') return actual < value;
  if (is === '<=') return actual <= value;
  return is === '>' ? actual > value : actual >= value;
}
