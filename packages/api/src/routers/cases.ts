import {
  addNoteSchema,
  assignOwnerSchema,
  byCaseSchema,
  caseDetailSchema,
  caseListSchema,
  closeCaseSchema,
  listCasesSchema,
  reopenCaseSchema,
  setDueDateSchema,
  setRootCauseSchema,
} from '@vigie/inquiries/shapes';
import { tracked } from '@trpc/server';
import { z } from 'zod';
import { caseChangeSchema } from '../schemas/job.ts';
import { procedure, router } from '../trpc.ts';

/**
 * Conduct cases. A change names the version of the case that was on the screen and answers with the case as it is now;
 * CONFLICT when somebody, or a new release, was faster.
 */
export const casesRouter = router({
  /** Open ones first, by due date. */
  list: procedure
    .input(listCasesSchema)
    .output(caseListSchema)
    .query(({ ctx, input }) => ctx.cases.list(input)),
  get: procedure
    .input(byCaseSchema)
    .output(caseDetailSchema)
    .query(({ ctx, input }) => ctx.cases.get(input)),
  assign: procedure
    .input(assignOwnerSchema)
    .output(caseDetailSchema)
    .mutation(({ ctx, input }) => ctx.cases.assign(ctx.actor, input)),
  setDueDate: procedure
    .input(setDueDateSchema)
    .output(caseDetailSchema)
    .mutation(({ ctx, input }) => ctx.cases.setDueDate(ctx.actor, input)),
  setRootCause: procedure
    .input(setRootCauseSchema)
    .output(caseDetailSchema)
    .mutation(({ ctx, input }) => ctx.cases.setRootCause(ctx.actor, input)),
  addNote: procedure
    .input(addNoteSchema)
    .output(caseDetailSchema)
    .mutation(({ ctx, input }) => ctx.cases.addNote(ctx.actor, input)),
  /** REFUSED without a root cause. */
  close: procedure
    .input(closeCaseSchema)
    .output(caseDetailSchema)
    .mutation(({ ctx, input }) => ctx.cases.close(ctx.actor, input)),
  reopen: procedure
    .input(reopenCaseSchema)
    .output(caseDetailSchema)
    .mutation(({ ctx, input }) => ctx.cases.reopen(ctx.actor, input)),

  /** Cases as they are opened and changed. Every event has an id, so a reconnection resumes where it stopped. */
  changes: procedure.input(z.object({ lastEventId: z.string().nullish() }).optional()).subscription(async function* ({
    ctx,
    input,
    signal,
  }) {
    const until = signal ?? new AbortController().signal;
    for await (const { id, event } of ctx.progress.follow(input?.lastEventId ?? undefined, until)) {
      if (event.kind === 'case') yield tracked(id, caseChangeSchema.parse(event));
    }
  }),
});
