import { at } from '../checks.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { sum } from '../sums.ts';
import type { StratumSums } from './strata-sums.ts';

/** Shares (ratios) of a stratified clustered panel with their linearised covariance, platforms in the given order. */
export interface PanelShares {
  shareRatios: number[];
  covariance: number[][];
  /** Clusters − strata, for the t quantile. */
  degreesOfFreedom: number;
  /** Ŷ, the weighted total over all platforms. */
  estimatedTotal: number;
}

/**
 * Linearised (Taylor) covariance of the shares s_p = Σ w y_p / Ŷ: with z_p = w(y_p − s_p y)/Ŷ summed by cluster,
 * Cov = Σ_h (1−f_h) n_h/(n_h−1) Σ_c (z − z̄_h)(z − z̄_h)ᵀ, here expanded into the strata's sums.
 * Refuses `EMPTY_TOTAL` when nothing was booked, `SINGLE_CLUSTER_STRATUM` when n_h = 1 (merge strata beforehand).
 */
export function panelShares(strata: readonly StratumSums[]): Outcome<PanelShares> {
  if (strata.length === 0) return refused('EMPTY_SAMPLE');
  if (strata.some((stratum) => stratum.clusterCount < 2)) return refused('SINGLE_CLUSTER_STRATUM');
  const estimatedTotal = sum(strata.map((stratum) => stratum.total));
  if (!(estimatedTotal > 0)) return refused('EMPTY_TOTAL');
  const platforms = at(strata, 0).totals.map((_, index) => index);
  const shareRatios = platforms.map((p) => sum(strata.map((stratum) => at(stratum.totals, p))) / estimatedTotal);
  const covariance = platforms.map((p) =>
    platforms.map(
      (q) => sum(strata.map((stratum) => stratumCovariance(stratum, shareRatios, [p, q]))) / estimatedTotal ** 2,
    ),
  );
  // A variance that should be 0 may come out as −1e-20.
  for (const p of platforms) at(covariance, p)[p] = Math.max(0, at(at(covariance, p), p));
  const clusters = sum(strata.map((stratum) => stratum.clusterCount));
  return found({ shareRatios, covariance, degreesOfFreedom: clusters - strata.length, estimatedTotal });
}

function stratumCovariance(stratum: StratumSums, shares: readonly number[], [p, q]: readonly [number, number]): number {
  const { clusterCount, samplingFraction } = stratum;
  const shareP = at(shares, p);
  const shareQ = at(shares, q);
  const products =
    at(at(stratum.crossProducts, p), q) -
    shareQ * at(stratum.crossWithTotal, p) -
    shareP * at(stratum.crossWithTotal, q) +
    shareP * shareQ * stratum.totalSquares;
  const sumP = at(stratum.totals, p) - shareP * stratum.total;
  const sumQ = at(stratum.totals, q) - shareQ * stratum.total;
  const factor = ((1 - samplingFraction) * clusterCount) / (clusterCount - 1);
  return factor * (products - (sumP * sumQ) / clusterCount);
}
