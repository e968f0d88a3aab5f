import { at } from '../checks.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { sortAscending } from '../quantiles/quantile.ts';

/** Above this many pairs the exact p-value (O(nm)) is left out. */
const EXACT_PAIRS = 1_000_000;

export interface KolmogorovSmirnovResult {
  /** sup |F − G| */
  d: number;
  /** Two-sided, conditional on the ties; null above a million pairs. */
  exactP: number | null;
  asymptoticP: number;
}

/** Two-sample Kolmogorov–Smirnov test. Refuses `EMPTY_SAMPLE`. */
export function kolmogorovSmirnov(x: readonly number[], y: readonly number[]): Outcome<KolmogorovSmirnovResult> {
  const [n, m] = [x.length, y.length];
  if (n === 0 || m === 0) return refused('EMPTY_SAMPLE');
  const [sortedX, sortedY] = [sortAscending(x), sortAscending(y)];
  const steps = new Set<number>();
  let gap = 0;
  for (let i = 0, j = 0; i < n || j < m;) {
    const value = Math.min(sortedX[i] ?? Infinity, sortedY[j] ?? Infinity);
    while (i < n && at(sortedX, i) === value) i++;
    while (j < m && at(sortedY, j) === value) j++;
    steps.add(i + j);
    gap = Math.max(gap, Math.abs(i * m - j * n));
  }
  const lambda = (gap / (n * m)) * Math.sqrt((n * m) / (n + m));
  return found({
    d: gap / (n * m),
    exactP: n * m <= EXACT_PAIRS ? exactTail({ n, m, gap, steps }) : null,
    asymptoticP: asymptoticTail(lambda),
  });
}

/**
 * P(D ≥ d): share of the lattice paths (i, j) that reach |i·m − j·n| ≥ gap at a distinct pooled value. The last step to (i, j)
 * came from the left with probability i/(i+j), so only positive terms are added and small p-values keep their digits.
 */
function exactTail({ n, m, gap, steps }: { n: number; m: number; gap: number; steps: Set<number> }): number {
  if (gap === 0) return 1;
  let row: number[] = [];
  for (let i = 0; i <= n; i++) {
    const next: number[] = [];
    for (let j = 0; j <= m; j++) {
      const hit = steps.has(i + j) && Math.abs(i * m - j * n) >= gap;
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
