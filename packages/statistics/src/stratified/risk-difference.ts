import type { DifferenceInterval } from '../proportions/newcombe.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import type { ParityCell } from '../proportions/proportion.ts';
import { criticalZ } from '../special/normal.ts';
import { addSato, NO_SATO_SUMS, satoTerms } from './sato-sums.ts';

export interface CommonRiskDifference extends DifferenceInterval {
  standardError: number;
}

/**
 * Mantel–Haenszel risk difference partner − own (ratio units) with Sato's variance, weights n_P n_O/N.
 * Refuses `NO_INFORMATIVE_STRATUM` when no stratum has both sides, `ZERO_VARIANCE` when Sato's variance is not positive
 * (every unit succeeded, or every unit failed): the difference is then 0 without any measure of its error.
 */
export function mantelHaenszelRiskDifference(
  cells: readonly ParityCell[],
  confidence: number = 0.95,
): Outcome<CommonRiskDifference> {
  const sums = cells.map(satoTerms).reduce((left, right) => addSato(left, right), NO_SATO_SUMS);
  if (sums.w === 0) return refused('NO_INFORMATIVE_STRATUM');
  const difference = sums.s / sums.w;
  const variance = difference * sums.p + sums.q;
  // A true zero comes out as ±1e-17 times the sums.
  if (!(variance > 1e-14 * (Math.abs(difference * sums.p) + sums.q))) return refused('ZERO_VARIANCE');
  const standardError = Math.sqrt(variance) / sums.w;
  const reach = criticalZ(confidence) * standardError;
  return found({
    difference,
    standardError,
    lower: Math.max(-1, difference - reach),
    upper: Math.min(1, difference + reach),
  });
}
