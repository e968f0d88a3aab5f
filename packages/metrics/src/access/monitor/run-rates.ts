import {
  addBurnIn,
  addSato,
  closeCell,
  evidenceSince,
  lnTilted,
  mhSequence,
  NO_SATO_SUMS,
  openYear,
  pastBurnIn,
  satoTerms,
  startMonth,
  yearEvidence,
  type MonitorState,
  type ParityCell,
  type SatoSums,
} from '@vigie/statistics';
import type { SequencePlan, StreamMonth, StreamPoint } from './streams.ts';

/** One stratum on one day, and the group it belongs to. */
export interface RateCell extends ParityCell {
  readonly group: number;
}

/** A stream of success rates: tilted e-process (S1.2) and Mantel–Haenszel confidence sequence (S1.4), the stratum being stratum × day. */
export function runRates(input: {
  readonly months: readonly StreamMonth[];
  readonly cells: ReadonlyMap<string, readonly RateCell[]>;
  readonly groups: number;
  readonly plan: SequencePlan;
}): StreamPoint[] {
  const tilted = rememberTilted();
  let state = openYear(Math.max(1, input.groups));
  let sums = NO_SATO_SUMS;
  let burnIn = { expectedSuccesses: 0, expectedFailures: 0 };
  const points: StreamPoint[] = [];
  for (const { dispersion, days } of input.months) {
    state = startMonth(state, dispersion);
    for (const day of days) {
      const cells = input.cells.get(day) ?? [];
      state = closeDay(state, cells, tilted);
      for (const cell of cells) {
        sums = addSato(sums, satoTerms(cell), dispersion);
        burnIn = addBurnIn(burnIn, cell);
      }
      const shown = pastBurnIn(burnIn) && day >= input.plan.shownFrom;
      points.push({
        day,
        lnEvidence: yearEvidence(state).lnE,
        monthLnEvidence: evidenceSince(state, state.starts.length - 1).lnE,
        difference: sums.w > 0 ? sums.s / sums.w : null,
        ...(shown ? sequenceOf(sums, input.plan.rho) : { csLow: null, csHigh: null }),
        dispersion,
        isGap: cells.length === 0,
      });
    }
  }
  return points;
}

/** Logarithms add up, so the cells of one group enter together. */
function closeDay(
  state: MonitorState,
  cells: readonly RateCell[],
  tilted: (cell: ParityCell) => readonly number[],
): MonitorState {
  const groups = Map.groupBy(cells, (cell) => cell.group);
  let next = state;
  for (const [group, own] of groups) {
    const [first, ...rest] = own.map(tilted);
    if (first)
      next = closeCell(
        next,
        group,
        first.map((value, i) => rest.reduce((sum, other) => sum + (other[i] ?? 0), value)),
      );
  }
  return next;
}

function sequenceOf(sums: SatoSums, rho: number | null): { csLow: number | null; csHigh: number | null } {
  const sequence = rho === null ? null : mhSequence(sums, rho);
  return sequence?.ok ? { csLow: sequence.value.lower, csHigh: sequence.value.upper } : { csLow: null, csHigh: null };
}

/** Small cells come again and again: one unit of the partner, one failure, forty own units. */
function rememberTilted(): (cell: ParityCell) => readonly number[] {
  const known = new Map<string, readonly number[]>();
  return (cell) => {
    const { partner, own } = cell;
    const key = `${partner.successes}/${partner.trials}/${own.successes}/${own.trials}`;
    const found = known.get(key) ?? lnTilted(cell);
    if (known.size < 200_000) known.set(key, found);
    return found;
  };
}
