import { caseSummarySchema } from '@vigie/inquiries/shapes';
import { z } from 'zod';
import { instantSchema, problemSchema, releaseNumberSchema } from './common.ts';
import { uploadSchema } from './upload.ts';

export const jobStateSchema = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
export type JobState = z.infer<typeof jobStateSchema>;

export const jobSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['ingest', 'build']),
  state: jobStateSchema,
  /** 0–1, or null while it cannot be known. */
  progressRatio: z.number().min(0).max(1).nullable(),
  /** The step under way, in a few words. */
  message: z.string(),
  uploadId: z.uuid().nullable(),
  release: releaseNumberSchema.nullable(),
  problem: problemSchema.nullable(),
  createdAt: instantSchema,
  startedAt: instantSchema.nullable(),
  finishedAt: instantSchema.nullable(),
});
export type Job = z.infer<typeof jobSchema>;

/** What the progress subscription sends: the whole state of the thing that changed. */
export const progressEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('upload'), upload: uploadSchema }),
  z.object({ kind: z.literal('job'), job: jobSchema }),
]);
export type ProgressEvent = z.infer<typeof progressEventSchema>;

/** What the cases subscription sends: a case that was opened or changed, by a person or by a new release. */
export const caseChangeSchema = z.object({ kind: z.literal('case'), case: caseSummarySchema });
export type CaseChange = z.infer<typeof caseChangeSchema>;
