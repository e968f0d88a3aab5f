import { jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** Choices of the installation, by name. The reader parses the value with its own schema. */
export const settings = pgTable('settings', {
  name: text().primaryKey(),
  value: jsonb().notNull(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
});
