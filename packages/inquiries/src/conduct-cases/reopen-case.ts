import { AppError } from '@vigie/kernel';
import type { InquiryContext } from '../context.ts';
import type { CaseDetail } from './case-shapes.ts';
import { defaultDueDate } from './due-date.ts';
import { type Edit, editCase } from './edit-case.ts';
import type { CaseRow } from './read-case.ts';
import type { ReopenCase } from './verb-inputs.ts';

/** Takes the outcome back and gives a new day to be settled by. What was said stands in the event. */
export function reopening(context: InquiryContext, row: CaseRow, note: string): Edit {
  const dueOn = defaultDueDate(context.now());
  return {
    change: { state: 'open', outcomeKind: null, outcomeText: null, closedAt: null, dueOn },
    event: {
      kind: 'REOPENED',
      before: { state: 'closed', dueOn: row.dueOn, outcome: { kind: row.outcomeKind, text: row.outcomeText } },
      after: { state: 'open', dueOn, outcome: null },
      note,
    },
  };
}

/** Opens a closed case again. @throws AppError NOT_FOUND, CONFLICT. */
export async function reopenCase(context: InquiryContext, input: ReopenCase): Promise<CaseDetail> {
  return editCase(context, input, (row) => {
    if (row.state === 'closed') return reopening(context, row, input.reason);
    throw new AppError('CONFLICT', `Case ${row.number} is open already.`, {
      reason: 'CASE_OPEN',
      where: { case: row.number },
    });
  });
}
