import { z } from 'zod';

/** A calendar month, YYYY-MM: Paris, or UTC for technical indicators. */
export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month as YYYY-MM');

/** What makes a finding: a closed month that is RED, or the year's monitor that reaches ALARM. AMBER and WATCH make none. */
export const findingTriggerSchema = z.enum(['RED', 'ALARM']);
export type FindingTrigger = z.infer<typeof findingTriggerSchema>;

const number = z.number().nullable().default(null);

/** The month's numbers, in the indicator's unit; the effect is negative where the partner is worse. */
export const monthNumbersSchema = z.object({
  unit: z.string(),
  margin: number,
  effect: number,
  /** 90 %, two-sided. */
  ciLow: number,
  ciHigh: number,
  q: number,
  materialityQ: number,
  ownLevel: number,
  partnerLevel: number,
  ownN: number,
  partnerN: number,
  monthsInRow: number,
  /** Which rule gave the status (domain §3.6). */
  rule: z.string().nullable().default(null),
});
export type MonthNumbers = z.infer<typeof monthNumbersSchema>;

/** The first day of ALARM, with the evidence and the confidence sequence of that day. */
export const alarmNumbersSchema = z.object({
  day: z.iso.date(),
  lnEvidence: number,
  difference: number,
  csLow: number,
  csHigh: number,
});
export type AlarmNumbers = z.infer<typeof alarmNumbersSchema>;

/** The figure in which something was found, so that a stranger can ask for it again. */
export const foundInSchema = z.object({
  metric: z.string(),
  metricVersion: z.int().positive(),
  releaseNumber: z.int().positive(),
  releaseHash: z.string().regex(/^[0-9a-f]{64}$/),
  releaseBuiltAt: z.iso.datetime({ offset: true }),
});
export type FoundIn = z.infer<typeof foundInSchema>;

/** One RED month or one ALARM of a case, as the newest examined release has it. What it was before stands in the events. */
export const findingSchema = z.object({
  trigger: findingTriggerSchema,
  /** The month that is RED, or in which the alarm came. */
  month: monthSchema,
  /** The month's status now (`RED`, or what a later release made of it), `ALARM`, or the year's highest level now; null: no verdict. */
  status: z.string().nullable(),
  /** False: a later release took it back. */
  stands: z.boolean(),
  /** One of the two, by trigger; null where the later release has no number. */
  monthNumbers: monthNumbersSchema.nullable(),
  alarmNumbers: alarmNumbersSchema.nullable(),
  foundIn: foundInSchema,
});
export type Finding = z.infer<typeof findingSchema>;
