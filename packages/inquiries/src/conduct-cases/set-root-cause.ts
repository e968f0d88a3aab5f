import type { InquiryContext } from '../context.ts';
import type { CaseDetail, RootCause } from './case-shapes.ts';
import { editCase, mustBeOpen } from './edit-case.ts';
import type { CaseRow } from './read-case.ts';
import type { SetRootCause } from './verb-inputs.ts';

const causeOf = (row: CaseRow): Record<keyof RootCause, string | null> => ({
  kind: row.rootCauseKind,
  text: row.rootCauseText,
});

/** Says why the partner was served worse. It may be said again better; every version stands in the events. @throws AppError NOT_FOUND, CONFLICT. */
export async function setRootCause(context: InquiryContext, input: SetRootCause): Promise<CaseDetail> {
  return editCase(context, input, (row) => {
    mustBeOpen(row);
    const { kind, text } = input.rootCause;
    if (kind === row.rootCauseKind && text === row.rootCauseText) return null;
    return {
      change: { rootCauseKind: kind, rootCauseText: text },
      event: {
        kind: 'ROOT_CAUSE',
        before: row.rootCauseKind === null ? null : { rootCause: causeOf(row) },
        after: { rootCause: { kind, text } },
      },
    };
  });
}
