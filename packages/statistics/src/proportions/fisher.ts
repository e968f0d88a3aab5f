import { requireOpenUnit } from '../checks.ts';
import type { Interval } from '../intervals/interval.ts';
import { hypergeometric, tiltedWindow, type Hypergeometric, type MassWindow } from '../lattice/hypergeometric.ts';
import { exactP, type Alternative } from '../lattice/lattice.ts';
import { risingRoot } from '../numerics/root.ts';
import { normalQuantile } from '../special/normal.ts';

/** Counts of a 2×2 table, rows a b / c d. */
export interface TwoByTwo {
  a: number;
  b: number;
  c: number;
  d: number;
}

export interface FisherResult {
  p: number;
  /** Conditional maximum likelihood estimate: 0 or Infinity at an extreme table; null when the margins fix the table. */
  oddsRatio: number | null;
  /** Exact interval of the odds ratio, one-sided for a one-sided alternative; [0, ∞) when the margins fix the table. */
  interval: Interval;
}

/**
 * Fisher's exact test, conditional on the margins; `GREATER` = odds ratio over 1, i.e. `a` large. As R's `fisher.test`.
 * Any table of counts has a result (p = 1 for an empty one). Cost O(standard deviation) per evaluation.
 */
export function fisherExact(
  table: TwoByTwo,
  alternative: Alternative = 'TWO_SIDED',
  confidence: number = 0.95,
): FisherResult {
  requireOpenUnit('confidence', confidence);
  const { a, b, c, d } = table;
  const distribution = hypergeometric({ draws: a + b, marked: a + c, total: a + b + c + d });
  const p = exactP(distribution, a, alternative);
  if (distribution.lowest === distribution.highest) {
    return { p, oddsRatio: null, interval: { lower: 0, upper: Infinity } };
  }
  const tail = alternative === 'TWO_SIDED' ? (1 - confidence) / 2 : 1 - confidence;
  const guess = logOddsOf(table);
  const lower = alternative === 'LESS' ? 0 : lowerLimit(distribution, { x: a, tail, guess });
  const upper = alternative === 'GREATER' ? Infinity : upperLimit(distribution, { x: a, tail, guess });
  return { p, oddsRatio: conditionalEstimate(distribution, a, guess), interval: { lower, upper } };
}

/** Where the roots are looked for first: unconditional log odds with ½ added, and their standard error (Woolf). */
interface Guess {
  centre: number;
  error: number;
}

function logOddsOf({ a, b, c, d }: TwoByTwo): Guess {
  return {
    centre: Math.log((a + 0.5) / (b + 0.5)) - Math.log((c + 0.5) / (d + 0.5)),
    error: Math.sqrt(1 / (a + 0.5) + 1 / (b + 0.5) + 1 / (c + 0.5) + 1 / (d + 0.5)),
  };
}

function conditionalEstimate(distribution: Hypergeometric, x: number, { centre, error }: Guess): number {
  if (x === distribution.lowest) return 0;
  if (x === distribution.highest) return Infinity;
  const excess = (lnOdds: number): number => meanOf(tiltedWindow(distribution, lnOdds)) - x;
  const root = risingRoot(excess, { near: centre, width: error / 4 });
  return root === null ? NaN : Math.exp(root);
}

interface Limit {
  x: number;
  tail: number;
  guess: Guess;
}

function lowerLimit(distribution: Hypergeometric, { x, tail, guess }: Limit): number {
  if (x === distribution.lowest) return 0;
  const excess = (lnOdds: number): number => massFrom(tiltedWindow(distribution, lnOdds), x) - tail;
  const near = guess.centre + normalQuantile(tail) * guess.error;
  const root = risingRoot(excess, { near, width: guess.error / 2 });
  return root === null ? 0 : Math.exp(root);
}

function upperLimit(distribution: Hypergeometric, { x, tail, guess }: Limit): number {
  if (x === distribution.highest) return Infinity;
  const excess = (lnOdds: number): number => massFrom(tiltedWindow(distribution, lnOdds), x + 1) - (1 - tail);
  const near = guess.centre - normalQuantile(tail) * guess.error;
  const root = risingRoot(excess, { near, width: guess.error / 2 });
  return root === null ? Infinity : Math.exp(root);
}

function meanOf({ start, masses }: MassWindow): number {
  return start + masses.reduce((acc, mass, index) => acc + index * mass, 0);
}

function massFrom({ start, masses }: MassWindow, x: number): number {
  return masses.reduce((acc, mass, index) => (start + index >= x ? acc + mass : acc), 0);
}
