import type { Horizon } from '../market/create-lookups.ts';
import { monthNumber } from '../parameters/calendar.ts';
import { WORSE_TREATMENT } from '../parameters/platforms.ts';
import * as p from './parameters.ts';

/** Months of bookings a month from which on the access tables have their full volume; less scales them down with the market. */
const FULL_VOLUME_BOOKINGS = 7_000;
/** Below this the smallest partner would have next to nothing. */
const LEAST_SCALE = 0.05;

/** The months that the access tables cover. */
export function accessHorizon({ from, toExclusive }: Horizon): Horizon {
  return { from: Math.max(from, Math.min(p.ACCESS_FROM_MONTH, toExclusive - p.LEAST_ACCESS_MONTHS)), toExclusive };
}

/** Volume relative to the parameters: as told, or following the market's bookings, at most 1. 0 = no access tables. */
export function accessScale(asked: number | 'auto', bookings: number, months: number): number {
  if (asked !== 'auto') return asked;
  return Math.min(1, Math.max(LEAST_SCALE, bookings / months / FULL_VOLUME_BOOKINGS));
}

/** A stretch of months in which one partner is treated worse. */
export interface HarmWindow extends Horizon {
  readonly partner: p.AccessPartner;
  readonly harm: p.Harm;
}

/** When who is treated worse: the known months of 2022, and the last months of the horizon. */
export function harmWindows(access: Horizon): HarmWindow[] {
  const last = Math.min(p.LAST_WORSE_MONTHS, Math.floor((access.toExclusive - access.from) / 3));
  const windows = [
    { from: monthNumber(WORSE_TREATMENT.fromMonth), toExclusive: monthNumber(WORSE_TREATMENT.toMonthExclusive) },
    { from: access.toExclusive - last, toExclusive: access.toExclusive },
  ];
  return windows
    .map(({ from, toExclusive }) => ({
      partner: WORSE_TREATMENT.partner,
      harm: p.WORSE,
      from: Math.max(from, access.from),
      toExclusive: Math.min(toExclusive, access.toExclusive),
    }))
    .filter(({ from, toExclusive }) => from < toExclusive);
}

/** The harm that a side suffers in a month. */
export function harmOf(windows: readonly HarmWindow[], side: p.AccessSide, month: number): p.Harm {
  return windows.find((w) => w.partner === side && month >= w.from && month < w.toExclusive)?.harm ?? p.NO_HARM;
}

/** Rows of a month at a scale: at least one where the parameters have any. */
export function scaled(rows: number, scale: number): number {
  return rows === 0 ? 0 : Math.max(1, Math.round(rows * scale));
}
