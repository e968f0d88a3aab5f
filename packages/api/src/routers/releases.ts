import { z } from 'zod';
import { releaseNumberSchema } from '../schemas/common.ts';
import { jobSchema } from '../schemas/job.ts';
import { lineageSchema } from '../schemas/lineage.ts';
import { releaseDetailSchema, releaseSummarySchema, verificationSchema } from '../schemas/release.ts';
import { statusSchema } from '../schemas/status.ts';
import { procedure } from '../trpc.ts';

const byNumber = z.object({ number: releaseNumberSchema });

/** Procedures of the warehouse router about releases. */
export const releaseProcedures = {
  status: procedure
    .input(z.void())
    .output(statusSchema)
    .query(({ ctx }) => ctx.warehouse.status()),

  /** Newest first. */
  releases: procedure
    .input(z.void())
    .output(z.object({ releases: z.array(releaseSummarySchema), total: z.number() }))
    .query(async ({ ctx }) => {
      const releases = await ctx.warehouse.releases();
      return { releases, total: releases.length };
    }),

  release: procedure
    .input(byNumber)
    .output(releaseDetailSchema)
    .query(({ ctx, input }) => ctx.warehouse.release(input.number)),

  /** Hashes every file of the release again. A mutation because it is work that a person asks for. */
  verifyRelease: procedure
    .input(byNumber)
    .output(verificationSchema)
    .mutation(({ ctx, input, signal }) => ctx.warehouse.verifyRelease(input.number, signal)),

  /** Queues a build; follow it with `progress`. CONFLICT when one is under way. */
  buildRelease: procedure
    .input(z.void())
    .output(jobSchema)
    .mutation(({ ctx }) => ctx.jobs.enqueueBuild()),

  lineage: procedure
    .input(z.object({ release: releaseNumberSchema.optional() }))
    .output(lineageSchema)
    .query(({ ctx, input }) => ctx.warehouse.lineage(input.release)),
};
