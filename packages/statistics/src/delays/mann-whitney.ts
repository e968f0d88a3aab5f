import { at } from '../checks.ts';
import type { Alternative } from '../lattice/lattice.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { normalCdf } from '../special/normal.ts';
import { sum } from '../sums.ts';
import { binsOfSamples, mergedBins, tallyRanks, type RankBin } from './ranks.ts';

/** Under this size on both sides, and without ties, the exact distribution is used (R's rule). */
export const EXACT_LIMIT = 50;

export interface MannWhitneyResult {
  /** U = #(x > y) + ½#(x = y). */
  u: number;
  /** U/(nm): probability that a random x exceeds a random y. */
  probabilityGreater: number;
  /** Null with ties, or from 50 values on either side. */
  exactP: number | null;
  /** Normal approximation with ties, without and with the continuity ½; 1 when all values are tied. */
  normalP: number;
  correctedNormalP: number;
}

/** Mann–Whitney test; `GREATER` = x tends to exceed y. Refuses `EMPTY_SAMPLE`. As R's `wilcox.test`. */
export function mannWhitney(
  x: readonly number[],
  y: readonly number[],
  alternative: Alternative = 'TWO_SIDED',
): Outcome<MannWhitneyResult> {
  return testOf(binsOfSamples(x, y), alternative);
}

/** Same of binned values, up to 10⁹ units a side; `GREATER` = the first side tends to be larger. Cost: one sort of the bins. */
export function mannWhitneyOfBins(
  bins: readonly RankBin[],
  alternative: Alternative = 'TWO_SIDED',
): Outcome<MannWhitneyResult> {
  return testOf(mergedBins(bins), alternative);
}

function testOf(merged: readonly RankBin[], alternative: Alternative): Outcome<MannWhitneyResult> {
  const { n, m, u, variance, hasTies } = tallyRanks(merged);
  if (n === 0 || m === 0) return refused('EMPTY_SAMPLE');
  const gap = u - (n * m) / 2;
  const exact = n < EXACT_LIMIT && m < EXACT_LIMIT && !hasTies;
  return found({
    u,
    probabilityGreater: u / (n * m),
    exactP: exact ? exactTail(uDistribution(n, m), u, alternative) : null,
    normalP: normalTail(gap, variance, alternative),
    correctedNormalP: normalTail(gap - continuity(gap, alternative), variance, alternative),
  });
}

function continuity(gap: number, alternative: Alternative): number {
  if (alternative === 'TWO_SIDED') return 0.5 * Math.sign(gap);
  return alternative === 'GREATER' ? 0.5 : -0.5;
}

function normalTail(gap: number, variance: number, alternative: Alternative): number {
  if (variance === 0) return 1;
  const z = gap / Math.sqrt(variance);
  if (alternative === 'GREATER') return normalCdf(-z);
  return alternative === 'LESS' ? normalCdf(z) : Math.min(1, 2 * normalCdf(-Math.abs(z)));
}

function exactTail(distribution: Float64Array, u: number, alternative: Alternative): number {
  const upper = sum(distribution.slice(u));
  const lower = sum(distribution.slice(0, u + 1));
  if (alternative === 'GREATER') return Math.min(1, upper);
  if (alternative === 'LESS') return Math.min(1, lower);
  return Math.min(1, 2 * Math.min(upper, lower));
}

/**
 * P(U = 0..nm) without ties, by P(i,j,u) = i/(i+j)·P(i−1,j,u−j) + j/(i+j)·P(i,j−1,u): sums of positive terms only, so the
 * tails keep their digits. Cost (nm)², for sizes under 50.
 */
export function uDistribution(n: number, m: number): Float64Array {
  let previous: Float64Array[] = Array.from({ length: m + 1 }, () => Float64Array.of(1));
  for (let i = 1; i <= n; i++) {
    const row: Float64Array[] = [Float64Array.of(1)];
    for (let j = 1; j <= m; j++) row.push(mixed(at(previous, j), at(row, j - 1), i, j));
    previous = row;
  }
  return at(previous, m);
}

function mixed(fewerX: Float64Array, fewerY: Float64Array, i: number, j: number): Float64Array {
  const out = new Float64Array(i * j + 1);
  fewerX.forEach((mass, u) => (out[u + j] = (mass * i) / (i + j)));
  fewerY.forEach((mass, u) => (out[u] = (out[u] ?? 0) + (mass * j) / (i + j)));
  return out;
}
