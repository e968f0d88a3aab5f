import { at } from '../checks.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { stratifiedPermutation } from '../resampling/stratified-permutation.ts';
import { normalCdf } from '../special/normal.ts';

/** Units of one length on the two sides of a stratum. */
export interface RankBin {
  readonly value: number;
  readonly first: number;
  readonly second: number;
}

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
    const permuted = stratifiedPermutation(ranked.map(unitScores));
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
  scores: { score: number; first: number; second: number }[];
}

function rankStratum(bins: readonly RankBin[]): RankedStratum {
  const merged = new Map<number, { first: number; second: number }>();
  for (const { value, first, second } of bins) {
    if (!Number.isFinite(value)) throw new RangeError(`value must be a finite number, got ${value}`);
    const known = merged.get(value) ?? { first: 0, second: 0 };
    merged.set(value, { first: known.first + first, second: known.second + second });
  }
  let n = 0;
  let m = 0;
  let u = 0;
  let tieTerm = 0;
  const scores: RankedStratum['scores'] = [];
  for (const [, { first, second }] of [...merged].sort(([left], [right]) => left - right)) {
    const tied = first + second;
    if (tied === 0) continue;
    scores.push({ score: n + m + (tied + 1) / 2, first, second });
    u += first * (m + second / 2);
    tieTerm += tied ** 3 - tied;
    n += first;
    m += second;
  }
  const all = n + m;
  const variance = all > 1 ? ((n * m) / 12) * (all + 1 - tieTerm / (all * (all - 1))) : 0;
  return { n, m, u, variance: Math.max(0, variance), scores };
}

function unitScores({ n, m, scores }: RankedStratum): { first: number[]; second: number[] } {
  const unit = 1 / (n + m + 1);
  const spread = (side: 'first' | 'second'): number[] =>
    scores.flatMap((one) => Array.from({ length: one[side] }, () => one.score * unit));
  return { first: spread('first'), second: spread('second') };
}
