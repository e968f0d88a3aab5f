import { requireCount } from '../checks.ts';
import { regularisedBeta, regularisedBetaUpper } from '../special/beta.ts';
import { lnBinomialDensity } from '../special/saddle-point.ts';
import type { Lattice } from './lattice.ts';

/** Binomial distribution of the successes in `trials`, each with `probability`. Tails by the incomplete beta function. */
export function binomial(trials: number, probability: number): Lattice {
  requireCount('trials', trials);
  if (!(probability >= 0 && probability <= 1)) throw new RangeError(`not a probability: ${probability}`);
  const lnDensity = (x: number): number => lnBinomialDensity(x, trials, probability, 1 - probability);
  return {
    lowest: 0,
    highest: trials,
    mode: Math.min(trials, Math.floor((trials + 1) * probability)),
    lnDensity,
    lowerTail: (x) => {
      if (x < 0) return 0;
      return x >= trials ? 1 : regularisedBetaUpper(probability, x + 1, trials - x);
    },
    upperTail: (x) => {
      if (x <= 0) return 1;
      return x > trials ? 0 : regularisedBeta(probability, x, trials - x + 1);
    },
  };
}
