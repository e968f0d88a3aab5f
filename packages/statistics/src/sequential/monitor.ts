import { at, requireFinite } from '../checks.ts';
import { logSumExp } from '../sums.ts';
import { lnMixture, ODDS_GRID } from './tilted.ts';

const MONTHS = 12;

/** Accumulated ln e per odds ratio: over all cells, and per group (specialty × region…). */
export interface LogSums {
  common: readonly number[];
  local: readonly (readonly number[])[];
}

/** State of one KPI × partner × year. Plain data: it can be stored and resumed. */
export interface MonitorState extends LogSums {
  /** Copies taken at the start of each month; every one restarts the process. */
  starts: readonly LogSums[];
  /** φ of the current month, frozen at its start. */
  dispersion: number;
}

/** A year with nothing in it yet. `groups` ≥ 1, fixed for the year. */
export function openYear(groups: number): MonitorState {
  if (!Number.isSafeInteger(groups) || groups < 1) throw new RangeError(`a year needs a group, got ${groups}`);
  const zeros = ODDS_GRID.map(() => 0);
  return { common: zeros, local: Array.from({ length: groups }, () => zeros), starts: [], dispersion: 1 };
}

/** Starts a month, with its dispersion factor φ ≥ 1. At most twelve in a year: α is spent per year. */
export function startMonth(state: MonitorState, dispersion: number = 1): MonitorState {
  if (state.starts.length >= MONTHS) throw new RangeError('a year has twelve months: open a new year');
  if (!(dispersion >= 1)) throw new RangeError(`the dispersion factor is at least 1, got ${dispersion}`);
  const { common, local } = state;
  return { ...state, starts: [...state.starts, { common, local }], dispersion };
}

/** Adds one closed cell's ln e (from `lnTilted` or `lnTiltedBinomial`) to its group. A cell enters once. */
export function closeCell(state: MonitorState, group: number, lnEvidence: readonly number[]): MonitorState {
  const local = at(state.local, group);
  if (lnEvidence.length !== local.length) throw new RangeError('evidence must be given on the whole grid');
  for (const value of lnEvidence) requireFinite('ln e', value);
  const add = (sums: readonly number[]): number[] =>
    sums.map((value, index) => value + at(lnEvidence, index) / state.dispersion);
  return {
    ...state,
    common: add(state.common),
    local: state.local.map((sums, index) => (index === group ? add(sums) : sums)),
  };
}

/** ln of the evidence accumulated since one start: half common, half averaged over groups. */
export interface Evidence {
  lnCommon: number;
  lnLocal: number;
  lnE: number;
}

/** Evidence since the start of a month (position in `starts`): for the last one, the month's own component. */
export function evidenceSince(state: MonitorState, start: number): Evidence {
  const copy = at(state.starts, start);
  const lnCommon = lnMixture(minus(state.common, copy.common));
  const lnLocal = lnMixture(state.local.map((sums, group) => lnMixture(minus(sums, at(copy.local, group)))));
  return { lnCommon, lnLocal, lnE: lnMixture([lnCommon, lnLocal]) };
}

/**
 * Evidence of the year so far: the average over its twelve monthly restarts, those to come counting as 1. An e-process:
 * under parity, P(e ever ≥ 1/α in the year) ≤ α, however often it is read (exact for φ = 1).
 */
export function yearEvidence(state: MonitorState): Evidence {
  const since = state.starts.map((_, index) => evidenceSince(state, index));
  const average = (part: keyof Evidence): number =>
    logSumExp([...since.map((evidence) => evidence[part]), Math.log(MONTHS - since.length)]) - Math.log(MONTHS);
  return { lnCommon: average('lnCommon'), lnLocal: average('lnLocal'), lnE: average('lnE') };
}

function minus(left: readonly number[], right: readonly number[]): number[] {
  return left.map((value, index) => value - at(right, index));
}
