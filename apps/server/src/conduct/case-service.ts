import type { CaseService } from '@vigie/api';
import type { Db } from '@vigie/database';
import type { Actor, CaseDetail, InquiryContext } from '@vigie/inquiries';
import {
  addNote,
  assignOwner,
  caseSummarySchema,
  closeCase,
  getCase,
  listCases,
  reopenCase,
  setDueDate,
  setRootCause,
} from '@vigie/inquiries';
import type { ProgressBus } from '../progress/progress-bus.ts';

const now = (): Date => new Date();

/** The verbs of conduct cases, on one database; every change is told to the subscribers. */
export function createCaseService(db: Db, bus: Pick<ProgressBus, 'publish'>): CaseService {
  const reader: InquiryContext = { db, now, actor: { kind: 'job', name: 'reader' } };
  const changing =
    <Input>(verb: (context: InquiryContext, input: Input) => Promise<CaseDetail>) =>
    async (actor: Actor, input: Input): Promise<CaseDetail> => {
      const changed = await verb({ db, now, actor }, input);
      bus.publish({ kind: 'case', case: caseSummarySchema.parse(changed) });
      return changed;
    };
  return {
    list: (input) => listCases(reader, input),
    get: (input) => getCase(reader, input),
    assign: changing(assignOwner),
    setDueDate: changing(setDueDate),
    setRootCause: changing(setRootCause),
    addNote: changing(addNote),
    close: changing(closeCase),
    reopen: changing(reopenCase),
  };
}
