import { z } from 'zod';
import { actorSchema } from '../actor.ts';

export const EVENT_KINDS = [
  'OPENED',
  'RED_MONTH',
  'ALARM',
  'RESTATED',
  'OWNER',
  'DUE_DATE',
  'ROOT_CAUSE',
  'NOTE',
  'CLOSED',
  'REOPENED',
] as const;

/** One thing that happened to a case; never changed afterwards. */
export const caseEventSchema = z.object({
  /** 1, 2, 3… inside the case. */
  seq: z.int().positive(),
  at: z.iso.datetime(),
  kind: z.enum(EVENT_KINDS),
  actor: actorSchema,
  /** The fields that changed, as they were and as they became; null where there was or is nothing. */
  before: z.record(z.string(), z.json()).nullable(),
  after: z.record(z.string(), z.json()).nullable(),
  note: z.string().nullable(),
});
export type CaseEvent = z.infer<typeof caseEventSchema>;
export type CaseEventKind = CaseEvent['kind'];
