import { z } from 'zod';
import { daySchema, instantSchema, localisedSchema, sha256Schema } from './common.ts';

/** How many rows one rule touched. */
export const ruleCountSchema = z.object({
  rule: z.string(),
  severity: z.enum(['reject', 'warn']),
  rows: z.number(),
  title: z.string(),
});

export const ingestSummarySchema = z.object({
  id: z.string(),
  fileName: z.string(),
  sha256: sha256Schema,
  bytes: z.number(),
  profile: z.string(),
  profileVersion: z.number(),
  table: z.string(),
  /** rowsIn = accepted + rejected; warned rows are among the accepted. */
  rowsIn: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  warned: z.number(),
  simulated: z.boolean(),
  extractedOn: daySchema.nullable(),
  dataFrom: daySchema.nullable(),
  dataToExclusive: daySchema.nullable(),
  ingestedAt: instantSchema.nullable(),
});
export type IngestSummary = z.infer<typeof ingestSummarySchema>;

export const ingestDetailSchema = ingestSummarySchema.extend({
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  rules: z.array(ruleCountSchema),
  /** What was mended: the text as it came, the code given, how, and on how many rows. */
  repairs: z.array(z.object({ from: z.string(), to: z.string(), kind: z.string(), rows: z.number() })),
  /** Columns of the file that no field uses, and columns that the profile would have liked. */
  unusedColumns: z.array(z.string()),
  missingColumns: z.array(z.string()),
  /** Sentences about the whole file. */
  warnings: z.array(z.string()),
});
export type IngestDetail = z.infer<typeof ingestDetailSchema>;

/** One fault of a refused or doubtful row, with the row as it came. A row with two faults comes twice. */
export const rejectRowSchema = z.object({
  /** Physical line of the file, from 1; for Parquet and JSON the number of the record. */
  line: z.number(),
  severity: z.enum(['reject', 'warn']),
  rule: z.string(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  message: z.string(),
  cure: z.string(),
  /** What message and cure are made of, for another language; `rule` is their code. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The line's fields joined again; `fields` has them by column. */
  original: z.string(),
  fields: z.record(z.string(), z.unknown()),
});
export type RejectRow = z.infer<typeof rejectRowSchema>;

export const rejectPageSchema = z.object({
  rows: z.array(rejectRowSchema),
  /** All faults of that severity, whatever the page. */
  total: z.number(),
  /** Give it back as `cursor` for the next page; null at the end. */
  nextCursor: z.number().nullable(),
});
export type RejectPage = z.infer<typeof rejectPageSchema>;

export const profileSchema = z.object({
  name: z.string(),
  version: z.number(),
  title: localisedSchema,
  tables: z.array(z.string()),
  /** Columns by which a file of this kind is known. */
  columns: z.array(z.string()),
});
export type Profile = z.infer<typeof profileSchema>;

/** Which profiles could read a file, best first, and how their fields would be filled. */
export const guessSchema = z.object({
  uploadId: z.string(),
  /** The profile that will be used when none is named; null when none fits. */
  best: z.string().nullable(),
  candidates: z.array(
    z.object({
      profile: z.string(),
      /** 0–1: the share of the profile's usual columns that the file has. */
      score: z.number(),
      missing: z.array(z.string()),
    }),
  ),
  columns: z.array(z.string()),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  /** A proposed mapping (the format of `vigie ingest --map`), when the file fits no profile. */
  mapping: z.record(z.string(), z.unknown()).nullable(),
  /** What the mapping assumes, and what must still be filled in. */
  notes: z.array(z.string()),
});
export type Guess = z.infer<typeof guessSchema>;
