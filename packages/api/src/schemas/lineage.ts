import { z } from 'zod';
import { releaseSummarySchema } from './release.ts';

/** Files → ingests → tables → release → metrics. Edges are the ids that each layer names in the one before. */
export const lineageSchema = z.object({
  release: releaseSummarySchema,
  files: z.array(z.object({ sha256: z.string(), name: z.string(), bytes: z.number().nullable() })),
  ingests: z.array(
    z.object({
      id: z.string(),
      sha256: z.string(),
      profile: z.string(),
      table: z.string(),
      rowsIn: z.number(),
      accepted: z.number(),
      rejected: z.number(),
      warned: z.number(),
    }),
  ),
  tables: z.array(z.object({ name: z.string(), rows: z.number(), ingests: z.array(z.string()) })),
  metrics: z.array(z.object({ id: z.string(), version: z.number(), tables: z.array(z.string()) })),
});
export type Lineage = z.infer<typeof lineageSchema>;
