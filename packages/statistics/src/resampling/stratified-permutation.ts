import { at, requireFinite } from '../checks.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { drawIndex, mulberry32 } from '../random/mulberry32.ts';
import { permutationTest } from './permutation.ts';

export interface StratumScores {
  readonly first: readonly number[];
  readonly second: readonly number[];
}

export interface StratifiedPermutation {
  /** P(the first side's scores add up to at least as much) when labels mean nothing within a stratum. */
  readonly p: number;
  readonly method: 'EXACT' | 'MONTE_CARLO';
}

/** Cost is draws × units: beyond this many units the normal curve is as good, and the caller is told to use it. */
export const MOST_UNITS = 20_000;

/**
 * Permutation test of a sum of scores, labels exchanged within strata. One stratum goes to `permutationTest` (all reassignments where there are few); several
 * are shuffled `draws` times with a fixed seed, p = (hits + 1)/(draws + 1). Strata with an empty side stay as they are. Refuses `EMPTY_SAMPLE`, `TOO_MANY_ARRANGEMENTS`.
 */
export function stratifiedPermutation(
  strata: readonly StratumScores[],
  { draws = 19_999, seed = 42 }: { draws?: number; seed?: number } = {},
): Outcome<StratifiedPermutation> {
  const usable = strata.filter(({ first, second }) => first.length > 0 && second.length > 0);
  const units = usable.reduce((acc, { first, second }) => acc + first.length + second.length, 0);
  if (units === 0) return refused('EMPTY_SAMPLE');
  if (units > MOST_UNITS) return refused('TOO_MANY_ARRANGEMENTS');
  if (usable.length === 1) {
    const { first, second } = at(usable, 0);
    const one = permutationTest(first, second, { draws, seed });
    return one.ok ? found({ p: one.value.p, method: one.value.method }) : one;
  }
  const decks = usable.map(({ first, second }) => ({
    first: first.length,
    deck: [...first, ...second],
    whole: [...first, ...second].reduce((acc, score) => acc + score, 0),
  }));
  for (const { deck } of decks) for (const score of deck) requireFinite('score', score);
  const scale = decks.reduce((acc, { deck }) => acc + deck.reduce((sum, score) => sum + Math.abs(score), 0), 0);
  const observed = usable.reduce((acc, { first }) => acc + first.reduce((sum, score) => sum + score, 0), 0);
  const random = mulberry32(seed);
  let hits = 0;
  for (let draw = 0; draw < draws; draw++) {
    let total = 0;
    for (const deck of decks) total += drawFirst(deck, random);
    if (total >= observed - 1e-12 * scale) hits += 1;
  }
  return found({ p: (hits + 1) / (draws + 1), method: 'MONTE_CARLO' });
}

interface Deck {
  deck: number[];
  first: number;
  whole: number;
}

/** Sum of `first` values drawn without replacement; of the shorter side, the other one being the rest. */
function drawFirst({ deck, first, whole }: Deck, random: () => number): number {
  if (2 * first <= deck.length) return drawSum(deck, first, random);
  return whole - drawSum(deck, deck.length - first, random);
}

/** The deck is left shuffled. */
function drawSum(deck: number[], size: number, random: () => number): number {
  let total = 0;
  for (let slot = 0; slot < size; slot++) {
    const other = slot + drawIndex(random, deck.length - slot);
    const value = at(deck, other);
    deck[other] = at(deck, slot);
    deck[slot] = value;
    total += value;
  }
  return total;
}
