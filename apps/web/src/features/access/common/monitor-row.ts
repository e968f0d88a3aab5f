import type { FigureRow } from '@vigie/kernel';
import * as z from 'zod/mini';

const number = z._default(z.nullable(z.number()), null);

export const LEVELS = ['QUIET', 'WATCH', 'ALARM'] as const;
export type Level = (typeof LEVELS)[number];

const schema = z.object({
  day: z.string(),
  level: z.enum(LEVELS),
  lnEvidence: number,
  difference: number,
  csLow: number,
  csHigh: number,
  monthLnEvidence: number,
  dispersion: number,
});
/** One closed day of the year's monitor, as `access.monitor` gives it. */
export type MonitorRow = z.infer<typeof schema>;

export function toMonitorRows(rows: readonly FigureRow[]): MonitorRow[] {
  return rows
    .flatMap((row) => {
      const read = schema.safeParse({ ...row, difference: row['difference'] ?? row.value });
      return read.success ? [{ ...read.data, day: read.data.day.slice(0, 10) }] : [];
    })
    .sort((a, b) => a.day.localeCompare(b.day));
}

/** Indices of the first closed day of each month. */
export function monthStarts(days: readonly string[]): number[] {
  return days.flatMap((day, index) => (day.slice(0, 7) === days[index - 1]?.slice(0, 7) ? [] : [index]));
}
