import { at } from '../checks.ts';

/** A request at a time in seconds, answered or not. Whoever sent it. */
export interface Probe {
  atSeconds: number;
  answered: boolean;
}

/** `[from, to)` in seconds; `toSeconds` is null while the outage lasts. */
export interface Outage {
  fromSeconds: number;
  toSeconds: number | null;
}

export interface OutageRule {
  /** Consecutive unanswered requests… */
  failures: number;
  /** …within this many seconds in all. */
  withinSeconds: number;
}

/** EBA/GL/2018/07, guideline 2.4. */
export const EBA_RULE: OutageRule = { failures: 5, withinSeconds: 30 };

/**
 * Outages of an interface: it is down from the first of five consecutive requests left unanswered within 30 s until the
 * next answered one. Probes in order of time (throws `RangeError` otherwise).
 */
export function findOutages(probes: readonly Probe[], rule: OutageRule = EBA_RULE): Outage[] {
  const outages: Outage[] = [];
  let run: number[] = [];
  let down: Outage | null = null;
  let previous = -Infinity;
  for (const { atSeconds, answered } of probes) {
    if (!(atSeconds >= previous)) throw new RangeError(`probes must be in order of time, got ${atSeconds}`);
    previous = atSeconds;
    if (answered) {
      if (down) down.toSeconds = atSeconds;
      down = null;
      run = [];
      continue;
    }
    if (down) continue;
    run = [...run, atSeconds].slice(-rule.failures);
    if (run.length < rule.failures || atSeconds - at(run, 0) > rule.withinSeconds) continue;
    down = { fromSeconds: at(run, 0), toSeconds: null };
    outages.push(down);
  }
  return outages;
}

/** Seconds of outage inside a period; an outage still open counts to the end of the period. */
export function downSeconds(outages: readonly Outage[], period: { fromSeconds: number; toSeconds: number }): number {
  return outages.reduce((acc, outage) => {
    const from = Math.max(outage.fromSeconds, period.fromSeconds);
    const to = Math.min(outage.toSeconds ?? period.toSeconds, period.toSeconds);
    return acc + Math.max(0, to - from);
  }, 0);
}

/** Uptime in percent of the period, a UTC day of 86,400 s by default. Null for an empty period. */
export function uptimePercent(
  outages: readonly Outage[],
  period: { fromSeconds: number; toSeconds: number } = { fromSeconds: 0, toSeconds: 86_400 },
): number | null {
  const length = period.toSeconds - period.fromSeconds;
  return length > 0 ? 100 - (100 * downSeconds(outages, period)) / length : null;
}
