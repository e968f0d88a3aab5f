import { mixtureRho } from '@vigie/statistics';
import { addMonths } from '../../frame/period.ts';
import { ACCESS_RULES } from '../evidence/access-rules.ts';
import { MONITOR_RULES, type MonthDispersion, type SequencePlan } from './streams.ts';

/** Daily sums of a stream by month (first day), as far back as three months before the year. */
export type DaysByMonth<Day> = ReadonlyMap<string, readonly Day[]>;

/**
 * φ of a month, frozen at its start: from the stream's last three closed months; in its first quarter from the own site against the own application; where there is nothing
 * closed at all, from the month's own days.
 */
export function monthDispersion<Day>(
  month: string,
  days: DaysByMonth<Day>,
  how: {
    readonly factor: (days: readonly Day[]) => number;
    readonly control?: ((month: string) => number | null) | undefined;
  },
): MonthDispersion {
  const closed = closedMonths(month).flatMap((m) => days.get(m) ?? []);
  if (closed.length >= MONITOR_RULES.fewestDays) return { dispersion: how.factor(closed), from: 'CLOSED_MONTHS' };
  const control = how.control?.(month) ?? null;
  if (control !== null) return { dispersion: control, from: 'OWN_CONTROL' };
  const own = days.get(month) ?? [];
  return own.length > 1 ? { dispersion: how.factor(own), from: 'OWN_MONTH' } : { dispersion: 1, from: 'NONE' };
}

/** The last closed months before this one, oldest first. */
export const closedMonths = (month: string): string[] =>
  Array.from({ length: ACCESS_RULES.dispersionMonths }, (_, i) => addMonths(month, i - ACCESS_RULES.dispersionMonths));

/**
 * ρ from 30 days of V, of the last quarter before the year (S1.4). A stream that begins in the year takes it from its first month with enough days, and shows its sequence
 * after that month only.
 */
export function sequencePlan<Day>(
  year: string,
  days: DaysByMonth<Day>,
  how: { readonly varianceOf: (days: readonly Day[]) => number; readonly dispersionOf: (month: string) => number },
): SequencePlan {
  const january = `${year}-01-01`;
  const quarter = closedMonths(january).flatMap((m) => days.get(m) ?? []);
  if (quarter.length >= MONITOR_RULES.fewestDays) return planOf(quarter, january, january);
  const months = [...days.keys()].filter((m) => m >= january).sort();
  const first = months.find((m) => (days.get(m)?.length ?? 0) >= MONITOR_RULES.fewestDays);
  if (first === undefined) return { rho: null, shownFrom: `${year}-12-31` };
  return planOf(days.get(first) ?? [], first, addMonths(first, 1));

  function planOf(of: readonly Day[], month: string, shownFrom: string): SequencePlan {
    const horizon = (MONITOR_RULES.horizonDays * how.varianceOf(of) * how.dispersionOf(month)) / of.length;
    return { rho: horizon > 0 ? mixtureRho(horizon) : null, shownFrom };
  }
}
