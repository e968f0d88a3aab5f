import { at, requireFinite, requireNonNegative } from '../checks.ts';

/** Units of one value on the two sides of a comparison. */
export interface RankBin {
  readonly value: number;
  readonly first: number;
  readonly second: number;
}

/** Whole units of one value. */
export interface ValueBin {
  readonly value: number;
  readonly n: number;
}

/** Both sides of a comparison in bins, to be compared by rank. */
export function rankBins(first: readonly ValueBin[], second: readonly ValueBin[]): RankBin[] {
  return [
    ...first.map(({ value, n }) => ({ value, first: n, second: 0 })),
    ...second.map(({ value, n }) => ({ value, first: 0, second: n })),
  ];
}

/** One bin per value, ascending, empty ones dropped. Throws `RangeError` on a value without rank or a count that is none. */
export function mergedBins(bins: readonly RankBin[]): RankBin[] {
  for (const { value, first, second } of bins) {
    requireFinite('value', value);
    requireNonNegative('first', first);
    requireNonNegative('second', second);
  }
  const filled = bins.filter(({ first, second }) => first + second > 0);
  const merged: { value: number; first: number; second: number }[] = [];
  for (const bin of filled.toSorted((left, right) => left.value - right.value)) {
    const last = merged.at(-1);
    if (last?.value === bin.value) {
      last.first += bin.first;
      last.second += bin.second;
    } else merged.push({ ...bin });
  }
  return merged;
}

/** Samples one value at a time, as merged bins: what every rank statistic is computed from. */
export function binsOfSamples(first: readonly number[], second: readonly number[]): RankBin[] {
  return mergedBins(rankBins(unitBins(first), unitBins(second)));
}

/** One bin per value. */
export function unitBins(values: readonly number[]): ValueBin[] {
  return values.map((value) => ({ value, n: 1 }));
}

/** Mann–Whitney's statistic of two sides and its variance given the ties. */
export interface RankTally {
  n: number;
  m: number;
  /** #(first > second) + ½#(equal). */
  u: number;
  variance: number;
  hasTies: boolean;
}

/** Of merged bins. Counts up to 1e9 a side: U and its variance have no cancelling terms, so that all tied gives exactly 0. */
export function tallyRanks(bins: readonly RankBin[]): RankTally {
  let [n, m, u] = [0, 0, 0];
  let hasTies = false;
  for (const { first, second } of bins) {
    u += first * (m + second / 2);
    n += first;
    m += second;
    if (first + second > 1) hasTies = true;
  }
  const all = n + m;
  // N³ − Σt³ = Σ t(N − t)(N + t)
  let spread = 0;
  for (const { first, second } of bins)
    spread += ((first + second) / all) * (all - first - second) * (all + first + second);
  const variance = all > 1 ? (((n / 12) * m) / (all - 1)) * spread : 0;
  return { n, m, u, variance, hasTies };
}

/** Mid-ranks of a pooled sample, the sizes of its groups of ties, and Σ(t³ − t) over them. */
export interface Ranking {
  ranks: number[];
  tieTerm: number;
  hasTies: boolean;
}

/** Ranks from 1 in the given order, ties sharing their mean rank. Throws `RangeError` on NaN or infinite values. */
export function rankAll(values: readonly number[]): Ranking {
  for (const value of values) requireFinite('value', value);
  const order = values.map((_, index) => index).toSorted((left, right) => at(values, left) - at(values, right));
  const ranks = values.map(() => 0);
  let tieTerm = 0;
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && at(values, at(order, to)) === at(values, at(order, from))) to++;
    for (const index of order.slice(from, to)) ranks[index] = (from + 1 + to) / 2;
    const tied = to - from;
    tieTerm += tied ** 3 - tied;
    from = to;
  }
  return { ranks, tieTerm, hasTies: tieTerm > 0 };
}
