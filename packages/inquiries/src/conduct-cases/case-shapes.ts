import { z } from 'zod';
import { caseEventSchema } from './event-shapes.ts';
import { findingSchema, monthSchema } from './finding-shapes.ts';

export const CASE_STATES = ['open', 'closed'] as const;
export const caseStateSchema = z.enum(CASE_STATES);
export type CaseState = z.infer<typeof caseStateSchema>;

/** Why the partner was served worse. `DATA`: the figure was wrong, not the service. */
export const ROOT_CAUSES = [
  'SOFTWARE_DEFECT',
  'CAPACITY',
  'CONFIGURATION',
  'DEFAULT_SETTING',
  'COMMERCIAL_DECISION',
  'PRACTITIONER_CHOICE',
  'PARTNER_SIDE',
  'DATA',
  'UNKNOWN',
] as const;

/** How a case ends. `JUSTIFIED`: an objective reason, in words; `ESCALATED`: another body decides. */
export const OUTCOMES = ['REMEDIED', 'JUSTIFIED', 'NOT_ATTRIBUTABLE', 'MEASUREMENT_ERROR', 'ESCALATED'] as const;

const words = z.string().trim().min(1).max(4000);

export const rootCauseSchema = z.object({ kind: z.enum(ROOT_CAUSES), text: words });
export type RootCause = z.infer<typeof rootCauseSchema>;

export const outcomeSchema = z.object({ kind: z.enum(OUTCOMES), text: words });
export type CaseOutcome = z.infer<typeof outcomeSchema>;

/** One run of months in which one indicator was RED (or its year in ALARM) for one partner. */
export const caseSummarySchema = z.object({
  id: z.uuid(),
  /** For people: “case 12”. */
  number: z.int().positive(),
  kpi: z.string(),
  partner: z.string(),
  /** Opened on simulated data. */
  simulated: z.boolean(),
  state: caseStateSchema,
  firstMonth: monthSchema,
  lastMonth: monthSchema,
  /** RED months that still stand. */
  redMonths: z.int().nonnegative(),
  /** Day of the first ALARM that still stands. */
  alarmOn: z.iso.date().nullable(),
  /** Every finding was taken back by a later release. */
  takenBack: z.boolean(),
  owner: z.string().nullable(),
  /** A Paris day. */
  dueOn: z.iso.date(),
  /** Open, and the day is past. */
  overdue: z.boolean(),
  rootCause: rootCauseSchema.nullable(),
  outcome: outcomeSchema.nullable(),
  openedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  /** Give it back with a change: a change of an older version is refused. */
  version: z.int().positive(),
});
export type CaseSummary = z.infer<typeof caseSummarySchema>;

export const caseDetailSchema = caseSummarySchema.extend({
  /** By month. */
  findings: z.array(findingSchema),
  /** Oldest first, all of them. */
  events: z.array(caseEventSchema),
});
export type CaseDetail = z.infer<typeof caseDetailSchema>;

export const caseListSchema = z.object({
  cases: z.array(caseSummarySchema),
  /** Of all that fit, whatever the page. */
  total: z.int().nonnegative(),
  /** Give it back as `cursor` for the next page; null at the end. */
  nextCursor: z.int().positive().nullable(),
});
export type CaseList = z.infer<typeof caseListSchema>;
