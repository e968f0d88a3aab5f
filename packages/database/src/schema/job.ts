import { sql } from 'drizzle-orm';
import {
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { uploads } from './upload.ts';

/** Long work: an ingestion or a release build. */
export const jobs = pgTable(
  'jobs',
  {
    id: uuid().primaryKey().defaultRandom(),
    kind: text().notNull(),
    state: text().notNull().default('queued'),
    progressRatio: doublePrecision('progress_ratio'),
    message: text().notNull().default(''),
    uploadId: uuid('upload_id').references(() => uploads.id, { onDelete: 'cascade' }),
    release: integer(),
    problem: jsonb(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    startedAt: timestamp('started_at', { withTimezone: true }),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
  },
  (table) => [
    index('jobs_created_at').on(table.createdAt.desc()),
    index('jobs_upload_id').on(table.uploadId),
    // One build at a time: the warehouse has one writer.
    uniqueIndex('jobs_one_build')
      .on(table.kind)
      .where(sql`kind = 'build' and state in ('queued', 'running')`),
    check('jobs_kind', sql`${table.kind} in ('ingest', 'build')`),
    check('jobs_state', sql`${table.state} in ('queued', 'running', 'done', 'failed', 'cancelled')`),
  ],
);
