import { at } from '../checks.ts';
import type { Interval } from '../intervals/interval.ts';
import { logitInterval } from '../intervals/share-interval.ts';
import { criticalT } from '../special/student.ts';
import type { PanelShares } from './panel-shares.ts';

/** One platform's share (ratios). `interval` is null at an estimated share of 0 or 1. */
export interface PanelShareEstimate {
  shareRatio: number;
  standardError: number;
  interval: Interval | null;
}

/** Share of each platform with its logit interval, t quantile with clusters − strata degrees of freedom. */
export function panelShareEstimates(panel: PanelShares, confidence: number = 0.95): PanelShareEstimate[] {
  const critical = criticalT(confidence, panel.degreesOfFreedom);
  return panel.shareRatios.map((shareRatio, platform) => {
    const standardError = Math.sqrt(at(at(panel.covariance, platform), platform));
    // Shares of a panel can reach 1 + 1e-16 by rounding.
    const bounded = Math.min(1, shareRatio);
    return { shareRatio: bounded, standardError, interval: logitInterval(bounded, standardError, critical) };
  });
}

/** HHI in points² (0–10,000) from a panel. */
export interface PanelHhi extends Interval {
  hhi: number;
  standardError: number;
  /** HHI − 10⁴·tr Cov: squares of noisy shares are too large on average. */
  biasCorrected: number;
}

/** HHI = 10⁴Σs² with gradient 2·10⁴s, bias correction, and an interval on the log scale clipped to 10⁴. */
export function panelHhi(panel: PanelShares, confidence: number = 0.95): PanelHhi {
  const { shareRatios, covariance } = panel;
  const hhi = 1e4 * shareRatios.reduce((acc, share) => acc + share * share, 0);
  const gradient = shareRatios.map((share) => 2e4 * share);
  const standardError = Math.sqrt(quadraticForm(covariance, gradient));
  const trace = covariance.reduce((acc, row, index) => acc + at(row, index), 0);
  const reach = (criticalT(confidence, panel.degreesOfFreedom) * standardError) / hhi;
  return {
    hhi,
    standardError,
    biasCorrected: hhi - 1e4 * trace,
    lower: hhi * Math.exp(-reach),
    upper: Math.min(1e4, hhi * Math.exp(reach)),
  };
}

/** ΔHHI of a merger between two platforms of the panel: 2·10⁴ s_i s_j and its standard error, points². */
export function panelDeltaHhi(
  panel: PanelShares,
  first: number,
  second: number,
): { deltaHhi: number; standardError: number } {
  const one = at(panel.shareRatios, first);
  const other = at(panel.shareRatios, second);
  const gradient = panel.shareRatios.map((_, platform) => {
    if (platform === first) return 2e4 * other;
    return platform === second ? 2e4 * one : 0;
  });
  return { deltaHhi: 2e4 * one * other, standardError: Math.sqrt(quadraticForm(panel.covariance, gradient)) };
}

function quadraticForm(matrix: readonly (readonly number[])[], vector: readonly number[]): number {
  let total = 0;
  matrix.forEach((row, p) => row.forEach((value, q) => (total += value * at(vector, p) * at(vector, q))));
  return Math.max(0, total);
}
