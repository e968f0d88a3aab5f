import { z } from 'zod';
import { daySchema } from './common.ts';
import { releaseSummarySchema } from './release.ts';

/** What the shell and the filters need: which release answers, and what is in it. */
/** A month for which the release has access data. */
export const accessMonthSchema = z.object({
  /** YYYY-MM: Paris months, and UTC months of technical indicators, which differ by an hour or two. */
  month: z.string().regex(/^\d{4}-\d{2}$/),
  /** False: the data begin after its first day or end before its last one. Such a month has no verdict yet. */
  whole: z.boolean(),
  /** Codes of the partners that have data in it. */
  partners: z.array(z.string()),
});
export type AccessMonth = z.infer<typeof accessMonthSchema>;

/** What the release knows of the access that partners are given. Empty when it was built without such data. */
export const accessContentsSchema = z.object({
  /** Oldest first. */
  months: z.array(accessMonthSchema),
  partners: z.array(z.object({ code: z.string(), name: z.string() })),
  /** First day of requests in UTC and the day after the last, for the published statistics. */
  publishedFrom: daySchema.nullable(),
  publishedToExclusive: daySchema.nullable(),
});
export type AccessContents = z.infer<typeof accessContentsSchema>;

export const statusSchema = z.object({
  release: releaseSummarySchema.nullable(),
  /** The platform whose share the screens put first; null until chosen. */
  ownPlatform: z.string().nullable(),
  platforms: z.array(z.object({ code: z.string(), name: z.string() })),
  departements: z.array(z.object({ code: z.string(), name: z.string() })),
  specialties: z.array(z.object({ code: z.string(), name: z.string() })),
  /** First days of the months that hold data, oldest first. */
  months: z.array(daySchema),
  access: accessContentsSchema,
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
