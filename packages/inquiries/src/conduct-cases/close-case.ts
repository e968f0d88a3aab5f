import { AppError } from '@vigie/kernel';
import type { InquiryContext } from '../context.ts';
import type { CaseDetail } from './case-shapes.ts';
import { editCase, mustBeOpen } from './edit-case.ts';
import type { CloseCase } from './verb-inputs.ts';

/** Ends a case with its outcome. @throws AppError NOT_FOUND, CONFLICT, REFUSED (CAUSE_MISSING) while nobody has said why it happened. */
export async function closeCase(context: InquiryContext, input: CloseCase): Promise<CaseDetail> {
  return editCase(context, input, (row) => {
    mustBeOpen(row);
    if (row.rootCauseKind === null) {
      throw new AppError('REFUSED', `Case ${row.number} has no root cause yet, so it cannot be closed.`, {
        reason: 'CAUSE_MISSING',
        where: { case: row.number, field: 'rootCause' },
        cure: 'Say first why it happened; “unknown” with what was looked at is an answer too.',
      });
    }
    const { kind, text } = input.outcome;
    return {
      change: { state: 'closed', outcomeKind: kind, outcomeText: text, closedAt: context.now() },
      event: { kind: 'CLOSED', before: { state: 'open' }, after: { state: 'closed', outcome: { kind, text } } },
    };
  });
}
