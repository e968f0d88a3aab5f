import { addWorkingDays, parisDayOf } from '@vigie/kernel';
import { CASE_PARAMETERS } from './parameters.ts';

/** The day by which a case opened now is to be settled, when nobody says otherwise. */
export function defaultDueDate(now: Date): string {
  return addWorkingDays(parisDayOf(now), CASE_PARAMETERS.dueInWorkingDays);
}
