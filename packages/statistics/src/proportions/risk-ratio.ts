import type { Interval } from '../intervals/interval.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { criticalZ } from '../special/normal.ts';
import { checkProportion, type Proportion } from './proportion.ts';

/** A ratio of two rates. `interval` is null when the first has no success, where the log interval is undefined. */
export interface RatioEstimate {
  ratio: number;
  interval: Interval | null;
}

/**
 * Risk ratio first/second with Katz's log interval: ln RR ± z·√(1/a − 1/n1 + 1/c − 1/n2).
 * Refuses `EMPTY_SAMPLE` without trials, `NO_EVENT` when the second has no success.
 */
export function katzRiskRatio(
  first: Proportion,
  second: Proportion,
  confidence: number = 0.95,
): Outcome<RatioEstimate> {
  checkProportion('first', first);
  checkProportion('second', second);
  if (first.trials === 0 || second.trials === 0) return refused('EMPTY_SAMPLE');
  if (second.successes === 0) return refused('NO_EVENT');
  const ratio = first.successes / first.trials / (second.successes / second.trials);
  if (first.successes === 0) return found({ ratio, interval: null });
  const variance = logVariance(first) + logVariance(second);
  const reach = criticalZ(confidence) * Math.sqrt(variance);
  return found({ ratio, interval: { lower: ratio * Math.exp(-reach), upper: ratio * Math.exp(reach) } });
}

function logVariance({ successes, trials }: Proportion): number {
  // (1/a − 1/n) written so that it is 0, never −1e-17, when every trial succeeds.
  return (trials - successes) / successes / trials;
}

/** Adverse impact ratio with its flag. For success-oriented rates only: of error rates it is always near 1. */
export interface AdverseImpact extends RatioEstimate {
  /** Under the threshold (four fifths by default): a prima facie flag, to be read with a significance test. */
  underThreshold: boolean;
}

/** AIR = partner's success rate over own, with Katz's interval (US 29 CFR 1607.4 D). Same refusals as the risk ratio. */
export function adverseImpactRatio(
  partner: Proportion,
  own: Proportion,
  thresholdRatio: number = 0.8,
): Outcome<AdverseImpact> {
  const estimate = katzRiskRatio(partner, own);
  if (!estimate.ok) return estimate;
  return found({ ...estimate.value, underThreshold: estimate.value.ratio < thresholdRatio });
}
