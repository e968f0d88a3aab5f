import { requireCount } from '../checks.ts';
import { binomial } from '../lattice/binomial.ts';
import { exactP, type Alternative } from '../lattice/lattice.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { chiSquareUpper } from '../special/chi-square.ts';

/** Discordant pairs: seen by the first only, by the second only. */
export interface Discordance {
  firstOnly: number;
  secondOnly: number;
}

export interface McNemarResult {
  statistic: number;
  p: number;
  correctedStatistic: number;
  correctedP: number;
  /** Binomial of the discordant pairs at ½, in the direction asked for. */
  exactP: number;
  /** The exact one under 25 discordant pairs. */
  recommended: 'EXACT' | 'CHI_SQUARE';
}

/**
 * McNemar's test of paired proportions: χ² (two-sided by nature) without and with Edwards' correction, as R's `mcnemar.test`, and exact at any
 * number of pairs, R's `binom.test(firstOnly, pairs)`. `GREATER` = the first alone sees more. Refuses `NO_EVENT` without a discordant pair.
 */
export function mcNemar(
  { firstOnly, secondOnly }: Discordance,
  alternative: Alternative = 'TWO_SIDED',
): Outcome<McNemarResult> {
  requireCount('firstOnly', firstOnly);
  requireCount('secondOnly', secondOnly);
  const discordant = firstOnly + secondOnly;
  if (discordant === 0) return refused('NO_EVENT');
  const gap = Math.abs(firstOnly - secondOnly);
  const statistic = gap ** 2 / discordant;
  // The correction must not turn a perfect balance into evidence.
  const correctedStatistic = Math.max(0, gap - 1) ** 2 / discordant;
  return found({
    statistic,
    p: chiSquareUpper(statistic, 1),
    correctedStatistic,
    correctedP: chiSquareUpper(correctedStatistic, 1),
    exactP: exactP(binomial(discordant, 0.5), firstOnly, alternative),
    recommended: discordant < 25 ? 'EXACT' : 'CHI_SQUARE',
  });
}
