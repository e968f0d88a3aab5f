import { requireNonNegative, requireOpenUnit } from '../checks.ts';
import { criticalZ } from '../special/normal.ts';
import type { Interval } from './interval.ts';

/** An exact own volume against competitors' estimated volume, same unit. */
export interface EstimatedShareInput {
  ownVolume: number;
  othersVolume: number;
  othersStandardError: number;
  confidence?: number;
}

export interface EstimatedShare extends Interval {
  shareRatio: number;
  standardError: number;
}

/**
 * Share s = O/(O + C) with se(s) ≈ O·se_C/(O + C)² (delta method), ratios. The interval is linear, hence clipped
 * to [0, 1]. Null when the total is 0.
 */
export function estimatedShare(input: EstimatedShareInput): EstimatedShare | null {
  const { ownVolume, othersVolume, othersStandardError, confidence = 0.95 } = input;
  for (const value of [ownVolume, othersVolume, othersStandardError]) requireNonNegative('volume', value);
  const total = ownVolume + othersVolume;
  if (total === 0) return null;
  const shareRatio = ownVolume / total;
  const standardError = (ownVolume * othersStandardError) / total ** 2;
  const reach = criticalZ(confidence) * standardError;
  return {
    shareRatio,
    standardError,
    lower: Math.max(0, shareRatio - reach),
    upper: Math.min(1, shareRatio + reach),
  };
}

/**
 * Interval of a ratio on the logit scale, logit s ± critical·se/(s(1−s)), always inside (0, 1).
 * `critical` is a normal or t quantile. Null at s = 0 or 1, where the logit is infinite (use Wilson or an exact bound).
 */
export function logitInterval(shareRatio: number, standardError: number, critical: number): Interval | null {
  requireNonNegative('standardError', standardError);
  if (shareRatio === 0 || shareRatio === 1) return null;
  requireOpenUnit('shareRatio', shareRatio);
  const centre = Math.log(shareRatio / (1 - shareRatio));
  const reach = (critical * standardError) / (shareRatio * (1 - shareRatio));
  return { lower: 1 / (1 + Math.exp(reach - centre)), upper: 1 / (1 + Math.exp(-centre - reach)) };
}
