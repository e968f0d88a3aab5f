import { expect } from 'vitest';
import type { Alternative } from '../lattice/lattice.ts';
import type { FisherResult } from '../proportions/fisher.ts';
import { expectClose, expectInterval } from './expect-close.ts';
import type { ROdds } from './r-vectors.ts';

export const SIDES: readonly Alternative[] = ['TWO_SIDED', 'GREATER', 'LESS'];

/** Relative tolerance of exact p-values. */
export const EXACT = 1e-9;

/** p, estimate and the interval of the side asked for. */
export function expectOdds(
  result: FisherResult,
  { p, odds, side }: { p: number; odds: ROdds; side: Alternative },
): void {
  expectClose(result.p, p, EXACT);
  if (odds.estimate === null || odds.estimate === Infinity) expect(result.oddsRatio).toBe(odds.estimate);
  else expectClose(result.oddsRatio, odds.estimate, 1e-8);
  const ends: Record<Alternative, [number, number]> = {
    TWO_SIDED: [odds.lower, odds.upper],
    GREATER: [odds.lower1, Infinity],
    LESS: [0, odds.upper1],
  };
  expectInterval(result.interval, ends[side], 1e-8);
}
