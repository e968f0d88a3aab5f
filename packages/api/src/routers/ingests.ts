import { z } from 'zod';
import { ingestDetailSchema, ingestSummarySchema, profileSchema, rejectPageSchema } from '../schemas/ingest.ts';
import { procedure } from '../trpc.ts';

const ingestIdSchema = z.string().regex(/^[0-9a-f]{16}$/, 'an ingest id is 16 hexadecimal digits');

/** Procedures of the warehouse router about files read. */
export const ingestProcedures = {
  /** Newest first. */
  ingests: procedure
    .input(z.void())
    .output(z.object({ ingests: z.array(ingestSummarySchema), total: z.number() }))
    .query(async ({ ctx }) => {
      const ingests = await ctx.warehouse.ingests();
      return { ingests, total: ingests.length };
    }),

  ingest: procedure
    .input(z.object({ id: ingestIdSchema }))
    .output(ingestDetailSchema)
    .query(({ ctx, input }) => ctx.warehouse.ingest(input.id)),

  /** Refused and doubtful rows in file order. */
  rejects: procedure
    .input(
      z.object({
        ingestId: ingestIdSchema,
        severity: z.enum(['reject', 'warn', 'all']).default('reject'),
        /** How many to pass over: the `nextCursor` of the page before. */
        cursor: z.int().nonnegative().default(0),
        limit: z.int().min(1).max(500).default(100),
      }),
    )
    .output(rejectPageSchema)
    .query(({ ctx, input }) => ctx.warehouse.rejects(input)),

  profiles: procedure
    .input(z.void())
    .output(z.object({ profiles: z.array(profileSchema), total: z.number() }))
    .query(async ({ ctx }) => {
      const profiles = await ctx.warehouse.profiles();
      return { profiles, total: profiles.length };
    }),
};
