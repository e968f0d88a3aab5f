import { asc, conductCases, conductEvents, conductFindings, type Db, eq, inArray } from '@vigie/database';
import { AppError, parisDayOf } from '@vigie/kernel';
import type { Transaction } from '../context.ts';
import { type CaseDetail, caseDetailSchema, type CaseSummary, caseSummarySchema } from './case-shapes.ts';
import { type CaseEvent, caseEventSchema } from './event-shapes.ts';
import { alarmNumbersSchema, type Finding, findingSchema, monthNumbersSchema } from './finding-shapes.ts';

export type CaseRow = typeof conductCases.$inferSelect;
type FindingRow = typeof conductFindings.$inferSelect;
type EventRow = typeof conductEvents.$inferSelect;

export const noSuchCase = (id: string): AppError =>
  new AppError('NOT_FOUND', 'There is no such case.', { reason: 'NO_SUCH_CASE', where: { case: id } });

export function toFinding(row: FindingRow): Finding {
  const isRed = row.triggerKind === 'RED';
  return findingSchema.parse({
    trigger: row.triggerKind,
    month: row.month,
    status: row.status,
    stands: row.stands,
    monthNumbers: isRed && row.numbers !== null ? monthNumbersSchema.parse(row.numbers) : null,
    alarmNumbers: !isRed && row.numbers !== null ? alarmNumbersSchema.parse(row.numbers) : null,
    foundIn: row.foundIn,
  });
}

function toEvent(row: EventRow): CaseEvent {
  const actor = { kind: row.actorKind, name: row.actorName };
  return caseEventSchema.parse({ ...row, at: row.at.toISOString(), actor });
}

/** A case with what its findings add up to. `now` decides what is overdue. */
export function toSummary(row: CaseRow, findings: readonly Finding[], now: Date): CaseSummary {
  const months = findings.map(({ month }) => month).sort();
  const standing = findings.filter(({ stands }) => stands);
  const alarms = standing.flatMap(({ alarmNumbers }) => alarmNumbers?.day ?? []).sort();
  return caseSummarySchema.parse({
    ...row,
    firstMonth: months[0],
    lastMonth: months.at(-1),
    redMonths: standing.filter(({ trigger }) => trigger === 'RED').length,
    alarmOn: alarms[0] ?? null,
    takenBack: standing.length === 0,
    overdue: row.state === 'open' && row.dueOn < parisDayOf(now),
    rootCause: row.rootCauseKind === null ? null : { kind: row.rootCauseKind, text: row.rootCauseText },
    outcome: row.outcomeKind === null ? null : { kind: row.outcomeKind, text: row.outcomeText },
    openedAt: row.openedAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
  });
}

/** Rows of cases with their findings, in the order of the rows. */
export async function toSummaries(db: Db | Transaction, rows: readonly CaseRow[], now: Date): Promise<CaseSummary[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const found = await db
    .select()
    .from(conductFindings)
    .where(inArray(conductFindings.caseId, ids))
    .orderBy(asc(conductFindings.month), asc(conductFindings.triggerKind));
  return rows.map((row) => toSummary(row, found.filter(({ caseId }) => caseId === row.id).map(toFinding), now));
}

/** The whole case. @throws AppError NOT_FOUND. */
export async function readCase(db: Db | Transaction, id: string, now: Date): Promise<CaseDetail> {
  const [row] = await db.select().from(conductCases).where(eq(conductCases.id, id));
  if (row === undefined) throw noSuchCase(id);
  const found = await db
    .select()
    .from(conductFindings)
    .where(eq(conductFindings.caseId, id))
    .orderBy(asc(conductFindings.month), asc(conductFindings.triggerKind));
  const events = await db
    .select()
    .from(conductEvents)
    .where(eq(conductEvents.caseId, id))
    .orderBy(asc(conductEvents.seq));
  const findings = found.map(toFinding);
  return caseDetailSchema.parse({ ...toSummary(row, findings, now), findings, events: events.map(toEvent) });
}
