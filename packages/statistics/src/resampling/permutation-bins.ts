import { at, requireCount, requireFinite } from '../checks.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { mulberry32 } from '../random/mulberry32.ts';
import { MOST_UNITS, stratifiedPermutation, type StratifiedPermutation } from './stratified-permutation.ts';

/** Units of one score on the two sides of a stratum. */
export interface ScoreBin {
  readonly score: number;
  readonly first: number;
  readonly second: number;
}

/** Most scores drawn in all; beyond, the normal curve is as good and the caller is told to use it. */
const MOST_DRAWN = 50_000_000;

/**
 * `stratifiedPermutation` of scores in bins: a small side against any number of units. Up to 20,000 units it is that test; above, each of `draws` seeded
 * reassignments draws only the shorter side of every stratum, without replacement (Floyd), from the cumulated bins. p = (hits + 1)/(draws + 1).
 * Cost: draws × units of the shorter sides × log(bins). Refuses `EMPTY_SAMPLE`, and `TOO_MANY_ARRANGEMENTS` above 5·10⁷ scores to draw.
 */
export function permutationOfBins(
  strata: readonly (readonly ScoreBin[])[],
  { draws = 19_999, seed = 42 }: { draws?: number; seed?: number } = {},
): Outcome<StratifiedPermutation> {
  const tallied = strata.map(tallyOf).filter(({ first, second }) => first > 0 && second > 0);
  const units = tallied.reduce((acc, { first, second }) => acc + first + second, 0);
  if (units === 0) return refused('EMPTY_SAMPLE');
  if (units <= MOST_UNITS)
    return stratifiedPermutation(
      tallied.map(({ bins }) => spreadOut(bins)),
      { draws, seed },
    );
  const drawn = tallied.reduce((acc, { first, second }) => acc + Math.min(first, second), 0);
  if (drawn * draws > MOST_DRAWN) return refused('TOO_MANY_ARRANGEMENTS');
  const urns = tallied.map(urnOf);
  const observed = urns.reduce((acc, urn) => acc + urn.observed, 0);
  const scale = urns.reduce((acc, urn) => acc + urn.scale, 0);
  const random = mulberry32(seed);
  let hits = 0;
  for (let draw = 0; draw < draws; draw++) {
    let total = 0;
    for (const urn of urns) total += drawFrom(urn, random);
    if (total >= observed - 1e-12 * scale) hits += 1;
  }
  return found({ p: (hits + 1) / (draws + 1), method: 'MONTE_CARLO' });
}

interface Tally {
  bins: readonly ScoreBin[];
  first: number;
  second: number;
}

function tallyOf(bins: readonly ScoreBin[]): Tally {
  let [first, second] = [0, 0];
  for (const bin of bins) {
    requireFinite('score', bin.score);
    requireCount('first', bin.first);
    requireCount('second', bin.second);
    first += bin.first;
    second += bin.second;
  }
  return { bins, first, second };
}

function spreadOut(bins: readonly ScoreBin[]): { first: number[]; second: number[] } {
  const side = (name: 'first' | 'second'): number[] =>
    bins.flatMap((bin) => Array.from({ length: bin[name] }, () => bin.score));
  return { first: side('first'), second: side('second') };
}

/** The shorter side, its observed sum signed so that large means "first is large", and the bins to draw from. */
interface Urn {
  size: number;
  sign: number;
  observed: number;
  scale: number;
  units: number;
  scores: number[];
  cumulated: number[];
}

function urnOf({ bins, first, second }: Tally): Urn {
  const side = first <= second ? 'first' : 'second';
  const sign = side === 'first' ? 1 : -1;
  let units = 0;
  const cumulated = bins.map((bin) => (units += bin.first + bin.second));
  const observed = bins.reduce((acc, bin) => acc + sign * bin[side] * bin.score, 0);
  const scale = bins.reduce((acc, bin) => acc + bin[side] * Math.abs(bin.score), 0);
  return {
    size: Math.min(first, second),
    sign,
    observed,
    scale,
    units,
    scores: bins.map(({ score }) => score),
    cumulated,
  };
}

function drawFrom({ size, sign, units, scores, cumulated }: Urn, random: () => number): number {
  const taken = new Set<number>();
  let total = 0;
  for (let last = units - size; last < units; last++) {
    // Two draws, since one has 32 bits and there may be more units than that.
    const pick = Math.floor((random() + random() / 2 ** 32) * (last + 1));
    const unit = taken.has(pick) ? last : pick;
    taken.add(unit);
    total += at(scores, binOf(cumulated, unit));
  }
  return sign * total;
}

/** First bin whose cumulated count exceeds the unit's place. */
function binOf(cumulated: readonly number[], unit: number): number {
  let [low, high] = [0, cumulated.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(cumulated, middle) > unit) high = middle;
    else low = middle + 1;
  }
  return low;
}
