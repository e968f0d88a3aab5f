import { regularisedGammaUpper } from './gamma.ts';
import { erfc } from './normal.ts';

/** Upper tail P(χ²_df ≥ statistic). */
export function chiSquareUpper(statistic: number, degreesOfFreedom: number): number {
  if (!(degreesOfFreedom > 0)) throw new RangeError(`degrees of freedom must be positive: ${degreesOfFreedom}`);
  if (statistic <= 0) return 1;
  if (statistic === Infinity) return 0;
  // One degree of freedom is the two-sided normal tail, and by far the commonest case.
  if (degreesOfFreedom === 1) return erfc(Math.sqrt(statistic / 2));
  return regularisedGammaUpper(degreesOfFreedom / 2, statistic / 2);
}
