import { at } from '../checks.ts';
import type { DifferenceInterval } from './newcombe.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { chiSquareUpper } from '../special/chi-square.ts';
import { criticalZ } from '../special/normal.ts';
import { sum } from '../sums.ts';
import { checkProportion, type Proportion } from './proportion.ts';

export interface ChiSquareResult {
  statistic: number;
  degreesOfFreedom: number;
  p: number;
}

/**
 * Pearson χ² of equal proportions over k ≥ 2 groups, as R's `prop.test`. `continuity` applies Yates' correction and only
 * to two groups. Refuses `EMPTY_SAMPLE` with fewer than two non-empty groups, `ZERO_VARIANCE` when all or none succeed.
 */
export function proportionChiSquare(
  groups: readonly Proportion[],
  options: { continuity?: boolean } = {},
): Outcome<ChiSquareResult> {
  for (const group of groups) checkProportion('group', group);
  const filled = groups.filter((group) => group.trials > 0);
  if (filled.length < 2) return refused('EMPTY_SAMPLE');
  const trials = sum(filled.map((group) => group.trials));
  const common = sum(filled.map((group) => group.successes)) / trials;
  if (common === 0 || common === 1) return refused('ZERO_VARIANCE');
  const gaps = filled.map((group) => Math.abs(group.successes - group.trials * common));
  const correction = options.continuity === true && filled.length === 2 ? Math.min(0.5, ...gaps) : 0;
  const terms = filled.map(
    (group, index) => (at(gaps, index) - correction) ** 2 / (group.trials * common * (1 - common)),
  );
  const statistic = sum(terms);
  const degreesOfFreedom = filled.length - 1;
  return found({ statistic, degreesOfFreedom, p: chiSquareUpper(statistic, degreesOfFreedom) });
}

/**
 * Wald interval of first − second, with Yates' widening if asked (as printed by `prop.test`). Kept for comparison with
 * published tables: Newcombe's is the one to use. Null when either side has no trial.
 */
export function waldDifference(
  first: Proportion,
  second: Proportion,
  options: { confidence?: number; continuity?: boolean } = {},
): DifferenceInterval | null {
  checkProportion('first', first);
  checkProportion('second', second);
  if (first.trials === 0 || second.trials === 0) return null;
  const p1 = first.successes / first.trials;
  const p2 = second.successes / second.trials;
  const difference = p1 - p2;
  const error = Math.sqrt((p1 * (1 - p1)) / first.trials + (p2 * (1 - p2)) / second.trials);
  const inverse = 1 / first.trials + 1 / second.trials;
  const widening = options.continuity === true ? inverse * Math.min(0.5, Math.abs(difference) / inverse) : 0;
  const reach = criticalZ(options.confidence ?? 0.95) * error + widening;
  return { difference, lower: Math.max(-1, difference - reach), upper: Math.min(1, difference + reach) };
}
