import { z } from 'zod';
import { caseSummarySchema } from './case-shapes.ts';
import { alarmNumbersSchema, foundInSchema, monthNumbersSchema, monthSchema } from './finding-shapes.ts';

const subject = { kpi: z.string().min(1), partner: z.string().min(1) };

/** What one closed month says of one indicator and partner: RED, or whatever else it is. */
export const monthDecisionSchema = z.object({
  trigger: z.literal('RED'),
  ...subject,
  month: monthSchema,
  /** Null: no verdict may be given. */
  status: z.string().nullable(),
  monthNumbers: monthNumbersSchema,
});

/** What the year's monitor says of one indicator and partner: its first ALARM, or the highest level it reached. */
export const alarmDecisionSchema = z.object({
  trigger: z.literal('ALARM'),
  ...subject,
  year: z.string().regex(/^\d{4}$/),
  status: z.string().nullable(),
  /** Null while there is no ALARM. */
  alarmNumbers: alarmNumbersSchema.nullable(),
});

export const decisionSchema = z.discriminatedUnion('trigger', [monthDecisionSchema, alarmDecisionSchema]);
export type Decision = z.infer<typeof decisionSchema>;

/** All decisions of one figure over one release, and what of the figure they are: a month, or a year of one stream. */
export const examinationSchema = z.object({
  foundIn: foundInSchema,
  simulated: z.boolean(),
  scope: z.string().min(4).max(80),
  decisions: z.array(decisionSchema),
});
export type Examination = z.infer<typeof examinationSchema>;

export const examinationResultSchema = z.object({
  /** False: this figure of this release had been examined before, and nothing was done. */
  recorded: z.boolean(),
  /** False: a newer release had been examined before, whose word stands. */
  applied: z.boolean(),
  opened: z.array(caseSummarySchema),
  /** Cases to which something was added. */
  changed: z.array(caseSummarySchema),
});
export type ExaminationResult = z.infer<typeof examinationResultSchema>;
