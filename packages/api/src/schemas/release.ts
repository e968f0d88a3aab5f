import { z } from 'zod';
import { daySchema, instantSchema, releaseNumberSchema, sha256Schema } from './common.ts';

export const releaseSummarySchema = z.object({
  number: releaseNumberSchema,
  /** SHA-256 of manifest.json: the same inputs give the same hash. */
  hash: sha256Schema,
  current: z.boolean(),
  simulated: z.boolean(),
  builtAt: instantSchema.nullable(),
  /** First day of data and the day after the last. */
  dataFrom: daySchema.nullable(),
  dataToExclusive: daySchema.nullable(),
  inputs: z.number(),
  rows: z.number(),
  bytes: z.number(),
});
export type ReleaseSummary = z.infer<typeof releaseSummarySchema>;

export const releaseInputSchema = z.object({
  ingestId: z.string(),
  fileName: z.string(),
  sha256: sha256Schema,
  profile: z.string(),
  table: z.string(),
  rowsIn: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  warned: z.number(),
});

export const releaseDetailSchema = releaseSummarySchema.extend({
  codeRevision: z.string(),
  schemaVersion: z.string(),
  engine: z.string().nullable(),
  inputList: z.array(releaseInputSchema),
  /** What each step took in and gave out. */
  steps: z.array(z.object({ name: z.string(), rowsIn: z.number(), rowsOut: z.number(), note: z.string() })),
  files: z.array(z.object({ path: z.string(), sha256: sha256Schema, rows: z.number().nullable(), bytes: z.number() })),
});
export type ReleaseDetail = z.infer<typeof releaseDetailSchema>;

export const verificationSchema = z.object({
  number: releaseNumberSchema,
  ok: z.boolean(),
  /** SHA-256 of the manifest as it is now; null when it is missing. */
  hash: z.string().nullable(),
  filesChecked: z.number(),
  /** One entry per file that is missing, added or different. */
  problems: z.array(z.object({ path: z.string(), problem: z.string() })),
});
export type Verification = z.infer<typeof verificationSchema>;
