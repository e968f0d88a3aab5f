import { at } from '../checks.ts';
import type { Interval } from '../intervals/interval.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { sortAscending } from '../quantiles/quantile.ts';
import { criticalZ } from '../special/normal.ts';
import { EXACT_LIMIT, uDistribution } from './mann-whitney.ts';
import { rankAll } from './ranks.ts';

/** Shift x − y in the samples' unit. */
export interface HodgesLehmann extends Interval {
  shift: number;
  method: 'EXACT' | 'NORMAL';
}

/**
 * Hodges–Lehmann shift: the median of all differences x − y, and the interval that inverts the Mann–Whitney test (order
 * statistics of the differences; exact ranks under 50 values without ties, normal ones otherwise). The differences are
 * never listed: each order statistic is searched in O((n + m)·log), so large samples fit. Refuses `EMPTY_SAMPLE`.
 */
export function hodgesLehmann(
  x: readonly number[],
  y: readonly number[],
  confidence: number = 0.95,
): Outcome<HodgesLehmann> {
  if (x.length === 0 || y.length === 0) return refused('EMPTY_SAMPLE');
  const [sortedX, sortedY] = [sortAscending(x), sortAscending(y)];
  const pairs = x.length * y.length;
  const kth = (rank: number): number => kthDifference(sortedX, sortedY, rank);
  const shift = (kth(Math.floor((pairs + 1) / 2)) + kth(Math.ceil((pairs + 1) / 2))) / 2;
  const { tieTerm, hasTies } = rankAll([...x, ...y]);
  const exact = x.length < EXACT_LIMIT && y.length < EXACT_LIMIT && !hasTies;
  const tail = (1 - confidence) / 2;
  const rank = exact ? exactRank(x.length, y.length, tail) : normalRank(x.length, y.length, { tieTerm, confidence });
  return found({ shift, lower: kth(rank), upper: kth(pairs + 1 - rank), method: exact ? 'EXACT' : 'NORMAL' });
}

/** R's rule: the smallest u with P(U ≤ u) ≥ tail, at least 1. */
function exactRank(n: number, m: number, tail: number): number {
  const distribution = uDistribution(n, m);
  let cumulated = 0;
  for (let u = 0; u < distribution.length; u++) {
    cumulated += at(distribution, u);
    if (cumulated >= tail) return Math.max(1, u);
  }
  return 1;
}

function normalRank(n: number, m: number, { tieTerm, confidence }: { tieTerm: number; confidence: number }): number {
  const variance = ((n * m) / 12) * (n + m + 1 - tieTerm / ((n + m) * (n + m - 1)));
  const rank = Math.floor((n * m) / 2 - criticalZ(confidence) * Math.sqrt(Math.max(0, variance)));
  return Math.max(1, rank);
}

/** The `rank`-th smallest (from 1) of the differences of two ascending samples. */
function kthDifference(x: readonly number[], y: readonly number[], rank: number): number {
  let high = at(x, x.length - 1) - at(y, 0);
  const smallest = at(x, 0) - at(y, y.length - 1);
  if (scan(x, y, smallest).notAbove >= rank) return smallest;
  let low = smallest;
  for (let turn = 0; turn < 120; turn++) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    if (scan(x, y, middle).notAbove >= rank) high = middle;
    else low = middle;
  }
  // The bracket has shrunk to rounding: the answer is the first difference above its lower end.
  return scan(x, y, low).nextAbove;
}

/** How many differences are ≤ limit, and the smallest one above it. One pass with two fingers. */
function scan(x: readonly number[], y: readonly number[], limit: number): { notAbove: number; nextAbove: number } {
  let notAbove = 0;
  let nextAbove = Infinity;
  let from = 0;
  for (const value of x) {
    while (from < y.length && value - at(y, from) > limit) from++;
    notAbove += y.length - from;
    if (from > 0) nextAbove = Math.min(nextAbove, value - at(y, from - 1));
  }
  return { notAbove, nextAbove };
}
