import { z } from 'zod';

/** What a worker process is asked to do. Each measured piece of work has a process of its own, so that its peak memory is its own. */
export const taskSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('simulate'),
    directory: z.string(),
    practitioners: z.int(),
    months: z.int(),
    seed: z.int(),
    from: z.string(),
    bookings: z.int(),
    /** Volume of the tables about access; none without it. */
    access: z.number().optional(),
  }),
  z.object({
    kind: z.literal('ingest'),
    home: z.string(),
    files: z.array(z.object({ path: z.string(), profile: z.string() })),
  }),
  /** Statements on an in-memory engine with the product’s limits. */
  z.object({ kind: z.literal('bare'), statements: z.array(z.string()), database: z.string().optional() }),
  z.object({ kind: z.literal('build'), home: z.string(), force: z.boolean() }),
  z.object({
    kind: z.literal('question'),
    home: z.string(),
    plain: z.string(),
    question: z.int(),
    span: z.record(z.string(), z.string()),
  }),
  z.object({
    kind: z.literal('access'),
    home: z.string(),
    plain: z.string(),
    month: z.string(),
    next: z.string(),
  }),
  z.object({ kind: z.literal('dossier'), home: z.string(), span: z.record(z.string(), z.string()) }),
]);
export type Task = z.infer<typeof taskSchema>;

export const outcomeSchema = z.object({
  milliseconds: z.number(),
  peakMemoryMb: z.number(),
  /** What the task found, by name. */
  facts: z.record(z.string(), z.number()),
  texts: z.record(z.string(), z.string()),
});
export type Outcome = z.infer<typeof outcomeSchema>;

export type Finding = Pick<Outcome, 'facts' | 'texts'>;

export const MEMORY_LIMIT_MB = 1500;
