import { requireNonNegative } from '../checks.ts';
import { sum } from '../sums.ts';

/**
 * Shannon entropy −Σ s ln s of shares as ratios (0–1), in nats; 0 for a monopoly, ln n for n equal firms.
 * Null without any firm. DuckDB's `entropy()` is another thing: log2 of the frequencies of values.
 */
export function shannonEntropy(shareRatios: readonly number[]): number | null {
  if (shareRatios.length === 0) return null;
  for (const share of shareRatios) requireNonNegative('share', share);
  const entropy = sum(shareRatios.map((share) => (share === 0 ? 0 : -share * Math.log(share))));
  return Math.max(0, entropy);
}
