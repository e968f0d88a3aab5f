import { at, requireNonNegative } from '../checks.ts';

/** One observation of a panel: a practitioner (or a location) with its weight and its volume on each platform. */
export interface PanelRow {
  stratum: string;
  /** Rows of one cluster (practitioner or practice) are summed before any variance. */
  cluster: string;
  /** Inverse of the sampling probability. */
  weight: number;
  /** Volume per platform, always in the same platform order. Units that book nothing stay in, with zeros. */
  volumes: readonly number[];
}

/**
 * Sufficient sums of one stratum over its clusters c, with t_cp = Σ w·y_p of the cluster and t_c = Σ_p t_cp.
 * With one row per cluster these are Σ w²y_p y_q, Σ w²y_p y, Σ w²y², Σ w y_p, Σ w y: one GROUP BY in SQL.
 */
export interface StratumSums {
  stratum: string;
  clusterCount: number;
  /** f_h = sampled / existing clusters; 0 unless known. */
  samplingFraction: number;
  totals: readonly number[];
  total: number;
  crossProducts: readonly (readonly number[])[];
  crossWithTotal: readonly number[];
  totalSquares: number;
}

/** A cluster's weighted volumes; the unit that is resampled. */
export interface ClusterTotals {
  stratum: string;
  volumes: number[];
}

/** Weighted totals per cluster, in order of first appearance. Rows with other lengths than the first are refused. */
export function clusterTotals(rows: readonly PanelRow[]): ClusterTotals[] {
  const clusters = new Map<string, ClusterTotals>();
  const platforms = rows[0]?.volumes.length ?? 0;
  for (const row of rows) {
    requireNonNegative('weight', row.weight);
    if (row.volumes.length !== platforms) throw new RangeError('every row must list the same platforms');
    const key = JSON.stringify([row.stratum, row.cluster]);
    const seen = clusters.get(key) ?? { stratum: row.stratum, volumes: row.volumes.map(() => 0) };
    row.volumes.forEach((volume, platform) => {
      requireNonNegative('volume', volume);
      seen.volumes[platform] = at(seen.volumes, platform) + row.weight * volume;
    });
    clusters.set(key, seen);
  }
  return [...clusters.values()];
}

/** Sums per stratum from panel rows, strata in order of first appearance; `samplingFractions` by stratum, default 0. */
export function strataSums(
  rows: readonly PanelRow[],
  samplingFractions: Readonly<Record<string, number>> = {},
): StratumSums[] {
  const byStratum = Map.groupBy(clusterTotals(rows), (cluster) => cluster.stratum);
  return [...byStratum].map(([stratum, clusters]) => sumStratum(stratum, samplingFractions[stratum] ?? 0, clusters));
}

function sumStratum(stratum: string, samplingFraction: number, clusters: readonly ClusterTotals[]): StratumSums {
  const platforms = clusters[0]?.volumes.map((_, index) => index) ?? [];
  const totalOf = (cluster: ClusterTotals): number => cluster.volumes.reduce((left, right) => left + right, 0);
  const over = (term: (cluster: ClusterTotals) => number): number =>
    clusters.reduce((acc, cluster) => acc + term(cluster), 0);
  return {
    stratum,
    clusterCount: clusters.length,
    samplingFraction,
    totals: platforms.map((p) => over((cluster) => at(cluster.volumes, p))),
    total: over(totalOf),
    crossProducts: platforms.map((p) =>
      platforms.map((q) => over((cluster) => at(cluster.volumes, p) * at(cluster.volumes, q))),
    ),
    crossWithTotal: platforms.map((p) => over((cluster) => at(cluster.volumes, p) * totalOf(cluster))),
    totalSquares: over((cluster) => totalOf(cluster) ** 2),
  };
}
