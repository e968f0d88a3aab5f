import type { Decision, FoundIn } from '@vigie/inquiries';
import { alarmNumbersSchema, monthNumbersSchema } from '@vigie/inquiries';
import type { Figure } from '@vigie/kernel';
import { z } from 'zod';

const parityRowSchema = z.object({
  kpi: z.string(),
  partner: z.string(),
  month: z.string(),
  status: z.string().nullable(),
});

/** What a figure of `access.parity` decides for one month: every indicator and partner, RED or not. */
export function readMonthDecisions(figure: Figure, month: string): Decision[] {
  return figure.rows.flatMap((row): Decision[] => {
    const { kpi, partner, status, month: of } = parityRowSchema.parse(row);
    if (of !== month) return [];
    return [{ trigger: 'RED', kpi, partner, month, status, monthNumbers: monthNumbersSchema.parse(row) }];
  });
}

const monitorRowSchema = z.object({ day: z.iso.date(), level: z.string().nullable() });
const LEVELS = ['QUIET', 'WATCH', 'ALARM'];

/** What a figure of `access.monitor` decides: the first day of ALARM, which is latched, or the highest level of the year. */
export function readAlarmDecision(figure: Figure, stream: { kpi: string; partner: string; year: string }): Decision {
  const days = figure.rows.map((row) => ({ ...monitorRowSchema.parse(row), row }));
  const levels = days.map(({ level }) => LEVELS.indexOf(level ?? ''));
  const first = days.filter(({ level }) => level === 'ALARM').sort((a, b) => (a.day < b.day ? -1 : 1))[0];
  return {
    trigger: 'ALARM',
    ...stream,
    status: LEVELS[Math.max(-1, ...levels)] ?? null,
    alarmNumbers: first === undefined ? null : alarmNumbersSchema.parse(first.row),
  };
}

/** Which figure it was, with the time at which its release was built. */
export function foundInOf(figure: Figure, releaseBuiltAt: string): FoundIn {
  const { number: releaseNumber, hash: releaseHash } = figure.passport.release;
  return { metric: figure.metric, metricVersion: figure.version, releaseNumber, releaseHash, releaseBuiltAt };
}
