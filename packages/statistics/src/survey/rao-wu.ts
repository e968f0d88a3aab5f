import { at } from '../checks.ts';
import type { Interval } from '../intervals/interval.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { drawIndex, mulberry32 } from '../random/mulberry32.ts';
import { percentileInterval } from '../resampling/percentile.ts';
import { clusterTotals, type ClusterTotals, type PanelRow } from './strata-sums.ts';

export interface RaoWuOptions {
  replicates?: number;
  seed?: number;
  confidence?: number;
}

/** Percentile intervals: shares as ratios in platform order, HHI in points². */
export interface RaoWuIntervals {
  shares: Interval[];
  hhi: Interval;
  replicates: number;
  /** Replicates that drew only empty clusters; they have no shares and are left out of the percentiles. */
  emptyReplicates: number;
}

/**
 * Rao–Wu (1988) rescaling bootstrap: in each stratum, in order, n_h − 1 clusters are drawn with replacement and their
 * weights multiplied by count·n_h/(n_h − 1). B = 2000, mulberry32(42), type-7 percentiles by default.
 * Refuses `SINGLE_CLUSTER_STRATUM` and `EMPTY_TOTAL`. Cost B × clusters × platforms.
 */
export function raoWuIntervals(rows: readonly PanelRow[], options: RaoWuOptions = {}): Outcome<RaoWuIntervals> {
  const { replicates = 2000, seed = 42, confidence = 0.95 } = options;
  const strata = [...Map.groupBy(clusterTotals(rows), (cluster) => cluster.stratum).values()];
  if (strata.length === 0) return refused('EMPTY_SAMPLE');
  if (strata.some((clusters) => clusters.length < 2)) return refused('SINGLE_CLUSTER_STRATUM');
  const random = mulberry32(seed);
  const drawn: number[][] = [];
  for (let turn = 0; turn < replicates; turn++) {
    const shares = drawShares(strata, random);
    if (shares !== null) drawn.push(shares);
  }
  if (drawn.length === 0) return refused('EMPTY_TOTAL');
  const interval = (values: number[]): Interval => percentileInterval(values, confidence);
  return found({
    shares: at(drawn, 0).map((_, platform) => interval(drawn.map((shares) => at(shares, platform)))),
    hhi: interval(drawn.map((shares) => 1e4 * shares.reduce((acc, share) => acc + share * share, 0))),
    replicates,
    emptyReplicates: replicates - drawn.length,
  });
}

function drawShares(strata: readonly ClusterTotals[][], random: () => number): number[] | null {
  const totals = at(at(strata, 0), 0).volumes.map(() => 0);
  for (const clusters of strata) {
    const rescale = clusters.length / (clusters.length - 1);
    for (let draw = 1; draw < clusters.length; draw++) {
      const { volumes } = at(clusters, drawIndex(random, clusters.length));
      volumes.forEach((volume, platform) => (totals[platform] = at(totals, platform) + rescale * volume));
    }
  }
  const total = totals.reduce((left, right) => left + right, 0);
  return total > 0 ? totals.map((volume) => volume / total) : null;
}
