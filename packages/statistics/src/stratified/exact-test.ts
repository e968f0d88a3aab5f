import { at, requireOpenUnit } from '../checks.ts';
import { lastWhere, type Alternative } from '../lattice/lattice.ts';
import { rootBetween } from '../numerics/root.ts';
import type { FisherResult } from '../proportions/fisher.ts';
import type { ParityCell } from '../proportions/proportion.ts';
import { criticalZ } from '../special/normal.ts';
import {
  conditionalStrata,
  lnLowerTail,
  lnMassAt,
  momentsOf,
  parityMean,
  tiltedSum,
  tiltTowards,
  total,
  type Stratum,
  type TiltedSum,
} from './conditional-sum.ts';
import { exactStratifiedTail } from './exact-tail.ts';

/**
 * Exact conditional test of a common odds ratio of 1 over strata, with its conditional maximum likelihood estimate and exact interval (Gart 1970), as R's
 * `mantelhaen.test(exact = TRUE)`; one stratum is Fisher's test. The odds ratio is own against partner: `GREATER` = own channels succeed more often, p as
 * `exactStratifiedTail`. Two-sided p: all sums no likelier than the observed one (relative tolerance 1e-7). Estimate 0 or Infinity at an extreme sum; null, with
 * [0, ∞) and p = 1, when the margins fix it. R solves estimate and limits to about 1e-4; these solve the defining equations.
 * Cost: a few convolutions (see `exactStratifiedTail`).
 */
export function exactStratifiedTest(
  cells: readonly ParityCell[],
  alternative: Alternative = 'TWO_SIDED',
  confidence: number = 0.95,
): FisherResult {
  requireOpenUnit('confidence', confidence);
  const sum = sumOf(cells);
  if (sum.lowest === sum.highest) return { p: 1, oddsRatio: null, interval: { lower: 0, upper: Infinity } };
  const tail = alternative === 'TWO_SIDED' ? (1 - confidence) / 2 : 1 - confidence;
  return {
    p: pOf(cells, sum, alternative),
    oddsRatio: estimateOf(sum),
    interval: {
      lower: alternative === 'LESS' ? 0 : limitOf(sum, tail, 'LOWER'),
      upper: alternative === 'GREATER' ? Infinity : limitOf(sum, tail, 'UPPER'),
    },
  };
}

/** Sum of the partner's failures over the strata that can vary. */
interface ConditionalSum {
  strata: readonly Stratum[];
  target: number;
  lowest: number;
  highest: number;
}

function sumOf(cells: readonly ParityCell[]): ConditionalSum {
  const { strata, observed, fixed } = conditionalStrata(cells);
  return {
    strata,
    target: observed - fixed,
    lowest: total(strata, ({ distribution }) => distribution.lowest),
    highest: total(strata, ({ distribution }) => distribution.highest),
  };
}

function pOf(cells: readonly ParityCell[], sum: ConditionalSum, alternative: Alternative): number {
  if (alternative === 'GREATER') return exactStratifiedTail(cells);
  // With the sides exchanged the sum is seen from its other end.
  const exchanged = cells.map(({ partner, own }) => ({ partner: own, own: partner }));
  if (alternative === 'LESS') return exactStratifiedTail(exchanged);
  return sum.target >= parityMean(sum.strata) ? twoSided(cells, sum) : twoSided(exchanged, sumOf(exchanged));
}

/** The target is not under the mean: its own tail, and at the far end the values no likelier than it. */
function twoSided(cells: readonly ParityCell[], sum: ConditionalSum): number {
  const last = lastRareBelow(sum, parityMean(sum.strata));
  if (last === null) return exactStratifiedTail(cells);
  if (last === sum.target - 1) return 1;
  const far = Math.exp(lnLowerTail(tiltedSum(sum.strata, tiltTowards(sum.strata, last)), last));
  return Math.min(1, exactStratifiedTail(cells) + far);
}

/** Relative tolerance of R's exact tests. */
const TOLERANCE = Math.log1p(1e-7);

/**
 * Largest value under the target whose probability does not exceed the target's; null if there is none. The sum is unimodal with its mode next to its mean,
 * so the search starts at the mirror image of the target and moves to where the tilted window shows the flip.
 */
