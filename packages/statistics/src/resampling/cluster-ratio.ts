import { at, requireFinite } from '../checks.ts';
import type { Interval } from '../intervals/interval.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { drawIndex, mulberry32 } from '../random/mulberry32.ts';
import { percentileInterval } from './percentile.ts';

/** Sums of one cluster (a practitioner with all its slots or listings). */
export interface RatioCluster {
  readonly numerator: number;
  readonly denominator: number;
}

export interface ClusterRatio extends Interval {
  /** Σ numerators ÷ Σ denominators. */
  readonly ratio: number;
  /** Of the ratio, by linearisation over clusters: √(G/(G − 1)·Σ(x − R·y)²)/Σy. */
  readonly standardError: number;
  readonly clusters: number;
  /** Groups of whole clusters that were resampled; equals `clusters` up to the limit. */
  readonly groups: number;
  readonly replicates: number;
}

export interface ClusterOptions {
  readonly replicates?: number;
  readonly seed?: number;
  readonly confidence?: number;
  readonly groupLimit?: number;
}

const GROUP_LIMIT = 4096;

/**
 * Ratio of two sums with a percentile bootstrap over whole clusters, B = 2000, mulberry32(42). Cost is bounded: more than 4,096 clusters are first dealt at random
 * (seeded) into 4,096 groups of whole clusters and the groups are resampled, at most 8·10⁶ draws whatever the number of clusters. Sums of independent clusters are
 * independent, so the groups have the same variance and third moment per cluster; what is lost is √(2/4096) = 2 % of precision of the standard error.
 * Refuses `EMPTY_SAMPLE`, `EMPTY_TOTAL` when the denominators add up to 0, `SINGLE_CLUSTER_STRATUM` for one cluster, which cannot tell how it would vary.
 */
export function clusterRatio(clusters: readonly RatioCluster[], options: ClusterOptions = {}): Outcome<ClusterRatio> {
  const { replicates = 2000, seed = 42, confidence = 0.9, groupLimit = GROUP_LIMIT } = options;
  if (clusters.length === 0) return refused('EMPTY_SAMPLE');
  for (const { numerator, denominator } of clusters) {
    requireFinite('numerator', numerator);
    requireFinite('denominator', denominator);
  }
  const top = clusters.reduce((acc, one) => acc + one.numerator, 0);
  const bottom = clusters.reduce((acc, one) => acc + one.denominator, 0);
  if (!(bottom > 0)) return refused('EMPTY_TOTAL');
  if (clusters.length === 1) return refused('SINGLE_CLUSTER_STRATUM');
  const ratio = top / bottom;
  const random = mulberry32(seed);
  const groups = dealIntoGroups(clusters, groupLimit, random);
  const values: number[] = [];
  for (let turn = 0; turn < replicates; turn++) {
    let numerator = 0;
    let denominator = 0;
    for (let draw = 0; draw < groups.length; draw++) {
      const group = drawIndex(random, groups.length);
      numerator += groups.numerators[group] ?? 0;
      denominator += groups.denominators[group] ?? 0;
    }
    if (denominator > 0) values.push(numerator / denominator);
  }
  const count = clusters.length;
  const squares = clusters.reduce((acc, one) => acc + (one.numerator - ratio * one.denominator) ** 2, 0);
  return found({
    ratio,
    ...percentileInterval(values, confidence),
    standardError: Math.sqrt((count / (count - 1)) * squares) / bottom,
    clusters: count,
    groups: groups.length,
    replicates,
  });
}

interface Groups {
  length: number;
  numerators: Float64Array;
  denominators: Float64Array;
}

function dealIntoGroups(clusters: readonly RatioCluster[], limit: number, random: () => number): Groups {
  const length = Math.min(clusters.length, limit);
  const numerators = new Float64Array(length);
  const denominators = new Float64Array(length);
  const order = Array.from(clusters.keys());
  if (clusters.length > limit) shuffle(order, random);
  order.forEach((cluster, place) => {
    const { numerator, denominator } = at(clusters, cluster);
    const group = place % length;
    numerators[group] = (numerators[group] ?? 0) + numerator;
    denominators[group] = (denominators[group] ?? 0) + denominator;
  });
  return { length, numerators, denominators };
}

