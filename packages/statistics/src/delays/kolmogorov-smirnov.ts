import { at } from '../checks.ts';
import type { Alternative } from '../lattice/lattice.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { binsOfSamples, mergedBins, type RankBin } from './ranks.ts';

/** Above this many pairs the exact p-value (O(nm)) is left out. */
const EXACT_PAIRS = 1_000_000;

export interface KolmogorovSmirnovResult {
  /** Two-sided sup |F − G|; one-sided the largest gap in the direction asked for (0 if there is none). */
  d: number;
  /** Conditional on the ties; null above a million pairs. */
  exactP: number | null;
  asymptoticP: number;
}

/**
 * Two-sample Kolmogorov–Smirnov test, as R's `ks.test`. `GREATER` = x tends to be larger, i.e. its distribution function lies below
 * the other's (R calls that `alternative = "less"`). Refuses `EMPTY_SAMPLE`.
 */
export function kolmogorovSmirnov(
  x: readonly number[],
  y: readonly number[],
  alternative: Alternative = 'TWO_SIDED',
): Outcome<KolmogorovSmirnovResult> {
  return testOf(binsOfSamples(x, y), alternative);
}

/** Same of binned values, up to 10⁹ units a side; `GREATER` = the first side tends to be larger. Cost: one sort of the bins. */
export function kolmogorovSmirnovOfBins(
  bins: readonly RankBin[],
  alternative: Alternative = 'TWO_SIDED',
): Outcome<KolmogorovSmirnovResult> {
  return testOf(mergedBins(bins), alternative);
}

function testOf(merged: readonly RankBin[], alternative: Alternative): Outcome<KolmogorovSmirnovResult> {
  const n = merged.reduce((acc, bin) => acc + bin.first, 0);
  const m = merged.reduce((acc, bin) => acc + bin.second, 0);
  if (n === 0 || m === 0) return refused('EMPTY_SAMPLE');
  const distance = DISTANCES[alternative];
  const steps = new Set<number>();
  let [i, j, gap] = [0, 0, 0];
  for (const { first, second } of merged) {
    i += first;
    j += second;
    steps.add(i + j);
    gap = Math.max(gap, distance(j * n - i * m));
  }
  const d = gap / (n * m);
  // nm/(n + m), in an order that stays within the range of exact integers' neighbours.
  const lambda = d * Math.sqrt(n * (m / (n + m)));
  const oneSided = alternative !== 'TWO_SIDED';
  return found({
    d,
    exactP: n * m <= EXACT_PAIRS ? exactTail({ n, m, gap, steps, distance }) : null,
    asymptoticP: oneSided ? Math.exp(-2 * lambda ** 2) : asymptoticTail(lambda),
  });
}

/** How far a difference G − F (times nm) goes in the direction asked for. */
const DISTANCES: Record<Alternative, (difference: number) => number> = {
  TWO_SIDED: Math.abs,
  GREATER: (difference) => difference,
  LESS: (difference) => -difference,
};

interface ExactJob {
  n: number;
  m: number;
  gap: number;
  steps: Set<number>;
  distance: (difference: number) => number;
}

/**
 * P(D ≥ d): share of the lattice paths (i, j) that are `gap` apart (j·n − i·m in the direction asked for) at a distinct pooled value. The last step to (i, j)
 * came from the left with probability i/(i+j), so only positive terms are added and small p-values keep their digits.
 */
function exactTail({ n, m, gap, steps, distance }: ExactJob): number {
  if (gap <= 0) return 1;
  let row: number[] = [];
  for (let i = 0; i <= n; i++) {
    const next: number[] = [];
    for (let j = 0; j <= m; j++) {
      const hit = steps.has(i + j) && distance(j * n - i * m) >= gap;
      const fromLeft = i > 0 ? (at(row, j) * i) / (i + j) : 0;
      const fromBelow = j > 0 ? (at(next, j - 1) * j) / (i + j) : 0;
      next.push(hit ? 1 : fromLeft + fromBelow);
    }
    row = next;
  }
  return Math.min(1, at(row, m));
}

/** 2Σ(−1)^(k−1) e^(−2k²λ²), or its theta-function twin for small λ, where that series stalls. */
function asymptoticTail(lambda: number): number {
  if (lambda === 0) return 1;
  let total = 0;
  if (lambda < 1) {
    for (let k = 1; k <= 20; k++) total += Math.exp(-(((2 * k - 1) * Math.PI) ** 2) / (8 * lambda ** 2));
    return 1 - (Math.sqrt(2 * Math.PI) / lambda) * total;
  }
  for (let k = 1; k <= 20; k++) total += (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * (k * lambda) ** 2);
  return Math.min(1, 2 * total);
}
