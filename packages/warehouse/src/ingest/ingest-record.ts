import { z } from 'zod';

export const ingestOptionsSchema = z.strictObject({
  /** The day a register or a snapshot describes (YYYY-MM-DD). */
  date: z.iso.date().optional(),
  /** The day the file was made; what lies after it was its future. */
  asOf: z.iso.date().optional(),
  /** Platform of an export that has no such column. */
  platform: z.string().min(1).optional(),
  /** The zone of times that bring none (an IANA name); UTC where nothing is said. */
  zone: z.string().min(1).optional(),
  /** Made by `vigie simulate`: never mixed with real data. */
  simulated: z.boolean().optional(),
  /** Which of several tables of one file this is; set by the ingestion itself. */
  variant: z.string().optional(),
});
export type IngestOptions = z.infer<typeof ingestOptionsSchema>;

export const issueCountSchema = z.object({
  rule: z.string(),
  severity: z.enum(['reject', 'warn']),
  rows: z.number(),
});
export type IssueCount = z.infer<typeof issueCountSchema>;

/** What was mended: the text as it came, the code given, how (TYPO, WORD, MALFORMED, LABEL), and on how many rows. */
export const repairSchema = z.object({ from: z.string(), to: z.string(), kind: z.string(), rows: z.number() });
export type Repair = z.infer<typeof repairSchema>;

/** `ingest.json`: what came in and what became of it. rowsIn = accepted + rejected; warned rows are accepted rows. */
export const ingestRecordSchema = z.object({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  file: z.object({ name: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.number() }),
  profile: z.object({ name: z.string(), version: z.number() }),
  table: z.string(),
  options: ingestOptionsSchema,
  rowsIn: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  warned: z.number(),
  issueCounts: z.array(issueCountSchema),
  repairs: z.array(repairSchema),
  /** The day the file was made, when the file, its name or the caller tells. */
  extractedOn: z.iso.date().nullable(),
  simulated: z.boolean(),
  format: z.enum(['csv', 'parquet', 'json']),
  encoding: z.string(),
  /** Empty for Parquet and JSON. */
  delimiter: z.string(),
  columnsIgnored: z.array(z.string()),
  columnsMissing: z.array(z.string()),
  /** First and last day (inclusive) of the accepted rows; null where the table has no date. */
  dataFrom: z.iso.date().nullable(),
  dataTo: z.iso.date().nullable(),
  /** Sentences about the whole file: choices made, columns that are missing, thresholds passed. */
  warnings: z.array(z.string()),
  /** Ingests made of the same file at the same time: one file may hold two tables. */
  sisters: z.array(z.string()).default([]),
});
export type IngestRecord = z.infer<typeof ingestRecordSchema>;
