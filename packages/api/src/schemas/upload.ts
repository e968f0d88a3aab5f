import { z } from 'zod';
import { instantSchema, problemSchema } from './common.ts';

/**
 * waiting: an id was given, no byte came · receiving · received: hashed and on disk · ingesting · done ·
 * needs-profile: no profile fits, choose one or give a mapping · failed · cancelled.
 */
export const uploadStateSchema = z.enum([
  'waiting',
  'receiving',
  'received',
  'ingesting',
  'done',
  'needs-profile',
  'failed',
  'cancelled',
]);
export type UploadState = z.infer<typeof uploadStateSchema>;

export const uploadSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Announced size in bytes; null when the sender did not know. */
  bytes: z.number().nullable(),
  receivedBytes: z.number(),
  sha256: z.string().nullable(),
  state: uploadStateSchema,
  profile: z.string().nullable(),
  profileGuessed: z.boolean(),
  ingestId: z.string().nullable(),
  jobId: z.uuid().nullable(),
  /** True when this very file had been ingested before: nothing changed. */
  alreadyKnown: z.boolean(),
  rows: z.object({ rowsIn: z.number(), accepted: z.number(), rejected: z.number(), warned: z.number() }).nullable(),
  problem: problemSchema.nullable(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type Upload = z.infer<typeof uploadSchema>;

export const createUploadSchema = z.object({
  name: z.string().trim().min(1).max(255),
  /** Size in bytes, when the sender knows it. */
  bytes: z.int().nonnegative().optional(),
  /** A profile's name; guessed from the file when absent. */
  profile: z.string().min(1).optional(),
});
export type CreateUpload = z.infer<typeof createUploadSchema>;

/** Send the bytes with `POST url` as the raw body (no multipart). */
export const createdUploadSchema = z.object({ uploadId: z.uuid(), url: z.string() });
export type CreatedUpload = z.infer<typeof createdUploadSchema>;

/** Reads a received file again, with a profile or a mapping chosen by a person. */
export const ingestUploadSchema = z
  .object({
    uploadId: z.uuid(),
    profile: z.string().min(1).optional(),
    mapping: z.record(z.string(), z.unknown()).optional(),
  })
  .refine((input) => (input.profile === undefined) !== (input.mapping === undefined), {
    message: 'Give either a profile or a mapping.',
    path: ['profile'],
  });
export type IngestUpload = z.infer<typeof ingestUploadSchema>;
