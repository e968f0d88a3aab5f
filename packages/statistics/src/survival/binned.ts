import { at, requireFinite, requireOpenUnit } from '../checks.ts';
import { criticalZ } from '../special/normal.ts';
import { crossingTime } from './crossing.ts';

/**
 * `n` durations of one length, ended by the event or censored. A bin stands for as many units as it counts, so ten million durations are as many bins as
 * there are distinct lengths. Fractional `n` are weights (a side standardised on the other's mix).
 */
export interface DurationBin {
  readonly value: number;
  readonly censored: boolean;
  readonly n: number;
}

/** The curve just after an event time. */
export interface BinnedStep {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  /** Kaplan–Meier S(time). */
  readonly survival: number;
  /** Uncensored units that would know S(time) as well: S(1 − S) ÷ Greenwood's variance; the number of units while nothing was censored. */
  readonly effectiveN: number;
}

export interface RiskRow {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
}

/** Units at risk and events at each event time, ascending; at equal times events come before censorings. Throws `RangeError` on NaN or negative counts. */
export function riskRowsOfBins(bins: readonly DurationBin[]): RiskRow[] {
  for (const { value, n } of bins) {
    requireFinite('value', value);
    if (!(n >= 0 && n < Infinity)) throw new RangeError(`a bin must hold a number of units, got ${n}`);
  }
  const sorted = bins.filter(({ n }) => n > 0).toSorted((left, right) => left.value - right.value);
  let atRisk = sorted.reduce((acc, { n }) => acc + n, 0);
  const rows: RiskRow[] = [];
  for (let from = 0; from < sorted.length;) {
    const time = at(sorted, from).value;
    let events = 0;
    let leaving = 0;
    for (; from < sorted.length && at(sorted, from).value === time; from++) {
      const { censored, n } = at(sorted, from);
      leaving += n;
      if (!censored) events += n;
    }
    if (events > 0) rows.push({ time, atRisk, events });
    atRisk -= leaving;
  }
  return rows;
}

/** Kaplan–Meier curve of binned durations; equals `kaplanMeier` of the same durations one by one. Empty without events. */
export function kaplanMeierOfBins(bins: readonly DurationBin[]): BinnedStep[] {
  const units = bins.reduce((acc, { n }) => acc + n, 0);
  const steps: BinnedStep[] = [];
  let survival = 1;
  let greenwood = 0;
  let effectiveN = units;
  for (const { time, atRisk, events } of riskRowsOfBins(bins)) {
    const left = Math.max(0, atRisk - events);
    // The last event of fractional bins leaves rounding behind, not survivors.
    const over = left <= 1e-9 * atRisk;
    survival = over ? 0 : survival * (left / atRisk);
    greenwood += over ? Infinity : events / (atRisk * left);
    if (!over) effectiveN = (1 - survival) / (survival * greenwood);
    steps.push({ time, atRisk, events, survival, effectiveN });
  }
  return steps;
}

/** S(time) and what is known of it: 1 with all units before the first event; beyond the last observation what was last estimated. */
export function binnedSurvivalAt(
  curve: readonly BinnedStep[],
  time: number,
): { survival: number; effectiveN: number | null } {
  const step = curve.findLast((one) => one.time <= time);
  return step ?? { survival: 1, effectiveN: curve[0]?.atRisk ?? null };
}

/** As in `crossingTime`. */
const TOLERANCE = 1e-9;

/**
 * Quantile of the durations, by R's rule for a survival curve: the first time with S < 1 − p, or the middle of the flat stretch where the curve is exactly
 * 1 − p (up to `lastTime`, the last observation, if it ends so). Null while the curve stays above: so many are censored that the quantile was not reached.
 */
export function binnedQuantile(curve: readonly BinnedStep[], probability: number, lastTime?: number): number | null {
  requireOpenUnit('probability', probability);
  return crossingTime(curve, { level: (step) => step.survival, target: 1 - probability, lastTime });
}

/** Ends of an interval for a duration; `upper` null = open, the data do not bound it. */
export interface OpenInterval {
  readonly lower: number;
  readonly upper: number | null;
}

/**
 * Interval of a quantile: the times at which a score test does not reject S = 1 − p, |S(t) − (1 − p)| ≤ z·√(φ·p(1 − p)/n_eff(t)). Without censoring these are the
 * binomial order statistics; with it, Brookmeyer and Crowley (1982) with the variance under the hypothesis. `dispersion` φ ≥ 1 widens it for clusters.
 * Null without events.
 */
export function binnedQuantileInterval(
  curve: readonly BinnedStep[],
  probability: number,
  { confidence = 0.95, dispersion = 1 }: { confidence?: number; dispersion?: number } = {},
): OpenInterval | null {
  requireOpenUnit('probability', probability);
  const target = 1 - probability;
  const z = criticalZ(confidence);
  const reach = (step: BinnedStep): number =>
    z * Math.sqrt((dispersion * probability * target) / Math.max(step.effectiveN, Number.MIN_VALUE));
  const lower = curve.find((step) => step.survival <= target + reach(step) + TOLERANCE);
  if (lower === undefined) return null;
  const upper = curve.find((step) => step.survival < target - reach(step) - TOLERANCE);
  return { lower: lower.time, upper: upper?.time ?? null };
}
