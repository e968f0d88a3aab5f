import { at, requireOpenUnit } from '../checks.ts';
import type { Interval } from '../intervals/interval.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { criticalZ } from '../special/normal.ts';
import { EXACT_LIMIT, uDistribution } from './mann-whitney.ts';
import { binsOfSamples, mergedBins, tallyRanks, type RankBin } from './ranks.ts';

/** Shift x − y in the samples' unit. */
export interface HodgesLehmann extends Interval {
  shift: number;
  method: 'EXACT' | 'NORMAL';
}

/**
 * Hodges–Lehmann shift: the median of all differences x − y, and the interval that inverts the Mann–Whitney test (order
 * statistics of the differences; exact ranks under 50 values without ties, normal ones otherwise). Without ties under 50 values it
 * is R's `wilcox.test(conf.int = TRUE)`; otherwise R solves for the shift at which the corrected z is 0, which is near but no difference that
 * occurs. The differences are never listed: each order statistic is searched in O((n + m)·log). Refuses `EMPTY_SAMPLE`.
 */
export function hodgesLehmann(
  x: readonly number[],
  y: readonly number[],
  confidence: number = 0.95,
): Outcome<HodgesLehmann> {
  return shiftOf(binsOfSamples(x, y), confidence);
}

/** Same of binned values, first − second, up to 10⁹ units a side: O(bins·log) whatever they count. */
export function hodgesLehmannOfBins(bins: readonly RankBin[], confidence: number = 0.95): Outcome<HodgesLehmann> {
  return shiftOf(mergedBins(bins), confidence);
}

function shiftOf(merged: readonly RankBin[], confidence: number): Outcome<HodgesLehmann> {
  requireOpenUnit('confidence', confidence);
  const { n, m, variance, hasTies } = tallyRanks(merged);
  if (n === 0 || m === 0) return refused('EMPTY_SAMPLE');
  const pairs = n * m;
  const sides = { x: sideOf(merged, 'first'), y: sideOf(merged, 'second') };
  const kth = (rank: number): number => kthDifference(sides, rank);
  const shift = (kth(Math.floor((pairs + 1) / 2)) + kth(Math.ceil((pairs + 1) / 2))) / 2;
  const exact = n < EXACT_LIMIT && m < EXACT_LIMIT && !hasTies;
  const rank = exact
    ? exactRank(n, m, (1 - confidence) / 2)
    : Math.max(1, Math.floor(pairs / 2 - criticalZ(confidence) * Math.sqrt(variance)));
  return found({ shift, lower: kth(rank), upper: kth(pairs + 1 - rank), method: exact ? 'EXACT' : 'NORMAL' });
}

/** Values of one side, ascending, with the number of its units up to and including each. */
interface Side {
  values: number[];
  cumulated: number[];
}

function sideOf(merged: readonly RankBin[], name: 'first' | 'second'): Side {
  const filled = merged.filter((bin) => bin[name] > 0);
  let units = 0;
  return { values: filled.map(({ value }) => value), cumulated: filled.map((bin) => (units += bin[name])) };
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

/** The `rank`-th smallest (from 1) of the differences of two sides. */
function kthDifference(sides: { x: Side; y: Side }, rank: number): number {
  const [x, y] = [sides.x.values, sides.y.values];
  let high = at(x, x.length - 1) - at(y, 0);
  const smallest = at(x, 0) - at(y, y.length - 1);
  if (scan(sides, smallest).notAbove >= rank) return smallest;
  let low = smallest;
  for (let turn = 0; turn < 120; turn++) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    if (scan(sides, middle).notAbove >= rank) high = middle;
    else low = middle;
  }
  // The bracket has shrunk to rounding: the answer is the first difference above its lower end.
  return scan(sides, low).nextAbove;
}

/** How many differences are ≤ limit, and the smallest one above it. One pass with two fingers. */
function scan({ x, y }: { x: Side; y: Side }, limit: number): { notAbove: number; nextAbove: number } {
  const all = at(y.cumulated, y.cumulated.length - 1);
  let [notAbove, nextAbove, from, counted] = [0, Infinity, 0, 0];
  x.values.forEach((value, index) => {
    while (from < y.values.length && value - at(y.values, from) > limit) from++;
    const units = at(x.cumulated, index) - counted;
    counted += units;
    notAbove += units * (all - (from > 0 ? at(y.cumulated, from - 1) : 0));
    if (from > 0) nextAbove = Math.min(nextAbove, value - at(y.values, from - 1));
  });
  return { notAbove, nextAbove };
}
