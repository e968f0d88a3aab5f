import { requireOpenUnit } from '../checks.ts';

export type MonitorLevel = 'QUIET' | 'WATCH' | 'ALARM';

export interface AlarmThresholds {
  /** Streams (KPI × partner) of the year, fixed on 1 January. */
  streams: number;
  alpha?: number;
  watchEvidence?: number;
}

/**
 * Level of one stream. `WATCH`: e ≥ 20 now. `ALARM`: e ever reached m/α this year, latched; its family-wise error is at most α a
 * year under any dependence. `lnHighest` is the year's highest ln e.
 */
export function monitorLevel(lnNow: number, lnHighest: number, thresholds: AlarmThresholds): MonitorLevel {
  const { streams, alpha = 0.05, watchEvidence = 20 } = thresholds;
  requireOpenUnit('alpha', alpha);
  if (!(streams >= 1)) throw new RangeError(`there is at least one stream, got ${streams}`);
  if (Math.max(lnNow, lnHighest) >= Math.log(streams / alpha)) return 'ALARM';
  return lnNow >= Math.log(watchEvidence) ? 'WATCH' : 'QUIET';
}

/** Adjuster A(M) = (M − 1 − ln M)/ln²M that turns a running maximum M ≥ 1 back into an e-value; ½ at 1. */
export function adjustMaximum(maximum: number): number {
  if (!(maximum >= 1)) throw new RangeError(`a running maximum is at least 1, got ${maximum}`);
  const ln = Math.log(maximum);
  // (e^x − 1 − x)/x² by its series near 0, where the quotient is 0/0.
  if (ln < 1e-3) return 0.5 + ln / 6 + (ln * ln) / 24;
  return (Math.expm1(ln) - ln) / (ln * ln);
}

/** Most an e-value can make of a p-value under 1/e: −1/(e·p·ln p) (Vovk and Sellke); 1 above. Infinity at 0. */
export function largestEvidenceOf(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`not a p-value: ${p}`);
  if (p === 0) return Infinity;
  return p < Math.exp(-1) ? -1 / (Math.E * p * Math.log(p)) : 1;
}
