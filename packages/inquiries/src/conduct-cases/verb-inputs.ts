import { z } from 'zod';
import { caseStateSchema, outcomeSchema, rootCauseSchema } from './case-shapes.ts';
import { monthSchema } from './finding-shapes.ts';

const code = z.string().trim().min(1).max(60);

export const listCasesSchema = z.object({
  state: caseStateSchema.optional(),
  partner: code.toLowerCase().optional(),
  kpi: code.toUpperCase().optional(),
  /** Cases whose months reach this one. */
  month: monthSchema.optional(),
  owner: z.string().trim().min(1).optional(),
  overdue: z.boolean().optional(),
  simulated: z.boolean().optional(),
  cursor: z.int().nonnegative().default(0),
  limit: z.int().min(1).max(200).default(50),
});
export type ListCases = z.infer<typeof listCasesSchema>;

export const byCaseSchema = z.object({ id: z.uuid() });
export type ByCase = z.infer<typeof byCaseSchema>;

/** Which case, and the version of it that was on the screen. */
const edit = byCaseSchema.extend({ version: z.int().positive() });
export type EditCase = z.infer<typeof edit>;

/** Null: nobody's. */
export const assignOwnerSchema = edit.extend({ owner: z.string().trim().min(1).max(120).nullable() });
export type AssignOwner = z.infer<typeof assignOwnerSchema>;

export const setDueDateSchema = edit.extend({ dueOn: z.iso.date() });
export type SetDueDate = z.infer<typeof setDueDateSchema>;

export const setRootCauseSchema = edit.extend({ rootCause: rootCauseSchema });
export type SetRootCause = z.infer<typeof setRootCauseSchema>;

/** A note changes nothing, so it needs no version. */
export const addNoteSchema = byCaseSchema.extend({ note: z.string().trim().min(1).max(4000) });
export type AddNote = z.infer<typeof addNoteSchema>;

export const closeCaseSchema = edit.extend({ outcome: outcomeSchema });
export type CloseCase = z.infer<typeof closeCaseSchema>;

export const reopenCaseSchema = edit.extend({ reason: z.string().trim().min(1).max(4000) });
export type ReopenCase = z.infer<typeof reopenCaseSchema>;
