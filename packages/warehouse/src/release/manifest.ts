import { z } from 'zod';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Layout of the release's relations and rules; a change of either makes every release new. */
export const SCHEMA_VERSION = 3;

export const manifestInputSchema = z.object({
  ingestId: z.string(),
  name: z.string(),
  sha256: hash,
  bytes: z.number(),
  profile: z.string(),
  profileVersion: z.number(),
  table: z.string(),
  rowsIn: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  warned: z.number(),
  extractedOn: z.string().nullable(),
});
export type ManifestInput = z.infer<typeof manifestInputSchema>;

/** rowsIn = rowsOut + Σ leftOut, always. */
export const manifestStepSchema = z.object({
  name: z.string(),
  rowsIn: z.number(),
  rowsOut: z.number(),
  leftOut: z.array(z.object({ reason: z.string(), rows: z.number() })),
});
export type ManifestStep = z.infer<typeof manifestStepSchema>;

export const manifestFileSchema = z.object({ path: z.string(), sha256: hash, bytes: z.number(), rows: z.number() });
export type ManifestFile = z.infer<typeof manifestFileSchema>;

/** `manifest.json`: nothing in it depends on when, where or how often the release was built. Its SHA-256 is the release hash. */
export const manifestSchema = z.object({
  kind: z.literal('vigie-release'),
  schemaVersion: z.number(),
  /** SHA-256 over what goes in: the ingests, the rules' version, the macros. Equal content hash, nothing to build. */
  contentHash: hash,
  codeRevision: z.string(),
  simulated: z.boolean(),
  /** First Paris day of any dated row, and the day after the last. */
  dataFrom: z.string().nullable(),
  dataToExclusive: z.string().nullable(),
  inputs: z.array(manifestInputSchema),
  steps: z.array(manifestStepSchema),
  /** Rows refused or warned per quality rule, over all inputs, and rules that look at whole months (W5, W6). */
  rules: z.array(z.object({ rule: z.string(), severity: z.string(), rows: z.number() })),
  files: z.array(manifestFileSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** `seal.json`: what cannot be reproduced byte for byte, tied to the manifest by its hash. */
export const sealSchema = z.object({
  number: z.number(),
  releaseHash: hash,
  builtAt: z.string(),
  engine: z.string(),
  buildSeconds: z.number(),
  database: z.object({ path: z.string(), sha256: hash, bytes: z.number() }),
});
export type Seal = z.infer<typeof sealSchema>;
