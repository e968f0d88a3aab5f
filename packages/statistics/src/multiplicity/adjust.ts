import { at } from '../checks.ts';

function checkProbabilities(ps: readonly number[]): void {
  for (const p of ps) if (!(p >= 0 && p <= 1)) throw new RangeError(`not a p-value: ${p}`);
}

function ascendingOrder(values: readonly number[]): number[] {
  return values.map((_, index) => index).toSorted((left, right) => at(values, left) - at(values, right));
}

/** Benjamini–Hochberg q-values in the given order: q_(i) = min_{j≥i} (m/j)·p_(j), at most 1. */
export function benjaminiHochberg(ps: readonly number[]): number[] {
  checkProbabilities(ps);
  const order = ascendingOrder(ps);
  const qs = ps.map(() => 1);
  let smallest = 1;
  for (let rank = order.length; rank >= 1; rank--) {
    const index = at(order, rank - 1);
    smallest = Math.min(smallest, (ps.length / rank) * at(ps, index));
    qs[index] = smallest;
  }
  return qs;
}

/** Holm's adjusted p-values in the given order: max_{j≤i} (m − j + 1)·p_(j), at most 1. */
export function holm(ps: readonly number[]): number[] {
  checkProbabilities(ps);
  const adjusted = ps.map(() => 0);
  let largest = 0;
  ascendingOrder(ps).forEach((index, position) => {
    largest = Math.max(largest, Math.min(1, (ps.length - position) * at(ps, index)));
    adjusted[index] = largest;
  });
  return adjusted;
}

/**
 * e-BH (Wang and Ramdas 2022): which of m e-values are rejected, k* = max{k: e_(k) ≥ m/(αk)}. False discovery rate ≤ α under
 * any dependence, for one inspection; not for running maxima. Values are given as ln e so that none overflows.
 */
export function eBenjaminiHochberg(lnEvidence: readonly number[], alpha: number = 0.05): boolean[] {
  const m = lnEvidence.length;
  const descending = lnEvidence.toSorted((left, right) => right - left);
  const last = descending.findLastIndex((value, index) => value >= Math.log(m / (alpha * (index + 1))) - 1e-12);
  const threshold = last < 0 ? Infinity : at(descending, last);
  return lnEvidence.map((value) => value >= threshold);
}
