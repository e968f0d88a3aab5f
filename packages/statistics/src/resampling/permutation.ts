import { at, requireFinite } from '../checks.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { drawIndex, mulberry32 } from '../random/mulberry32.ts';
import { lnChoose } from '../special/gamma.ts';
import { mean, sum } from '../sums.ts';

export interface PermutationResult {
  /** mean(first) − mean(second), in the samples' unit. */
  difference: number;
  /** P(difference at least as large) when the labels mean nothing. */
  p: number;
  method: 'EXACT' | 'MONTE_CARLO';
  /** Reassignments tried. */
  arrangements: number;
}

/**
 * One-sided permutation test of "the first mean is larger". All C(n, k) reassignments when there are at most `exactLimit`,
 * else `draws` seeded shuffles with p = (hits + 1)/(draws + 1), which never understates. Refuses `EMPTY_SAMPLE`.
 */
export function permutationTest(
  first: readonly number[],
  second: readonly number[],
  options: { exactLimit?: number; draws?: number; seed?: number } = {},
): Outcome<PermutationResult> {
  const { exactLimit = 200_000, draws = 99_999, seed = 42 } = options;
  const pooled = [...first, ...second];
  for (const value of pooled) requireFinite('value', value);
  if (first.length === 0 || second.length === 0) return refused('EMPTY_SAMPLE');
  const difference = mean(first) - mean(second);
  // Given the pooled total, a larger first mean is a larger first sum; the tolerance catches reassignments equal but for rounding.
  const scale = sum(pooled.map(Math.abs));
  const threshold = sum(first) - 1e-12 * scale;
  const possible = Math.exp(lnChoose(pooled.length, first.length));
  if (possible <= exactLimit * (1 + 1e-9)) {
    const { hits, arrangements } = countAll(pooled, first.length, threshold);
    return found({ difference, p: hits / arrangements, method: 'EXACT', arrangements });
  }
  // The shorter side is drawn: "the first sum is at least …" is "the second sum is at most …".
  const whole = sum(pooled);
  const shorter = first.length <= second.length;
  const hits = shorter
    ? countShuffles(pooled, { size: first.length, reaches: (total) => total >= threshold, draws, seed })
    : countShuffles(pooled, { size: second.length, reaches: (total) => whole - total >= threshold, draws, seed });
  return found({ difference, p: (hits + 1) / (draws + 1), method: 'MONTE_CARLO', arrangements: draws });
}

function countAll(pooled: readonly number[], size: number, threshold: number): { hits: number; arrangements: number } {
  const chosen = Array.from({ length: size }, (_, index) => index);
  let hits = 0;
  let arrangements = 0;
  for (;;) {
    arrangements += 1;
    if (chosen.reduce((acc, index) => acc + at(pooled, index), 0) >= threshold) hits += 1;
    let slot = size - 1;
    while (slot >= 0 && at(chosen, slot) === pooled.length - size + slot) slot--;
    if (slot < 0) return { hits, arrangements };
    chosen[slot] = at(chosen, slot) + 1;
    for (let next = slot + 1; next < size; next++) chosen[next] = at(chosen, next - 1) + 1;
  }
}

interface ShuffleJob {
  size: number;
  reaches: (total: number) => boolean;
  draws: number;
  seed: number;
}

function countShuffles(pooled: readonly number[], { size, reaches, draws, seed }: ShuffleJob): number {
  const random = mulberry32(seed);
  const deck = [...pooled];
  let hits = 0;
  for (let draw = 0; draw < draws; draw++) {
    let total = 0;
    for (let slot = 0; slot < size; slot++) {
      const other = slot + drawIndex(random, deck.length - slot);
      const value = at(deck, other);
      deck[other] = at(deck, slot);
      deck[slot] = value;
      total += value;
    }
    if (reaches(total)) hits += 1;
  }
  return hits;
}
