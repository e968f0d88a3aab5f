import type { ParityCell } from '../proportions/proportion.ts';
import { conditionalStrata, lnUpperTail, parityMean, tiltedSum, tiltTowards, total } from './conditional-sum.ts';

/**
 * Exact one-sided p-value of "the partner fails more often", conditional on every stratum's totals: the upper tail at the
 * observed Σ x_P of the sum of the strata's hypergeometric failures. One stratum: Fisher's test; several:
 * R's `mantelhaen.test(exact = TRUE)`. Strata that say nothing (one side empty, no failure, only failures) add a constant.
 *
 * Method: the strata are tilted by a common odds ratio ψ so that the observed sum becomes the centre, convolved pairwise
 * in a balanced tree (directly when one side is short, by Fourier transform otherwise), and untilted in log space:
 * ln p = ln Σ_{t≥x} m(t)ψ^(x−t) − x ln ψ + Σ ln G(ψ). The tilt keeps the relative accuracy (1e-9 or better) of p-values
 * however small, down to the smallest double. Cost O(W log² W) with W the summed widths of the strata (a few standard
 * deviations each). Processor time: 100,000 sparse strata half a second, 100,000 of 20–200 partner units against 200–3,000
 * own ones 8 s, 100 of 10⁸ against 10⁹ 12 s.
 */
export function exactStratifiedTail(cells: readonly ParityCell[]): number {
  const { strata, observed, fixed } = conditionalStrata(cells);
  const target = observed - fixed;
  const lowest = total(strata, ({ distribution }) => distribution.lowest);
  const highest = total(strata, ({ distribution }) => distribution.highest);
  if (target <= lowest) return 1;
  if (target >= highest) {
    return Math.exp(total(strata, ({ distribution }) => distribution.lnDensity(distribution.highest)));
  }
  const lnOdds = target > parityMean(strata) ? Math.max(0, tiltTowards(strata, target)) : 0;
  return Math.min(1, Math.exp(lnUpperTail(tiltedSum(strata, lnOdds), target)));
}
