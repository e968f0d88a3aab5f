import { quantile } from '../quantiles/quantile.ts';

/** Partner's over own quantile (type 7) of a delay: over 1 = partner slower. Null on an empty side or an own quantile ≤ 0. */
export function quantileRatio(
  partnerDelays: readonly number[],
  ownDelays: readonly number[],
  probability: number,
): number | null {
  const partner = quantile(partnerDelays, probability);
  const own = quantile(ownDelays, probability);
  return partner === null || own === null || own <= 0 ? null : partner / own;
}

/** Exposure of search results at the given ranks (from 1): Σ 1/log2(1 + rank). */
export function rankExposure(ranks: readonly number[]): number {
  return ranks.reduce((acc, rank) => acc + 1 / Math.log2(1 + rank), 0);
}
