/** Choices of the product about conduct cases, in one place. None of them touches a figure. */
export const CASE_PARAMETERS = {
  /**
   * French working days until a case is due, from the Paris day it was opened or reopened. Ten, as for the answer to an access
   * request (CA-10): the platform gives itself no more time than it must give its partners.
   */
  dueInWorkingDays: 10,
  /** Effects that differ by less than this, relatively, are one effect: a release computed anew is no restatement. */
  sameEffectRelative: 1e-9,
} as const;
