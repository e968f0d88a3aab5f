import { checkCell, type ParityCell } from '../proportions/proportion.ts';

/** Sums from which the stratified risk difference follows: RD = S/W, Var RD = (RD·P + Q)/W². They add up over strata and days. */
export interface SatoSums {
  /** Σ n_P n_O / N */
  w: number;
  /** Σ w(p_P − p_O), negative = partner worse */
  s: number;
  p: number;
  q: number;
}

export const NO_SATO_SUMS: SatoSums = { w: 0, s: 0, p: 0, q: 0 };

/** The sums of one stratum; zeros when either side is empty. Sato (1989). */
export function satoTerms(cell: ParityCell): SatoSums {
  checkCell(cell);
  const { successes: partner, trials: nP } = cell.partner;
  const { successes: own, trials: nO } = cell.own;
  if (nP === 0 || nO === 0) return NO_SATO_SUMS;
  const n = nP + nO;
  const [shareP, shareO] = [nP / n, nO / n];
  return {
    w: nP * shareO,
    s: partner * shareO - own * shareP,
    p: shareP * shareP * own - shareO * shareO * partner + (shareP * shareO * (nO - nP)) / 2,
    q: (partner * ((nO - own) / n) + own * ((nP - partner) / n)) / 2,
  };
}

/** Sum of both; `dispersion` φ multiplies the variance part of the second. */
export function addSato(left: SatoSums, right: SatoSums, dispersion: number = 1): SatoSums {
  return {
    w: left.w + right.w,
    s: left.s + right.s,
    p: left.p + dispersion * right.p,
    q: left.q + dispersion * right.q,
  };
}
