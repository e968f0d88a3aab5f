import { requireCount, requireNonNegative } from '../checks.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { checkProportion, type Proportion } from '../proportions/proportion.ts';
import { normalCdf } from '../special/normal.ts';

/** One-tailed statistic that uses only the own spread; here positive = partner worse. */
export interface ModifiedZ {
  z: number;
  /** Upper tail. For display: decisions on proportions use the exact tail, whatever the volume. */
  p: number;
  /** False when n_P ≤ 30, where the field's rule asks for a permutation test instead. */
  enoughUnits: boolean;
}

/** Means in the KPI's unit; `partnerTrials` and `ownTrials` are numbers of units. */
export interface LcugMeans {
  ownMean: number;
  ownStandardDeviation: number;
  ownCount: number;
  partnerMean: number;
  partnerCount: number;
  better: 'LARGER' | 'SMALLER';
}

/**
 * LCUG modified z of two means, DIFF/(σ_O·√(1/n_P + 1/n_O)): own variance only, since under parity the partner's service
 * is drawn from the own process. Refuses `EMPTY_SAMPLE`, and `ZERO_VARIANCE` when σ_O = 0.
 */
export function lcugMeans(input: LcugMeans): Outcome<ModifiedZ> {
  requireCount('ownCount', input.ownCount);
  requireCount('partnerCount', input.partnerCount);
  requireNonNegative('ownStandardDeviation', input.ownStandardDeviation);
  if (input.ownCount === 0 || input.partnerCount === 0) return refused('EMPTY_SAMPLE');
  if (input.ownStandardDeviation === 0) return refused('ZERO_VARIANCE');
  const gap = input.ownMean - input.partnerMean;
  const scale = input.ownStandardDeviation * Math.sqrt(1 / input.partnerCount + 1 / input.ownCount);
  const z = (input.better === 'LARGER' ? gap : -gap) / scale;
  return found({ z, p: normalCdf(-z), enoughUnits: input.partnerCount > 30 });
}

/** LCUG z of success rates, σ_O = √(p_O(1 − p_O)). `ZERO_VARIANCE` when own always or never succeeds. */
export function lcugProportions(partner: Proportion, own: Proportion): Outcome<ModifiedZ> {
  checkProportion('partner', partner);
  checkProportion('own', own);
  if (partner.trials === 0 || own.trials === 0) return refused('EMPTY_SAMPLE');
  const ownMean = own.successes / own.trials;
  return lcugMeans({
    ownMean,
    ownStandardDeviation: Math.sqrt(ownMean * (1 - ownMean)),
    ownCount: own.trials,
    partnerMean: partner.successes / partner.trials,
    partnerCount: partner.trials,
    better: 'LARGER',
  });
}
