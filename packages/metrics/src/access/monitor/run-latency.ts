import {
  addLatency,
  latencySequence,
  lnLatencyEvidence,
  lnOneSidedMixture,
  NO_LATENCY,
  startLatencyMonth,
  type LatencyState,
} from '@vigie/statistics';
import type { LatencySums } from '../evidence/kpi-sums.ts';
import type { SequencePlan, StreamMonth, StreamPoint } from './streams.ts';

/** A month of latencies, with the own deviation of ln(ms + 0.4) of the month before, frozen. */
export interface LatencyMonth extends StreamMonth {
  readonly ownDeviation: number | null;
}

/** Log latencies (CA-05): normal mixture on the differences of the daily means, own − partner (S1.5). */
export function runLatency(input: {
  readonly months: readonly LatencyMonth[];
  readonly days: LatencySums['days'];
  readonly plan: SequencePlan;
}): StreamPoint[] {
  const days = new Map(input.days.map((day) => [day.day, day]));
  const { rho } = input.plan;
  let state = NO_LATENCY;
  const points: StreamPoint[] = [];
  for (const { dispersion, days: closed, ownDeviation } of input.months) {
    state = startLatencyMonth(state);
    for (const day of closed) {
      const read = days.get(day);
      const usable = read !== undefined && ownDeviation !== null && read.own.n > 0 && read.partner.n > 0;
      if (usable) {
        const cell = {
          ownCount: read.own.n,
          partnerCount: read.partner.n,
          ownMeanLog: read.own.sumLn / read.own.n,
          partnerMeanLog: read.partner.sumLn / read.partner.n,
          ownStandardDeviation: ownDeviation,
        };
        state = addLatency(state, cell, dispersion);
      }
      const shown = rho !== null && day >= input.plan.shownFrom ? latencySequence(state, rho) : null;
      points.push({
        day,
        lnEvidence: rho === null ? 0 : lnLatencyEvidence(state, rho),
        monthLnEvidence: rho === null ? 0 : monthEvidence(state, rho),
        difference: state.w > 0 ? state.s / state.w : null,
        csLow: shown?.ok ? shown.value.lower : null,
        csHigh: shown?.ok ? shown.value.upper : null,
        dispersion,
        isGap: !usable,
      });
    }
  }
  return points;
}

function monthEvidence(state: LatencyState, rho: number): number {
  const start = state.starts.at(-1) ?? { s: 0, v: 0 };
  return lnOneSidedMixture(start.s - state.s, Math.max(0, state.v - start.v), rho);
}
