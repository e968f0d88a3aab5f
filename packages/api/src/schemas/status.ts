import { z } from 'zod';
import { daySchema } from './common.ts';
import { releaseSummarySchema } from './release.ts';

/** What the shell and the filters need: which release answers, and what is in it. */
export const statusSchema = z.object({
  release: releaseSummarySchema.nullable(),
  /** The platform whose share the screens put first; null until chosen. */
  ownPlatform: z.string().nullable(),
  platforms: z.array(z.object({ code: z.string(), name: z.string() })),
  departements: z.array(z.object({ code: z.string(), name: z.string() })),
  specialties: z.array(z.object({ code: z.string(), name: z.string() })),
  /** First days of the months that hold data, oldest first. */
  months: z.array(daySchema),
  /** Register days that can give a centre its platform. */
  registerDays: z.array(daySchema),
  tables: z.array(
    z.object({ name: z.string(), rows: z.number(), from: daySchema.nullable(), toExclusive: daySchema.nullable() }),
  ),
  /** Ingests that the current release does not hold yet. */
  waitingIngests: z.number(),
  runningJobs: z.number(),
});
export type Status = z.infer<typeof statusSchema>;
