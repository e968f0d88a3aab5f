import { found, refused, type Outcome } from '../outcome.ts';
import type { DifferenceInterval } from '../proportions/newcombe.ts';
import { checkCell, type ParityCell } from '../proportions/proportion.ts';
import type { SatoSums } from '../stratified/sato-sums.ts';
import { normalMixtureBoundary } from './normal-mixture.ts';

/** V = RD·P + Q of accumulated sums, the variance of S; may be ≤ 0 when nothing has varied yet. */
export function satoVariance(sums: SatoSums): number {
  return sums.w === 0 ? 0 : (sums.s / sums.w) * sums.p + sums.q;
}

/**
 * Confidence sequence of the Mantel–Haenszel difference partner − own (ratio units), the stratum being stratum × day:
 * RD ± b(V)/W. Covers the weighted mean gap to date on all days together; asymptotic, so print it only past `burnIn`.
 * Accumulate with `satoTerms` and `addSato` (with the month's φ). Refuses `NO_INFORMATIVE_STRATUM`, `ZERO_VARIANCE`.
 */
export function mhSequence(sums: SatoSums, rho: number, alpha: number = 0.05): Outcome<DifferenceInterval> {
  if (sums.w === 0) return refused('NO_INFORMATIVE_STRATUM');
  const variance = satoVariance(sums);
  if (!(variance > 0)) return refused('ZERO_VARIANCE');
  const difference = sums.s / sums.w;
  const reach = normalMixtureBoundary(variance, rho, alpha) / sums.w;
  return found({ difference, lower: Math.max(-1, difference - reach), upper: Math.min(1, difference + reach) });
}

/** Partner successes and failures expected at the own rates, Σ n_P·p_O and Σ n_P(1 − p_O). */
export interface BurnIn {
  expectedSuccesses: number;
  expectedFailures: number;
}

/** Adds one cell; a cell without own units adds nothing. */
export function addBurnIn(sofar: BurnIn, cell: ParityCell): BurnIn {
  checkCell(cell);
  if (cell.own.trials === 0) return sofar;
  const rate = cell.own.successes / cell.own.trials;
  return {
    expectedSuccesses: sofar.expectedSuccesses + cell.partner.trials * rate,
    expectedFailures: sofar.expectedFailures + cell.partner.trials * (1 - rate),
  };
}

/** True once both are at least 30: before, the sequence misses far more often than α (20 % of years in simulation). */
export function pastBurnIn({ expectedSuccesses, expectedFailures }: BurnIn, least: number = 30): boolean {
  return expectedSuccesses >= least && expectedFailures >= least;
}
