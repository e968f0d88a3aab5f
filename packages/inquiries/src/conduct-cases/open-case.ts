import { and, asc, conductCases, conductFindings, eq, inArray } from '@vigie/database';
import type { InquiryContext, Transaction } from '../context.ts';
import { appendEvent } from './append-event.ts';
import { defaultDueDate } from './due-date.ts';
import { applyEdit, lockCase } from './edit-case.ts';
import type { Finding } from './finding-shapes.ts';
import { adjacentMonths } from './month.ts';
import type { CaseRow } from './read-case.ts';
import { reopening } from './reopen-case.ts';

/** A finding with whom it is about. `period`: the month of a RED, the year of an ALARM. */
export interface PlacedFinding {
  readonly simulated: boolean;
  readonly kpi: string;
  readonly partner: string;
  readonly period: string;
  readonly finding: Finding;
}

export interface Placement {
  readonly caseId: string;
  readonly opened: boolean;
}

/** A finding as an event carries it. */
export function findingFacts({ trigger, month, status, stands, monthNumbers, alarmNumbers, foundIn }: Finding) {
  return { trigger, month, status, stands, numbers: monthNumbers ?? alarmNumbers, foundIn };
}

/**
 * Puts a new finding where it belongs: into the case whose run of months it continues or leads up to, else into a case of its own.
 * A closed case that goes on is reopened: what it was closed for has not ended.
 * The caller holds the lock of examinations, so that two of them cannot open two cases for one run.
 */
export async function openCase(tx: Transaction, context: InquiryContext, placed: PlacedFinding): Promise<Placement> {
  const caseId = await findRun(tx, placed);
  if (caseId === null) return { caseId: await openNew(tx, context, placed), opened: true };
  const row = await lockCase(tx, caseId);
  await insertFinding(tx, row.id, placed);
  const kind = placed.finding.trigger === 'RED' ? 'RED_MONTH' : 'ALARM';
  const event = { kind, after: findingFacts(placed.finding) } as const;
  const told = await applyEdit(tx, context, row, { change: {}, event });
  await reopenIfClosed(tx, context, told);
  return { caseId, opened: false };
}

/** What a standing finding does to a case that had ended. */
export async function reopenIfClosed(tx: Transaction, context: InquiryContext, row: CaseRow): Promise<void> {
  if (row.state !== 'closed') return;
  await applyEdit(tx, context, row, reopening(context, row, 'A release shows that it goes on.'));
}

/** The case with a standing finding in the same month, the month before or the month after, in this order. */
async function findRun(tx: Transaction, { simulated, kpi, partner, finding }: PlacedFinding): Promise<string | null> {
  const { before, after } = adjacentMonths(finding.month);
  const near = await tx
    .select({ caseId: conductFindings.caseId, month: conductFindings.month })
    .from(conductFindings)
    .where(
      and(
        eq(conductFindings.simulated, simulated),
        eq(conductFindings.kpi, kpi),
        eq(conductFindings.partner, partner),
        eq(conductFindings.stands, true),
        inArray(conductFindings.month, [before, finding.month, after]),
      ),
    )
    .orderBy(asc(conductFindings.month));
  const preferred = [finding.month, before, after].map((month) => near.find((one) => one.month === month));
  return preferred.find((one) => one !== undefined)?.caseId ?? null;
}

async function openNew(tx: Transaction, context: InquiryContext, placed: PlacedFinding): Promise<string> {
  const { simulated, kpi, partner, finding } = placed;
  const now = context.now();
  const dueOn = defaultDueDate(now);
  const [row] = await tx
    .insert(conductCases)
    .values({ kpi, partner, simulated, dueOn, openedAt: now, updatedAt: now })
    .returning();
  if (row === undefined) throw new Error('the insert returned no row');
  await insertFinding(tx, row.id, placed);
  const after = { kpi, partner, simulated, state: 'open', dueOn, finding: findingFacts(finding) };
  await appendEvent(tx, context, { caseId: row.id, kind: 'OPENED', after });
  return row.id;
}

async function insertFinding(tx: Transaction, caseId: string, placed: PlacedFinding): Promise<void> {
  const { simulated, kpi, partner, period, finding } = placed;
  const { trigger: triggerKind, month, status, stands, monthNumbers, alarmNumbers, foundIn } = finding;
  const numbers = monthNumbers ?? alarmNumbers;
  await tx
    .insert(conductFindings)
    .values({ simulated, kpi, partner, triggerKind, period, caseId, month, status, stands, numbers, foundIn });
}
