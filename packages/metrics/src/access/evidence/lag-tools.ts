import { detectionConstant, normalQuantile, type DurationBin, type OpenInterval } from '@vigie/statistics';
import type { RateStratum } from './kpi-sums.ts';

/** Bins of two sides on one axis. Censored units have no rank: callers make sure there are none. `scale` multiplies the own values. */
export function rankBinsOf(
  { partner, own }: { partner: readonly DurationBin[]; own: readonly DurationBin[] },
  scale: number = 1,
): { value: number; first: number; second: number }[] {
  return [
    ...partner.map(({ value, n }) => ({ value, first: n, second: 0 })),
    ...own.map(({ value, n }) => ({ value: value * scale, first: 0, second: n })),
  ];
}

/** Longest time seen, 0 without any: beyond it nothing is known. */
export function lastSeen(bins: readonly DurationBin[]): number {
  return bins.reduce((acc, { value, n }) => (n > 0 && value > acc ? value : acc), 0);
}

/** Estimate and interval of a time on the scale of ln(time + 0.4 units), where ratios are differences. */
export function onLogs(estimate: number, { lower, upper }: OpenInterval): { estimate: number; interval: OpenInterval } {
  return {
    estimate: logTime(estimate),
    interval: { lower: logTime(lower), upper: upper === null ? null : logTime(upper) },
  };
}

/** 0.4 of the smallest unit keeps a time of 0 from being infinitely fast (domain.md §3.5(a)). */
export function logTime(time: number): number {
  return Math.log(time + 0.4);
}

/** Detectable difference from the reach of a 90 % interval: its half-width over 1.645 is the standard error. Null when that end is open. */
export function detectableFromReach(reach: number | null): number | null {
  return reach === null ? null : (detectionConstant() * reach) / normalQuantile(0.95);
}

/** Expected units under parity, within and beyond, that a stratum needs to speak of scatter. */
const LEAST_EXPECTED = 5;

/**
 * φ ≥ 1 from strata, where the sums carry no days: Pearson's Σ(d_k − d)²/V_k over the strata's differences of shares around their common one, divided by its degrees of freedom. Units
 * of one practitioner lie in one stratum, so their bunching shows; so does an effect that differs from stratum to stratum, which only makes the evidence more careful. 1 under ten strata.
 */
export function strataDispersion(cells: readonly RateStratum[]): number {
  const parts = cells.flatMap(({ partner, own }) => {
    if (partner.trials === 0 || own.trials === 0) return [];
    const trials = partner.trials + own.trials;
    const common = (partner.successes + own.successes) / trials;
    const least = Math.min(partner.trials, own.trials) * Math.min(common, 1 - common);
    if (least < LEAST_EXPECTED) return [];
    const weight = (partner.trials * own.trials) / trials;
    const gap = partner.successes / partner.trials - own.successes / own.trials;
    return [{ weight, gap, variance: (common * (1 - common)) / weight }];
  });
  if (parts.length < 10) return 1;
  const information = parts.reduce((acc, part) => acc + 1 / part.variance, 0);
  const centre = parts.reduce((acc, part) => acc + part.gap / part.variance, 0) / information;
  const squares = parts.reduce((acc, part) => acc + (part.gap - centre) ** 2 / part.variance, 0);
  return Math.max(1, squares / (parts.length - 1));
}
