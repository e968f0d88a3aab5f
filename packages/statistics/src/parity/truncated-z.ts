import { at, requireCount } from '../checks.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { normalCdf, normalDensity } from '../special/normal.ts';
import { sum } from '../sums.ts';

/** Mean and variance of min(0, Z) for a standard normal Z. */
const NULL_MEAN = -1 / Math.sqrt(2 * Math.PI);
const NULL_VARIANCE = 0.5 - 1 / (2 * Math.PI);

/** A cell with its weight and its statistic, negative = partner worse. */
export interface WeightedCell {
  ownCount: number;
  partnerCount: number;
  z: number;
  weight: number;
}

/** Cell of means: weight √(n1 n2/(n1 + n2)). Null when a side is empty. */
export function meanCell(ownCount: number, partnerCount: number, z: number): WeightedCell | null {
  requireCount('ownCount', ownCount);
  requireCount('partnerCount', partnerCount);
  if (ownCount === 0 || partnerCount === 0) return null;
  return { ownCount, partnerCount, z, weight: Math.sqrt((ownCount / (ownCount + partnerCount)) * partnerCount) };
}

/** Counts of bad events of both sides in one cell. */
export interface BadEvents {
  ownCount: number;
  ownBad: number;
  partnerCount: number;
  partnerBad: number;
}

/** Cell of proportions: hypergeometric z and weight √(n1 n2/n · a/n · (1 − a/n)). Null when a margin is empty. */
export function proportionCell({ ownCount, ownBad, partnerCount, partnerBad }: BadEvents): WeightedCell | null {
  const n = ownCount + partnerCount;
  const bad = ownBad + partnerBad;
  if (ownCount === 0 || partnerCount === 0 || bad === 0 || bad === n) return null;
  const share = bad / n;
  const variance = (ownCount * (partnerCount / n) * share * (n - bad)) / (n - 1);
  const z = (ownBad - ownCount * share) / Math.sqrt(variance);
  const weight = Math.sqrt(ownCount * (partnerCount / n) * share * (1 - share));
  return { ownCount, partnerCount, z, weight };
}

/**
 * Truncated z over cells (BellSouth): [ΣW min(0,Z) − ΣW·E0]/√(ΣW²·V0). Small values = discrimination that good cells do
 * not offset. Refuses `EMPTY_SAMPLE` without a cell that weighs.
 */
export function truncatedZ(cells: readonly WeightedCell[]): Outcome<number> {
  const squares = sum(cells.map(({ weight }) => weight ** 2));
  if (squares === 0) return refused('EMPTY_SAMPLE');
  const gap = sum(cells.map(({ weight, z }) => weight * (Math.min(0, z) - NULL_MEAN)));
  return found(gap / Math.sqrt(squares * NULL_VARIANCE));
}

/** The alternative µ2 = µ1 + δσ1, σ2² = λσ1² against which both errors are balanced. */
export interface BalancedAlternative {
  delta: number;
  varianceRatio?: number;
}

export interface BalancingCriticalValue {
  criticalValue: number;
  /** Type I error = type II error = Φ(criticalValue). */
  errorRate: number;
}

/** Balancing critical value c_B of the truncated z: decide disparity when z < c_B. Refuses `EMPTY_SAMPLE` as above. */
export function balancingCriticalValue(
  cells: readonly WeightedCell[],
  { delta, varianceRatio = 1 }: BalancedAlternative,
): Outcome<BalancingCriticalValue> {
  const weights = cells.map((cell) => cell.weight);
  const squares = sum(weights.map((weight) => weight ** 2));
  if (squares === 0) return refused('EMPTY_SAMPLE');
  const moments = cells.map(({ ownCount, partnerCount }) => {
    const m = -delta / Math.sqrt(1 / ownCount + 1 / partnerCount);
    return truncatedMoments(m, Math.sqrt((varianceRatio * ownCount + partnerCount) / (ownCount + partnerCount)));
  });
  const gap = sum(weights.map((weight, index) => weight * (at(moments, index).mean - NULL_MEAN)));
  const spread = Math.sqrt(sum(weights.map((weight, index) => weight ** 2 * at(moments, index).variance)));
  const criticalValue = gap / (spread + Math.sqrt(squares * NULL_VARIANCE));
  return found({ criticalValue, errorRate: normalCdf(criticalValue) });
}

/** Balancing critical value of one untruncated cell: −δ/(2√(1/n1 + 1/n2)), for λ = 1. */
export function untruncatedCriticalValue(ownCount: number, partnerCount: number, delta: number): number {
  return -delta / (2 * Math.sqrt(1 / ownCount + 1 / partnerCount));
}

/** Mean and variance of min(0, X) for X normal with mean m and deviation s. */
function truncatedMoments(m: number, s: number): { mean: number; variance: number } {
  const below = normalCdf(-m / s);
  const density = normalDensity(m / s);
  const mean = m * below - s * density;
  return { mean, variance: Math.max(0, (m * m + s * s) * below - m * s * density - mean * mean) };
}
