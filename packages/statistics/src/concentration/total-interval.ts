import { requireNonNegative } from '../checks.ts';
import type { Interval } from '../intervals/interval.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { sum } from '../sums.ts';
import { largestSquares } from './fringe.ts';

/** Known volumes of some firms, and a market total known only as lying in [totalLower, totalUpper], same unit. */
export interface KnownVolumes {
  knownVolumes: readonly number[];
  totalLower: number;
  totalUpper: number;
  /** True only if no unknown firm is larger than the smallest known one. */
  knownAreLargest: boolean;
}

/**
 * HHI bounds when the market total T is an interval. Lower: 10⁴A/T2², A = Σx² (atomistic fringe).
 * Upper: the largest of 10⁴(A + fringe(T − Σx))/T². Between the knots T = Σx + k·min x this falls then rises, and from
 * knot to knot it falls (A ≥ min x·Σx), so T1, the first knot and T2 are enough, whatever the number of knots.
 * A total below the known volumes is impossible and is raised to them; `CONTRADICTORY_BOUNDS` if T2 is below too.
 */
export function hhiBoundsForTotal(market: KnownVolumes): Outcome<Interval> {
  const { knownVolumes, totalLower, totalUpper, knownAreLargest } = market;
  for (const volume of [...knownVolumes, totalLower, totalUpper]) requireNonNegative('volume', volume);
  const known = sum(knownVolumes);
  const squares = sum(knownVolumes.map((volume) => volume * volume));
  if (known === 0) return refused('EMPTY_TOTAL');
  if (totalUpper < known || totalUpper < totalLower) return refused('CONTRADICTORY_BOUNDS');
  const from = Math.max(totalLower, known);
  const cap = Math.min(...knownVolumes);
  if (knownAreLargest && cap === 0) return refused('CONTRADICTORY_BOUNDS');
  const candidates = [from, totalUpper];
  if (knownAreLargest) {
    const firstKnot = known + Math.ceil((from - known) / cap - 1e-9) * cap;
    if (firstKnot <= totalUpper) candidates.push(firstKnot);
  }
  const highest = (total: number): number => {
    const rest = Math.max(0, total - known);
    return (1e4 * (squares + (knownAreLargest ? largestSquares(rest, cap) : rest ** 2))) / total ** 2;
  };
  return found({ lower: (1e4 * squares) / totalUpper ** 2, upper: Math.max(...candidates.map(highest)) });
}
