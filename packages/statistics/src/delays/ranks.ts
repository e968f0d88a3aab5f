import { at, requireFinite } from '../checks.ts';

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
