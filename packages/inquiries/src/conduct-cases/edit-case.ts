import { conductCases, eq } from '@vigie/database';
import { AppError } from '@vigie/kernel';
import type { InquiryContext, Transaction } from '../context.ts';
import { appendEvent, type NewEvent } from './append-event.ts';
import type { CaseDetail } from './case-shapes.ts';
import { type CaseRow, noSuchCase, readCase } from './read-case.ts';
import type { EditCase } from './verb-inputs.ts';

/** Fields of a case that verbs change. */
export type CaseChange = Partial<
  Pick<
    CaseRow,
    'state' | 'owner' | 'dueOn' | 'rootCauseKind' | 'rootCauseText' | 'outcomeKind' | 'outcomeText' | 'closedAt'
  >
>;

export interface Edit {
  readonly change: CaseChange;
  readonly event: Omit<NewEvent, 'caseId'>;
}

/** Reads a case for a change of it: until the transaction ends nobody else changes it. @throws AppError NOT_FOUND. */
export async function lockCase(tx: Transaction, id: string): Promise<CaseRow> {
  const [row] = await tx.select().from(conductCases).where(eq(conductCases.id, id)).for('update');
  if (row === undefined) throw noSuchCase(id);
  return row;
}

/** Writes one change of a locked case with its event, and gives it its next version. */
export async function applyEdit(
  tx: Transaction,
  context: InquiryContext,
  row: CaseRow,
  { change, event }: Edit,
): Promise<CaseRow> {
  const [changed] = await tx
    .update(conductCases)
    .set({ ...change, version: row.version + 1, updatedAt: context.now() })
    .where(eq(conductCases.id, row.id))
    .returning();
  if (changed === undefined) throw noSuchCase(row.id);
  await appendEvent(tx, context, { caseId: row.id, ...event });
  return changed;
}

/**
 * A person's change of one case. Of two people who change the same version one wins and the other is told.
 * `decide` gives the change, or null when there is nothing to change.
 * @throws AppError NOT_FOUND, CONFLICT (CASE_CHANGED).
 */
export async function editCase(
  context: InquiryContext,
  { id, version }: EditCase,
  decide: (row: CaseRow) => Edit | null,
): Promise<CaseDetail> {
  return context.db.transaction(async (tx) => {
    const row = await lockCase(tx, id);
    if (row.version !== version) {
      throw new AppError('CONFLICT', `Case ${row.number} has changed since it was on your screen.`, {
        reason: 'CASE_CHANGED',
        where: { case: row.number, yourVersion: version, version: row.version },
        cure: 'Read it again, then make your change if it is still needed.',
      });
    }
    const edit = decide(row);
    if (edit !== null) await applyEdit(tx, context, row, edit);
    return readCase(tx, id, context.now());
  });
}

/** @throws AppError CONFLICT (CASE_CLOSED): what has ended is reopened first. */
export function mustBeOpen(row: CaseRow): void {
  if (row.state === 'open') return;
  throw new AppError('CONFLICT', `Case ${row.number} is closed.`, {
    reason: 'CASE_CLOSED',
    where: { case: row.number },
    cure: 'Reopen it first.',
  });
}
