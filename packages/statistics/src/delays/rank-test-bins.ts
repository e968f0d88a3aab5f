import { at } from '../checks.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { permutationOfBins, type ScoreBin } from '../resampling/permutation-bins.ts';
import { normalCdf } from '../special/normal.ts';
import { mergedBins, tallyRanks, type RankBin } from './ranks.ts';

export interface StratifiedRankTest {
  /** Probability that a random first value exceeds a random second one of its stratum, ties half; strata weighted by van Elteren's weights times n·m. */
  readonly probabilityGreater: number;
  /** One-sided p of "first values tend to be larger". */
  readonly greaterP: number;
  readonly method: 'PERMUTATION' | 'NORMAL';
}

/** Under this many units on either side the labels are permuted instead of trusting the normal curve. */
export const SMALL_SIDE = 30;

/**
 * Mann–Whitney test of binned values, over strata by van Elteren (1960): Σ_k (U_k − E_k)/(N_k + 1), ties by mid-ranks. One stratum: exactly R's
 * `wilcox.test(correct = TRUE)` (continuity ½ on U). Fewer than 30 units on a side: permutation within strata (all reassignments of one stratum when few, else seeded).
 * Strata with an empty side tell nothing. Refuses `EMPTY_SAMPLE` when none is left.
 */
export function rankTestOfBins(strata: readonly (readonly RankBin[])[]): Outcome<StratifiedRankTest> {
  const ranked = strata.map(rankStratum).filter((one) => one.n > 0 && one.m > 0);
  if (ranked.length === 0) return refused('EMPTY_SAMPLE');
  const total = (read: (one: RankedStratum) => number): number => ranked.reduce((acc, one) => acc + read(one), 0);
  const weight = total((one) => (one.n * one.m) / (one.n + one.m + 1));
  const probabilityGreater = total((one) => one.u / (one.n + one.m + 1)) / weight;
  if (total((one) => one.n) < SMALL_SIDE || total((one) => one.m) < SMALL_SIDE) {
    const permuted = permutationOfBins(ranked.map((one) => one.scores));
    if (permuted.ok) return found({ probabilityGreater, greaterP: permuted.value.p, method: 'PERMUTATION' });
  }
  const gap = total((one) => (one.u - (one.n * one.m) / 2) / (one.n + one.m + 1));
  const continuity = ranked.length === 1 ? 0.5 / (at(ranked, 0).n + at(ranked, 0).m + 1) : 0;
  const variance = total((one) => one.variance / (one.n + one.m + 1) ** 2);
  const greaterP = variance > 0 ? normalCdf(-(gap - continuity) / Math.sqrt(variance)) : 1;
  return found({ probabilityGreater, greaterP, method: 'NORMAL' });
}

interface RankedStratum {
  n: number;
  m: number;
  u: number;
  variance: number;
  scores: ScoreBin[];
}

function rankStratum(bins: readonly RankBin[]): RankedStratum {
  const merged = mergedBins(bins);
  let below = 0;
  const ranks = merged.map(({ first, second }) => {
    const rank = below + (first + second + 1) / 2;
    below += first + second;
    return { rank, first, second };
  });
  const unit = 1 / (below + 1);
  const scores = ranks.map(({ rank, first, second }) => ({ score: rank * unit, first, second }));
  return { ...tallyRanks(merged), scores };
}
