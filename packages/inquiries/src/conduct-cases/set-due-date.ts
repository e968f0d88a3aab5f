import { AppError, parisDayOf } from '@vigie/kernel';
import type { InquiryContext } from '../context.ts';
import type { CaseDetail } from './case-shapes.ts';
import { editCase, mustBeOpen } from './edit-case.ts';
import type { SetDueDate } from './verb-inputs.ts';

/** Moves the day by which the case is to be settled. @throws AppError NOT_FOUND, CONFLICT, BAD_INPUT before the day it was opened. */
export async function setDueDate(context: InquiryContext, input: SetDueDate): Promise<CaseDetail> {
  return editCase(context, input, (row) => {
    mustBeOpen(row);
    const { dueOn } = input;
    const openedOn = parisDayOf(row.openedAt);
    if (dueOn < openedOn) {
      throw new AppError('BAD_INPUT', `Case ${row.number} was opened on ${openedOn}: it cannot be due before.`, {
        reason: 'DUE_BEFORE_OPENED',
        where: { case: row.number, field: 'dueOn' },
      });
    }
    if (dueOn === row.dueOn) return null;
    return { change: { dueOn }, event: { kind: 'DUE_DATE', before: { dueOn: row.dueOn }, after: { dueOn } } };
  });
}
