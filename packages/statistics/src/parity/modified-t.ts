import { requireNonNegative } from '../checks.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { studentCdf } from '../special/student.ts';
import { mean, sampleVariance } from '../sums.ts';

export interface ModifiedT {
  /** Negative = partner worse. */
  t: number;
  degreesOfFreedom: number;
  /** Lower tail. */
  p: number;
  ownMean: number;
  partnerMean: number;
  ownStandardDeviation: number;
}

/**
 * Modified t of the California PUC for durations (smaller is better): (mean_O − mean_P)/(sd_O·√(1/n_P + 1/n_O)), one-tailed
 * with n_O − 1 degrees of freedom. With `smallestUnit` u the durations are first turned into ln(x + 0.4·u), and the means
 * returned are of those logs. Refuses `SAMPLE_TOO_SMALL` under two own or one partner values, `ZERO_VARIANCE`.
 */
export function modifiedT(
  partnerDurations: readonly number[],
  ownDurations: readonly number[],
  smallestUnit?: number,
): Outcome<ModifiedT> {
  if (ownDurations.length < 2 || partnerDurations.length < 1) return refused('SAMPLE_TOO_SMALL');
  const own = transformed(ownDurations, smallestUnit);
  const partner = transformed(partnerDurations, smallestUnit);
  const ownStandardDeviation = Math.sqrt(sampleVariance(own));
  if (ownStandardDeviation === 0) return refused('ZERO_VARIANCE');
  const ownMean = mean(own);
  const partnerMean = mean(partner);
  const t = (ownMean - partnerMean) / (ownStandardDeviation * Math.sqrt(1 / partner.length + 1 / own.length));
  const degreesOfFreedom = own.length - 1;
  return found({ t, degreesOfFreedom, p: studentCdf(t, degreesOfFreedom), ownMean, partnerMean, ownStandardDeviation });
}

function transformed(durations: readonly number[], smallestUnit: number | undefined): number[] {
  for (const duration of durations) requireNonNegative('duration', duration);
  if (smallestUnit === undefined) return [...durations];
  if (!(smallestUnit > 0)) throw new RangeError(`the smallest unit must be positive, got ${smallestUnit}`);
  return durations.map((duration) => Math.log(duration + 0.4 * smallestUnit));
}
