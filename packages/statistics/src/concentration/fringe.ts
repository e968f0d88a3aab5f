import { requireCount, requireNonNegative } from '../checks.ts';
import type { Interval } from '../intervals/interval.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { sum } from '../sums.ts';

/** A market of which only some firms are known; the others form the fringe. */
export interface KnownShares {
  /** Shares of the known firms, in points; they may sum to less than 100. */
  knownSharesPoints: readonly number[];
  /** True only if no firm of the fringe is larger than the smallest known one. */
  knownAreLargest: boolean;
  /** Number of firms in the fringe, when known. */
  fringeFirmCount?: number;
}

/** Largest sum of squares of parts of `rest`, each at most `cap`: as many full parts as fit, then what is left. */
export function largestSquares(rest: number, cap: number): number {
  // Without the tolerance, 0.3/0.1 floors to 2 and a whole firm is lost.
  const full = Math.floor(rest / cap + 1e-9);
  return full * cap * cap + Math.max(0, rest - full * cap) ** 2;
}

/**
 * Bounds of the HHI when a rest r of the market is unknown. Lower: Σ known² (atomistic fringe), plus r²/n_f for a
 * fringe of n_f firms. Upper: ⌊r/m⌋·m² + remainder² if the known firms are the largest (m = smallest known), else r².
 * Refuses `CONTRADICTORY_BOUNDS` if the known firms exceed 100 points, or cannot be the largest given n_f.
 */
export function hhiBounds(market: KnownShares): Outcome<Interval> {
  const { knownSharesPoints, knownAreLargest, fringeFirmCount } = market;
  for (const share of knownSharesPoints) requireNonNegative('share', share);
  if (fringeFirmCount !== undefined) requireCount('fringeFirmCount', fringeFirmCount);
  const gap = 100 - sum(knownSharesPoints);
  if (gap < -1e-9) return refused('CONTRADICTORY_BOUNDS');
  const rest = gap < 1e-9 ? 0 : gap;
  const known = sum(knownSharesPoints.map((share) => share * share));
  if (rest === 0) return found({ lower: known, upper: known });
  if (fringeFirmCount === 0) return refused('CONTRADICTORY_BOUNDS');
  const lower = known + (fringeFirmCount === undefined ? 0 : rest ** 2 / fringeFirmCount);
  if (!knownAreLargest || knownSharesPoints.length === 0) return found({ lower, upper: known + rest ** 2 });
  const cap = Math.min(...knownSharesPoints);
  if (cap === 0 || (fringeFirmCount ?? Infinity) * cap < rest - 1e-9) return refused('CONTRADICTORY_BOUNDS');
  return found({ lower, upper: known + largestSquares(rest, cap) });
}
