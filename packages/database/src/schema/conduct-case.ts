import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** Conduct cases: one run of months in which one access indicator was RED, or its year in ALARM, for one partner. */
export const conductCases = pgTable(
  'conduct_cases',
  {
    id: uuid().primaryKey().defaultRandom(),
    number: integer().notNull().generatedAlwaysAsIdentity(),
    kpi: text().notNull(),
    partner: text().notNull(),
    simulated: boolean().notNull(),
    state: text().notNull().default('open'),
    owner: text(),
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    rootCauseKind: text('root_cause_kind'),
    rootCauseText: text('root_cause_text'),
    outcomeKind: text('outcome_kind'),
    outcomeText: text('outcome_text'),
    /** Rises by one with every change; a change names the one it was made on. */
    version: integer().notNull().default(1),
    openedAt: instant('opened_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    closedAt: instant('closed_at'),
  },
  (table) => [
    uniqueIndex('conduct_cases_number').on(table.number),
    index('conduct_cases_state_due').on(table.state, table.dueOn),
    check('conduct_cases_state', sql`${table.state} in ('open', 'closed')`),
    // A case cannot end without a cause and an outcome, whoever writes.
    check(
      'conduct_cases_closed_whole',
      sql`${table.state} = 'open' or (${table.rootCauseKind} is not null and ${table.outcomeKind} is not null and ${table.closedAt} is not null)`,
    ),
    check('conduct_cases_open_no_outcome', sql`${table.state} = 'closed' or ${table.outcomeKind} is null`),
  ],
);

/**
 * The RED months and ALARMs of cases, as the newest examined release has them. The key makes sure that no finding is in two cases:
 * `period` is the month of a RED and the year of an ALARM, which comes once a year.
 */
export const conductFindings = pgTable(
  'conduct_findings',
  {
    simulated: boolean().notNull(),
    kpi: text().notNull(),
    partner: text().notNull(),
    triggerKind: text('trigger_kind').notNull(),
    period: text().notNull(),
    caseId: uuid('case_id')
      .notNull()
      .references(() => conductCases.id, { onDelete: 'restrict' }),
    month: text().notNull(),
    status: text(),
    stands: boolean().notNull(),
    numbers: jsonb(),
    foundIn: jsonb('found_in').notNull(),
  },
  (table) => [
    primaryKey({
      name: 'conduct_findings_pk',
      columns: [table.simulated, table.kpi, table.partner, table.triggerKind, table.period],
    }),
    index('conduct_findings_case').on(table.caseId),
    check('conduct_findings_trigger', sql`${table.triggerKind} in ('RED', 'ALARM')`),
    check('conduct_findings_month', sql`${table.month} ~ '^[0-9]{4}-[0-9]{2}$'`),
  ],
);

/** What happened to cases. Rows are added and never changed or removed: triggers of the migration refuse it. */
export const conductEvents = pgTable(
  'conduct_events',
  {
    caseId: uuid('case_id')
      .notNull()
      .references(() => conductCases.id, { onDelete: 'restrict' }),
    seq: integer().notNull(),
    at: instant('at').notNull(),
    kind: text().notNull(),
    actorKind: text('actor_kind').notNull(),
    actorName: text('actor_name').notNull(),
    before: jsonb(),
    after: jsonb(),
    note: text(),
  },
  (table) => [primaryKey({ name: 'conduct_events_pk', columns: [table.caseId, table.seq] })],
);

/** Which figures have been looked at for findings: once per release, metric version and scope (a month, or a year of the monitor). */
export const accessExaminations = pgTable(
  'access_examinations',
  {
    releaseHash: text('release_hash').notNull(),
    metric: text().notNull(),
    metricVersion: integer('metric_version').notNull(),
    scope: text().notNull(),
    releaseNumber: integer('release_number').notNull(),
    releaseBuiltAt: instant('release_built_at').notNull(),
    simulated: boolean().notNull(),
    decisions: integer().notNull(),
    /** How many of them were RED or ALARM. */
    raised: integer().notNull(),
    /** SHA-256 of the decisions as canonical JSON. */
    decisionsSha256: text('decisions_sha256').notNull(),
    /** False: a newer release had been examined before, so that nothing was done with them. */
    applied: boolean().notNull(),
    examinedAt: instant('examined_at').notNull(),
  },
  (table) => [
    primaryKey({
      name: 'access_examinations_pk',
      columns: [table.releaseHash, table.metric, table.metricVersion, table.scope],
    }),
  ],
);
