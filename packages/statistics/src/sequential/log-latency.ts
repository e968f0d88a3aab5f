import { requireCount, requireFinite, requireNonNegative } from '../checks.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import type { DifferenceInterval } from '../proportions/newcombe.ts';
import { logSumExp } from '../sums.ts';
import { lnOneSidedMixture, normalMixtureBoundary } from './normal-mixture.ts';

const MONTHS = 12;

/** Means of ln(ms + 0.4) of one closed cell, and the own deviation of those logs in that stratum last month, frozen. */
export interface LatencyCell {
  ownCount: number;
  partnerCount: number;
  ownMeanLog: number;
  partnerMeanLog: number;
  ownStandardDeviation: number;
}

/** Σw, S = Σw(own − partner) (negative = partner slower), V = Σφws²; and the copies of S and V at each month's start. */
export interface LatencyState {
  w: number;
  s: number;
  v: number;
  starts: readonly { s: number; v: number }[];
}

export const NO_LATENCY: LatencyState = { w: 0, s: 0, v: 0, starts: [] };

/** Restarts the process at the start of a month, at most twelve times a year. */
export function startLatencyMonth(state: LatencyState): LatencyState {
  if (state.starts.length >= MONTHS) throw new RangeError('a year has twelve months: open a new year');
  return { ...state, starts: [...state.starts, { s: state.s, v: state.v }] };
}

/** Adds one closed cell with the month's φ; a cell with an empty side adds nothing. */
export function addLatency(state: LatencyState, cell: LatencyCell, dispersion: number = 1): LatencyState {
  requireCount('ownCount', cell.ownCount);
  requireCount('partnerCount', cell.partnerCount);
  if (cell.ownCount === 0 || cell.partnerCount === 0) return state;
  requireFinite('mean log', cell.ownMeanLog + cell.partnerMeanLog);
  requireNonNegative('ownStandardDeviation', cell.ownStandardDeviation);
  const weight = (cell.partnerCount / (cell.partnerCount + cell.ownCount)) * cell.ownCount;
  return {
    ...state,
    w: state.w + weight,
    s: state.s + weight * (cell.ownMeanLog - cell.partnerMeanLog),
    v: state.v + dispersion * weight * cell.ownStandardDeviation ** 2,
  };
}

/** ln e of "the partner is slower", averaged over the monthly restarts as for failures; ρ from `mixtureRho`. */
export function lnLatencyEvidence(state: LatencyState, rho: number): number {
  const since = state.starts.map(({ s, v }) => lnOneSidedMixture(s - state.s, Math.max(0, state.v - v), rho));
  return logSumExp([...since, Math.log(MONTHS - since.length)]) - Math.log(MONTHS);
}

/**
 * Confidence sequence of the mean log difference own − partner; e to the power of it is the ratio of geometric means
 * own/partner (under 1 = partner slower). Refuses `EMPTY_SAMPLE`, and `ZERO_VARIANCE` while V is 0.
 */
export function latencySequence(state: LatencyState, rho: number, alpha: number = 0.05): Outcome<DifferenceInterval> {
  if (state.w === 0) return refused('EMPTY_SAMPLE');
  if (!(state.v > 0)) return refused('ZERO_VARIANCE');
  const difference = state.s / state.w;
  const reach = normalMixtureBoundary(state.v, rho, alpha) / state.w;
  return found({ difference, lower: difference - reach, upper: difference + reach });
}
