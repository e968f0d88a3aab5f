import { requireFinite, requireNonNegative } from '../checks.ts';
import { sum } from '../sums.ts';

/** Volumes → shares in points (0–100), same order. Null when the total is 0: an empty market has no shares. */
export function sharesPointsOf(volumes: readonly number[]): number[] | null {
  for (const volume of volumes) requireNonNegative('volume', volume);
  const total = sum(volumes);
  return total > 0 ? volumes.map((volume) => (100 * volume) / total) : null;
}

/**
 * Herfindahl–Hirschman index of shares in points: Σ s², 0–10,000. Null without any firm.
 * The shares must be exclusive (sum 100): not for full-count equipment under multi-homing.
 */
export function hhi(sharesPoints: readonly number[]): number | null {
  if (sharesPoints.length === 0) return null;
  for (const share of sharesPoints) requireNonNegative('share', share);
  return sum(sharesPoints.map((share) => share * share));
}

/** HHI* = (H − 1/n)/(1 − 1/n), H = HHI/10⁴, n = number of shares given: 0 when equal, 1 for a monopoly. Null if n ≤ 1. */
export function normalisedHhi(sharesPoints: readonly number[]): number | null {
  const index = hhi(sharesPoints);
  const n = sharesPoints.length;
  if (index === null || n <= 1) return null;
  return (index / 1e4 - 1 / n) / (1 - 1 / n);
}

/** Number of equal firms with the same HHI: 10⁴/HHI. Null without any positive share. */
export function effectiveNumber(sharesPoints: readonly number[]): number | null {
  const index = hhi(sharesPoints);
  return index === null || index === 0 ? null : 1e4 / index;
}

/** CR_k in points: sum of the k largest shares, of all when there are fewer than k. Null without any firm. */
export function concentrationRatio(sharesPoints: readonly number[], k: number): number | null {
  if (sharesPoints.length === 0) return null;
  for (const share of sharesPoints) requireNonNegative('share', share);
  const largest = sharesPoints.toSorted((left, right) => right - left).slice(0, k);
  return sum(largest);
}

/** Rise of the HHI when two firms merge: 2·s_i·s_j, shares in points. */
export function deltaHhi(firstSharePoints: number, secondSharePoints: number): number {
  requireFinite('share', firstSharePoints);
  requireFinite('share', secondSharePoints);
  return 2 * firstSharePoints * secondSharePoints;
}
