import type { ParityCell } from '../proportions/proportion.ts';

/** A cell from counts of success and failure: own first, as the tables of the field print them. */
export function cellOf(
  ownSuccess: number,
  ownFailure: number,
  partnerSuccess: number,
  partnerFailure: number,
): ParityCell {
  return {
    own: { successes: ownSuccess, trials: ownSuccess + ownFailure },
    partner: { successes: partnerSuccess, trials: partnerSuccess + partnerFailure },
  };
}

/** A cell from partner's successes/trials against own's. */
export function against(partner: readonly [number, number], own: readonly [number, number]): ParityCell {
  return {
    partner: { successes: partner[0], trials: partner[1] },
    own: { successes: own[0], trials: own[1] },
  };
}

/** Golden dataset B: booking success by département and specialty; the crude rates point the other way (Simpson). */
export const GOLDEN_B: readonly ParityCell[] = [
  cellOf(900, 100, 170, 30),
  cellOf(190, 10, 570, 30),
  cellOf(48, 2, 19, 1),
  cellOf(240, 60, 60, 20),
];

/** Admissions to Berkeley by department, men against women (R's `UCBAdmissions`). */
export const UCB_ADMISSIONS: readonly ParityCell[] = [
  cellOf(512, 313, 89, 19),
  cellOf(353, 207, 17, 8),
  cellOf(120, 205, 202, 391),
  cellOf(138, 279, 131, 244),
  cellOf(53, 138, 94, 299),
  cellOf(22, 351, 24, 317),
];
