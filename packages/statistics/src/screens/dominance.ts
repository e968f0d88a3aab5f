import { requireNonNegative } from '../checks.ts';

export type DominanceLabel = 'VERY_LARGE' | 'AKZO_PRESUMPTION' | 'POSSIBLE' | 'UNLIKELY';

/** Thresholds in points, and the number of latest periods looked at. */
export interface DominanceThresholds {
  veryLargePoints: number;
  presumptionPoints: number;
  possiblePoints: number;
  periods: number;
}

/** AKZO (C-62/86 §60): 50 %; Commission guidance of 2008: unlikely below 40 %. 70 % and 3 periods are defaults. */
export const DOMINANCE_THRESHOLDS: DominanceThresholds = {
  veryLargePoints: 70,
  presumptionPoints: 50,
  possiblePoints: 40,
  periods: 3,
};

export interface DominanceScreen {
  label: DominanceLabel;
  /** The label means nothing without the market it was measured on. */
  marketDefinitionId: string;
  lowestSharePoints: number;
  highestSharePoints: number;
  /** Fewer than asked when the series is short. */
  periodsUsed: number;
}

/**
 * Screens a series of yearly shares (points, oldest first) over its last periods: `VERY_LARGE` and `AKZO_PRESUMPTION`
 * need every period at or over the threshold, `POSSIBLE` any. Null for an empty series. A screen, never a verdict.
 */
export function screenDominance(
  yearlySharesPoints: readonly number[],
  marketDefinitionId: string,
  thresholds: DominanceThresholds = DOMINANCE_THRESHOLDS,
): DominanceScreen | null {
  const recent = yearlySharesPoints.slice(-thresholds.periods);
  if (recent.length === 0) return null;
  for (const share of recent) requireNonNegative('share', share);
  const lowest = Math.min(...recent);
  const highest = Math.max(...recent);
  const bounds = { marketDefinitionId, lowestSharePoints: lowest, highestSharePoints: highest };
  return { label: labelOf(lowest, highest, thresholds), ...bounds, periodsUsed: recent.length };
}

function labelOf(lowest: number, highest: number, thresholds: DominanceThresholds): DominanceLabel {
  if (lowest >= thresholds.veryLargePoints) return 'VERY_LARGE';
  if (lowest >= thresholds.presumptionPoints) return 'AKZO_PRESUMPTION';
  return highest >= thresholds.possiblePoints ? 'POSSIBLE' : 'UNLIKELY';
}
