import { requireCount } from '../checks.ts';
import { checkProportion, type Proportion } from '../proportions/proportion.ts';
import { normalCdf, normalQuantile } from '../special/normal.ts';

export interface DetectionTarget {
  significance?: number;
  power?: number;
  /** Tests of the month's family; over 1, the level is divided by it. */
  familySize?: number;
}

/** z_{1−α/m} + z_power: 2.486475 for one test at 5 % and 80 %, 4.132148 in a family of 100. */
export function detectionConstant({ significance = 0.05, power = 0.8, familySize = 1 }: DetectionTarget = {}): number {
  return -normalQuantile(significance / familySize) + normalQuantile(power);
}

/**
 * Smallest gap (ratio units) that a one-sided test would find, (z_α + z_β)·√(p̃(1−p̃)(1/n_P + 1/n_O)) with the shrunk own rate
 * p̃ = (x_O + z²/2)/(n_O + z²), z = z_.95 (Agresti–Coull): without it a perfect month would claim to detect anything.
 * Null when either side is empty.
 */
export function detectableDifference(
  own: Proportion,
  partnerTrials: number,
  target: DetectionTarget = {},
): number | null {
  checkProportion('own', own);
  requireCount('partnerTrials', partnerTrials);
  if (own.trials === 0 || partnerTrials === 0) return null;
  const square = normalQuantile(0.95) ** 2;
  const shrunk = (own.successes + square / 2) / (own.trials + square);
  const deviation = Math.sqrt(shrunk * (1 - shrunk));
  return detectableShift(deviation, { ownCount: own.trials, partnerCount: partnerTrials }, target);
}

/** Same for means, in the unit of the own standard deviation (for ratios of delays: deviation of the logs). */
export function detectableShift(
  ownStandardDeviation: number,
  counts: { ownCount: number; partnerCount: number },
  target: DetectionTarget = {},
): number | null {
  if (counts.ownCount === 0 || counts.partnerCount === 0) return null;
  const error = ownStandardDeviation * Math.sqrt(1 / counts.partnerCount + 1 / counts.ownCount);
  return detectionConstant(target) * error;
}

/** Power, at the single-test detectable difference, of a lone effect in a family of `familySize`: 21 % of 100, not 80 %. */
export function powerInFamily(familySize: number, target: DetectionTarget = {}): number {
  const { significance = 0.05 } = target;
  return normalCdf(detectionConstant({ ...target, familySize: 1 }) + normalQuantile(significance / familySize));
}
