import type { InquiryContext } from '../context.ts';
import type { CaseDetail } from './case-shapes.ts';
import { editCase, mustBeOpen } from './edit-case.ts';
import type { AssignOwner } from './verb-inputs.ts';

/** Gives the case an owner, or takes it from one. @throws AppError NOT_FOUND, CONFLICT. */
export async function assignOwner(context: InquiryContext, input: AssignOwner): Promise<CaseDetail> {
  return editCase(context, input, (row) => {
    mustBeOpen(row);
    const { owner } = input;
    if (owner === row.owner) return null;
    return { change: { owner }, event: { kind: 'OWNER', before: { owner: row.owner }, after: { owner } } };
  });
}
