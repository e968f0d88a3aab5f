import type { InquiryContext } from '../context.ts';
import type { CaseDetail } from './case-shapes.ts';
import { readCase } from './read-case.ts';
import type { ByCase } from './verb-inputs.ts';

/** One case with its findings and all its events. @throws AppError NOT_FOUND. */
export async function getCase({ db, now }: InquiryContext, { id }: ByCase): Promise<CaseDetail> {
  return readCase(db, id, now());
}
