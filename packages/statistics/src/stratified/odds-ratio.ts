import type { Interval } from '../intervals/interval.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import type { ParityCell } from '../proportions/proportion.ts';
import { criticalZ } from '../special/normal.ts';
import { tableOf } from './cmh-test.ts';

export interface CommonOddsRatio {
  /** Own against partner: over 1 = own channels succeed more often. */
  oddsRatio: number;
  /** Robins–Breslow–Greenland log interval; null at an estimate of 0. */
  interval: Interval | null;
}

/**
 * Mantel–Haenszel odds ratio Σ(ad/n)/Σ(bc/n) with the variance of Robins, Breslow and Greenland (1986).
 * Refuses `DEGENERATE_TABLE` when Σ(bc/n) = 0 (infinite or undefined ratio).
 */
export function mantelHaenszelOddsRatio(
  cells: readonly ParityCell[],
  confidence: number = 0.95,
): Outcome<CommonOddsRatio> {
  let [sumR, sumS, sumPR, sumCross, sumQS] = [0, 0, 0, 0, 0];
  for (const { a, b, c, d, n } of cells.map(tableOf)) {
    if (n === 0) continue;
    const r = (a / n) * d;
    const s = (b / n) * c;
    const p = (a + d) / n;
    const q = (b + c) / n;
    sumR += r;
    sumS += s;
    sumPR += p * r;
    sumCross += p * s + q * r;
    sumQS += q * s;
  }
  if (sumS === 0) return refused('DEGENERATE_TABLE');
  const oddsRatio = sumR / sumS;
  if (sumR === 0) return found({ oddsRatio, interval: null });
  const variance = sumPR / (2 * sumR ** 2) + sumCross / (2 * sumR * sumS) + sumQS / (2 * sumS ** 2);
  const reach = criticalZ(confidence) * Math.sqrt(variance);
  return found({ oddsRatio, interval: { lower: oddsRatio * Math.exp(-reach), upper: oddsRatio * Math.exp(reach) } });
}
