import { at, requireNonNegative } from '../checks.ts';
import { criticalZ } from '../special/normal.ts';

/** A duration, ended by the event or censored. */
export interface Duration {
  time: number;
  event: boolean;
}

/** The curve just after an event time. */
export interface SurvivalStep {
  time: number;
  atRisk: number;
  events: number;
  survival: number;
  /** Greenwood; null once survival is 0. */
  standardError: number | null;
  /** Interval on the log scale, S·exp(±z·se/S) capped at 1, as R's `survfit`; null once survival is 0. */
  lower: number | null;
  upper: number | null;
}

/** One step per event time, ascending; at equal times events come before censorings. Empty without events. */
export function kaplanMeier(durations: readonly Duration[], confidence: number = 0.95): SurvivalStep[] {
  const z = criticalZ(confidence);
  const steps: SurvivalStep[] = [];
  let survival = 1;
  let greenwood = 0;
  for (const { time, atRisk, events } of riskTable(durations)) {
    survival *= 1 - events / atRisk;
    greenwood += events / (atRisk * (atRisk - events));
    const over = survival === 0;
    const reach = z * Math.sqrt(greenwood);
    steps.push({
      time,
      atRisk,
      events,
      survival,
      standardError: over ? null : survival * Math.sqrt(greenwood),
      lower: over ? null : survival * Math.exp(-reach),
      upper: over ? null : Math.min(1, survival * Math.exp(reach)),
    });
  }
  return steps;
}

/** Numbers at risk and of events at each event time. */
export function riskTable(durations: readonly Duration[]): { time: number; atRisk: number; events: number }[] {
  for (const { time } of durations) requireNonNegative('time', time);
  const sorted = durations.toSorted((left, right) => left.time - right.time);
  const rows: { time: number; atRisk: number; events: number }[] = [];
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
 * first-crossing rule would give its start). Null while S stays over ½, or if it ends flat at ½.
 */
export function medianSurvival(curve: readonly SurvivalStep[]): number | null {
  // Products such as (1 − 1/10)(1 − 2/9)… reach ½ only to rounding.
  const tolerance = 1e-9;
  const index = curve.findIndex((step) => step.survival <= 0.5 + tolerance);
  const step = curve[index];
  if (step === undefined) return null;
  if (step.survival < 0.5 - tolerance) return step.time;
  const next = curve[index + 1];
  return next === undefined ? null : (step.time + next.time) / 2;
}
