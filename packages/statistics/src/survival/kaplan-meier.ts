import { at, requireNonNegative, requireOpenUnit } from '../checks.ts';
import type { Interval } from '../intervals/interval.ts';
import { criticalZ } from '../special/normal.ts';
import { riskRowsOfBins, type DurationBin, type RiskRow } from './binned.ts';
import { crossingTime } from './crossing.ts';

/** A duration, ended by the event or censored. */
export interface Duration {
  time: number;
  event: boolean;
}

/**
 * Scale of the interval, R's `conf.type`: `LOG` (R's default) S·exp(±z·se/S) capped at 1; `LOG_LOG` S^exp(±z·se/(S·ln S)), better in small samples;
 * `PLAIN` S ± z·se clipped to [0, 1].
 */
export type SurvivalScale = 'LOG' | 'LOG_LOG' | 'PLAIN';

/** The curve just after an event time. */
export interface SurvivalStep {
  time: number;
  atRisk: number;
  events: number;
  survival: number;
  /** Greenwood; null once survival is 0. */
  standardError: number | null;
  /** Interval on the chosen scale, as R's `survfit`; null once survival is 0. */
  lower: number | null;
  upper: number | null;
}

/** One step per event time, ascending; at equal times events come before censorings. Empty without events. */
export function kaplanMeier(
  durations: readonly Duration[],
  confidence: number = 0.95,
  scale: SurvivalScale = 'LOG',
): SurvivalStep[] {
  return survivalSteps(riskTable(durations), confidence, scale);
}

/** Same of binned durations, up to 10⁹ units: one sort of the bins. */
export function kaplanMeierSteps(
  bins: readonly DurationBin[],
  confidence: number = 0.95,
  scale: SurvivalScale = 'LOG',
): SurvivalStep[] {
  return survivalSteps(riskRowsOfBins(bins), confidence, scale);
}

/** The curve of numbers at risk and events, ascending in time (e.g. summed in SQL). */
export function survivalSteps(
  rows: readonly RiskRow[],
  confidence: number = 0.95,
  scale: SurvivalScale = 'LOG',
): SurvivalStep[] {
  const z = criticalZ(confidence);
  let survival = 1;
  let greenwood = 0;
  return rows.map(({ time, atRisk, events }) => {
    const left = atRisk - events;
    survival *= left / atRisk;
    greenwood += events / (atRisk * left);
    const step = { time, atRisk, events, survival };
    if (left === 0) return { ...step, survival: 0, standardError: null, lower: null, upper: null };
    const error = Math.sqrt(greenwood);
    return { ...step, standardError: survival * error, ...BANDS[scale](survival, z * error) };
  });
}

/** Ends of the interval of S by scale; `reach` is z·se/S. */
const BANDS: Record<SurvivalScale, (survival: number, reach: number) => Interval> = {
  LOG: (survival, reach) => ({
    lower: survival * Math.exp(-reach),
    upper: Math.min(1, survival * Math.exp(reach)),
  }),
  PLAIN: (survival, reach) => ({
    lower: Math.max(0, survival * (1 - reach)),
    upper: Math.min(1, survival * (1 + reach)),
  }),
  LOG_LOG: (survival, reach) => {
    const turn = Math.exp(reach / -Math.log(survival));
    return { lower: survival ** turn, upper: survival ** (1 / turn) };
  },
};

/** Numbers at risk and of events at each event time. */
export function riskTable(durations: readonly Duration[]): RiskRow[] {
  for (const { time } of durations) requireNonNegative('time', time);
  const sorted = durations.toSorted((left, right) => left.time - right.time);
  const rows: RiskRow[] = [];
  for (let from = 0; from < sorted.length;) {
    const { time } = at(sorted, from);
    let to = from;
    let events = 0;
    for (; to < sorted.length && at(sorted, to).time === time; to++) events += at(sorted, to).event ? 1 : 0;
    if (events > 0) rows.push({ time, atRisk: sorted.length - from, events });
    from = to;
  }
  return rows;
}

/** S(time): 1 before the first event. Beyond the last observation it is what was last estimated. */
export function survivalAt(curve: readonly SurvivalStep[], time: number): number {
  return curve.findLast((step) => step.time <= time)?.survival ?? 1;
}

/**
 * Median by R's rule: the first time with S < ½; if the curve is exactly flat at ½, the middle of that flat stretch (the
 * first-crossing rule would give its start). A curve that ends flat at ½ is flat up to `lastTime`, the last observation; without it, null.
 * Null while S stays over ½.
 */
export function medianSurvival(curve: readonly SurvivalStep[], lastTime?: number): number | null {
  return crossingTime(curve, { level: (step) => step.survival, target: 0.5, lastTime });
}

/** A quantile of the durations with its interval, in the unit of time. Null: not reached; for an end, not bounded by the data. */
export interface SurvivalQuantile {
  time: number | null;
  lower: number | null;
  upper: number | null;
}

/**
 * Quantile of the durations with the interval of Brookmeyer and Crowley (1982) on the scale the curve was made with: the times between which 1 − p lies
 * inside the curve's own band. R's `quantile(survfit(…))`, with R's rule for flat stretches (see `medianSurvival`).
 */
export function survivalQuantile(
  curve: readonly SurvivalStep[],
  probability: number = 0.5,
  lastTime?: number,
): SurvivalQuantile {
  requireOpenUnit('probability', probability);
  const cross = (level: (step: SurvivalStep) => number | null): number | null =>
    crossingTime(curve, { level, target: 1 - probability, lastTime });
  return {
    time: cross((step) => step.survival),
    lower: cross((step) => step.lower),
    upper: cross((step) => step.upper),
  };
}