function shuffle(order: number[], random: () => number): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = drawIndex(random, last + 1);
    const kept = at(order, last);
    order[last] = at(order, other);
    order[other] = kept;
  }
}

/** Deviation of each cluster from its side's mean, already divided so that their sum resampled is the deviation of the mean. */
export interface MeanRatioInput {
  readonly partnerMean: number;
  readonly ownMean: number;
  readonly partnerInfluence: readonly number[];
  readonly ownInfluence: readonly number[];
}

export interface MeanRatio extends Interval {
  readonly ratio: number;
  /** Of ln ratio, with G/(G − 1) on each side. */
  readonly logStandardError: number;
  /** Welch–Satterthwaite over clusters. */
  readonly degreesOfFreedom: number;
  readonly replicates: number;
}

/**
 * Ratio of two standardised means, clusters resampled on each side: a replicate's mean is the mean plus the sum of the drawn influences, so any number of strata costs one
 * number per cluster. More than 4,096 clusters of a side are dealt into groups as in `clusterRatio`. Replicates whose mean is not positive are left out.
 * Refuses `EMPTY_SAMPLE`, `EMPTY_TOTAL` when a mean is not positive, `SINGLE_CLUSTER_STRATUM` for one cluster on a side.
 */
export function clusterMeanRatio(input: MeanRatioInput, options: ClusterOptions = {}): Outcome<MeanRatio> {
  const { replicates = 2000, seed = 42, confidence = 0.9, groupLimit = GROUP_LIMIT } = options;
  const { partnerMean, ownMean, partnerInfluence, ownInfluence } = input;
  if (partnerInfluence.length === 0 || ownInfluence.length === 0) return refused('EMPTY_SAMPLE');
  if (!(partnerMean > 0 && ownMean > 0)) return refused('EMPTY_TOTAL');
  if (partnerInfluence.length === 1 || ownInfluence.length === 1) return refused('SINGLE_CLUSTER_STRATUM');
  const random = mulberry32(seed);
  const own = dealIntoGroups(asTotals(ownInfluence), groupLimit, random);
  const partner = dealIntoGroups(asTotals(partnerInfluence), groupLimit, random);
  const drawn = (groups: Groups): number => {
    let total = 0;
    for (let draw = 0; draw < groups.length; draw++) total += groups.numerators[drawIndex(random, groups.length)] ?? 0;
    return total;
  };
  const values: number[] = [];
  for (let turn = 0; turn < replicates; turn++) {
    const below = ownMean + drawn(own);
    const above = partnerMean + drawn(partner);
    if (below > 0 && above > 0) values.push(above / below);
  }
  if (values.length === 0) return refused('NOT_REACHABLE');
  const [partnerPart, ownPart] = [varianceOfSum(partnerInfluence, partnerMean), varianceOfSum(ownInfluence, ownMean)];
  const variance = partnerPart + ownPart;
  const spread = partnerPart ** 2 / (partnerInfluence.length - 1) + ownPart ** 2 / (ownInfluence.length - 1);
  return found({
    ratio: partnerMean / ownMean,
    ...percentileInterval(values, confidence),
    logStandardError: Math.sqrt(variance),
    degreesOfFreedom: spread > 0 ? variance ** 2 / spread : partnerInfluence.length + ownInfluence.length - 2,
    replicates,
  });
}

function asTotals(values: readonly number[]): RatioCluster[] {
  return values.map((value) => ({ numerator: value, denominator: 1 }));
}

/** Variance of Σ influence, relative to the mean's square. */
function varianceOfSum(influence: readonly number[], mean: number): number {
  const count = influence.length;
  return ((count / (count - 1)) * influence.reduce((acc, value) => acc + value * value, 0)) / mean ** 2;
}