function lastRareBelow({ strata, target, lowest }: ConditionalSum, mean: number): number | null {
  if (target === lowest) return null;
  const near = tiltedSum(strata, tiltTowards(strata, target));
  const ceiling = lnMassAt(near, target) + TOLERANCE;
  if (lnMassAt(near, target - 1) <= ceiling) return target - 1;
  const top = Math.floor(mean);
  let guess = Math.max(lowest, Math.min(top, Math.round(2 * mean - target)));
  for (let turn = 0; turn < 100; turn++) {
    const window = tiltedSum(strata, tiltTowards(strata, guess));
    const [from, trusted] = trustedPart(window);
    const to = Math.min(trusted, top);
    const rare = (t: number): boolean => lnMassAt(window, t) <= ceiling;
    if (!rare(from)) {
      if (from === lowest) return null;
      guess = from;
    } else if (rare(to)) {
      if (to === top) return top;
      guess = to;
    } else return lastWhere(rare, from, to);
  }
  return null;
}

/** Ends of the part of a tilted window whose masses keep their digits (at least 1e-6 of the largest). */
function trustedPart({ start, masses }: TiltedSum): [number, number] {
  const floor = 1e-6 * masses.reduce((left, right) => Math.max(left, right), 0);
  return [start + masses.findIndex((mass) => mass >= floor), start + masses.findLastIndex((mass) => mass >= floor)];
}

/** ψ at which the mean of the sum is the target. */
function estimateOf({ strata, target, lowest, highest }: ConditionalSum): number {
  if (target === lowest) return 0;
  if (target === highest) return Infinity;
  const start = tiltTowards(strata, target);
  return Math.exp(solveTilt(strata, start, (window, move) => meanBeyond(window, target, move)));
}

/** ψ at which the tail at the target holds `tail`. */
function limitOf({ strata, target, lowest, highest }: ConditionalSum, tail: number, end: 'LOWER' | 'UPPER'): number {
  if (end === 'LOWER' && target === lowest) return 0;
  if (end === 'UPPER' && target === highest) return Infinity;
  const sign = end === 'LOWER' ? 1 : -1;
  const centre = tiltTowards(strata, Math.max(lowest + 0.5, Math.min(highest - 0.5, target)));
  const { variance } = momentsOf(tiltedSum(strata, centre));
  const start = centre - (sign * criticalZ(1 - 2 * tail)) / Math.sqrt(Math.max(0.25, variance));
  const excess = (window: TiltedSum, move: number): number => sign * (tailShare(window, { target, move, end }) - tail);
  return Math.exp(solveTilt(strata, start, excess));
}

/**
 * ln ψ at which a rising function of the tilted sum is 0. At another ψ' the sum has the masses m(t)·(ψ'/ψ)^t, so one convolution serves its neighbourhood: solve there,
 * move, convolve again until the move is within a standard deviation.
 */
function solveTilt(
  strata: readonly Stratum[],
  start: number,
  excess: (window: TiltedSum, move: number) => number,
): number {
  let lnOdds = start;
  for (let turn = 0; turn < 200; turn++) {
    const window = tiltedSum(strata, lnOdds);
    const reach = Math.min(3 / Math.sqrt(momentsOf(window).variance), 4);
    if (excess(window, reach) < 0) lnOdds += reach;
    else if (excess(window, -reach) > 0) lnOdds -= reach;
    else {
      const move = rootBetween((step) => excess(window, step), -reach, reach);
      lnOdds += move;
      if (Math.abs(move) <= reach / 3) break;
    }
  }
  return lnOdds;
}

/** Mean of the sum less the target, after multiplying ψ by e^move. */
function meanBeyond({ start, masses }: TiltedSum, target: number, move: number): number {
  let [first, all] = [0, 0];
  for (let index = 0; index < masses.length; index++) {
    const beyond = start + index - target;
    const weight = at(masses, index) * Math.exp(move * beyond);
    all += weight;
    first += weight * beyond;
  }
  return first / all;
}

/** P(sum ≥ target), or ≤ for the upper end, after multiplying ψ by e^move. */
function tailShare(
  { start, masses }: TiltedSum,
  { target, move, end }: { target: number; move: number; end: 'LOWER' | 'UPPER' },
): number {
  let [inside, all] = [0, 0];
  for (let index = 0; index < masses.length; index++) {
    const beyond = start + index - target;
    const weight = at(masses, index) * Math.exp(move * beyond);
    all += weight;
    if (end === 'LOWER' ? beyond >= 0 : beyond <= 0) inside += weight;
  }
  return inside / all;
}
