import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** A file on its way in. The states are those of `uploadStateSchema` in the API. */
export const uploads = pgTable(
  'uploads',
  {
    id: uuid().primaryKey().defaultRandom(),
    name: text().notNull(),
    bytes: bigint({ mode: 'number' }),
    receivedBytes: bigint('received_bytes', { mode: 'number' }).notNull().default(0),
    sha256: text(),
    state: text().notNull().default('waiting'),
    profile: text(),
    profileGuessed: boolean('profile_guessed').notNull().default(false),
    mapping: jsonb(),
    ingestId: text('ingest_id'),
    alreadyKnown: boolean('already_known').notNull().default(false),
    rowsIn: bigint('rows_in', { mode: 'number' }),
    accepted: bigint({ mode: 'number' }),
    rejected: bigint({ mode: 'number' }),
    warned: bigint({ mode: 'number' }),
    problem: jsonb(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index('uploads_created_at').on(table.createdAt.desc()),
    check(
      'uploads_state',
      sql`${table.state} in ('waiting', 'receiving', 'received', 'ingesting', 'done', 'needs-profile', 'failed', 'cancelled')`,
    ),
  ],
);
