import { requireCount } from '../checks.ts';
import { binomial } from '../lattice/binomial.ts';
import { exactP } from '../lattice/lattice.ts';
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
  /** Two-sided binomial of the discordant pairs at ½. */
  exactP: number;
  /** The exact one under 25 discordant pairs. */
  recommended: 'EXACT' | 'CHI_SQUARE';
}

/** McNemar's test of paired proportions. Refuses `NO_EVENT` without a discordant pair: nothing distinguishes the two. */
export function mcNemar({ firstOnly, secondOnly }: Discordance): Outcome<McNemarResult> {
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
    exactP: exactP(binomial(discordant, 0.5), firstOnly, 'TWO_SIDED'),
    recommended: discordant < 25 ? 'EXACT' : 'CHI_SQUARE',
  });
}
