import type { InquiryContext } from '../context.ts';
import { appendEvent } from './append-event.ts';
import type { CaseDetail } from './case-shapes.ts';
import { lockCase } from './edit-case.ts';
import { readCase } from './read-case.ts';
import type { AddNote } from './verb-inputs.ts';

/** Adds words to a case, open or closed. They change no field, so nobody's change is refused for them. @throws AppError NOT_FOUND. */
export async function addNote(context: InquiryContext, { id, note }: AddNote): Promise<CaseDetail> {
  return context.db.transaction(async (tx) => {
    await lockCase(tx, id);
    await appendEvent(tx, context, { caseId: id, kind: 'NOTE', note });
    return readCase(tx, id, context.now());
  });
}
