import { tracked } from '@trpc/server';
import { z } from 'zod';
import { guessSchema } from '../schemas/ingest.ts';
import { jobSchema, progressEventSchema } from '../schemas/job.ts';
import { createdUploadSchema, createUploadSchema, ingestUploadSchema, uploadSchema } from '../schemas/upload.ts';
import { procedure } from '../trpc.ts';

const byUpload = z.object({ uploadId: z.uuid() });

/** Procedures of the warehouse router about files on their way in, and about jobs. */
export const uploadProcedures = {
  createUpload: procedure
    .input(createUploadSchema)
    .output(createdUploadSchema)
    .mutation(({ ctx, input }) => ctx.uploads.create(input)),

  /** Newest first. */
  uploads: procedure
    .input(z.void())
    .output(z.object({ uploads: z.array(uploadSchema), total: z.number() }))
    .query(async ({ ctx }) => {
      const uploads = await ctx.uploads.list();
      return { uploads, total: uploads.length };
    }),

  upload: procedure
    .input(byUpload)
    .output(uploadSchema)
    .query(({ ctx, input }) => ctx.uploads.get(input.uploadId)),

  guess: procedure
    .input(byUpload)
    .output(guessSchema)
    .query(({ ctx, input }) => ctx.uploads.guess(input.uploadId)),

  /** Reads a received file with a profile or a mapping chosen by a person. */
  ingestUpload: procedure
    .input(ingestUploadSchema)
    .output(uploadSchema)
    .mutation(({ ctx, input }) => ctx.uploads.ingest(input)),

  /** Stops the transfer or the ingestion, and removes what had come. */
  cancelUpload: procedure
    .input(byUpload)
    .output(uploadSchema)
    .mutation(({ ctx, input }) => ctx.uploads.cancel(input.uploadId)),

  /** Newest first. */
  jobs: procedure
    .input(z.object({ limit: z.int().min(1).max(200).default(50) }))
    .output(z.object({ jobs: z.array(jobSchema) }))
    .query(async ({ ctx, input }) => ({ jobs: await ctx.jobs.list(input.limit) })),

  cancelJob: procedure
    .input(z.object({ jobId: z.uuid() }))
    .output(jobSchema)
    .mutation(({ ctx, input }) => ctx.jobs.cancel(input.jobId)),

  /** Uploads and jobs as they change. Every event has an id, so a reconnection resumes where it stopped. */
  progress: procedure.input(z.object({ lastEventId: z.string().nullish() }).optional()).subscription(async function* ({
    ctx,
    input,
    signal,
  }) {
    const until = signal ?? new AbortController().signal;
    for await (const numbered of ctx.progress.follow(input?.lastEventId ?? undefined, until)) {
      if (numbered.event.kind === 'case') continue;
      yield tracked(numbered.id, progressEventSchema.parse(numbered.event));
    }
  }),
};
