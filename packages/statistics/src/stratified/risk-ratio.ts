import { found, refused, type Outcome } from '../outcome.ts';
import type { ParityCell } from '../proportions/proportion.ts';
import type { RatioEstimate } from '../proportions/risk-ratio.ts';
import { criticalZ } from '../special/normal.ts';
import { tableOf } from './cmh-test.ts';

/**
 * Mantel–Haenszel risk ratio partner/own, Σ(a_P n_O/N)/Σ(c_O n_P/N), with the log variance of Greenland and Robins (1985).
 * Refuses `NO_INFORMATIVE_STRATUM` when no stratum has both sides, `NO_EVENT` when own never succeeds there.
 * The interval is null when the partner never succeeds.
 */
export function mantelHaenszelRiskRatio(
  cells: readonly ParityCell[],
  confidence: number = 0.95,
): Outcome<RatioEstimate> {
  let [partnerSum, ownSum, spread, informative] = [0, 0, 0, 0];
  for (const { a: own, b, c: partner, d, n } of cells.map(tableOf)) {
    const shareO = (own + b) / n;
    const shareP = (partner + d) / n;
    if (!(shareO > 0 && shareP > 0)) continue;
    informative += 1;
    partnerSum += partner * shareO;
    ownSum += own * shareP;
    spread += (partner + own) * shareP * shareO - (partner / n) * own;
  }
  if (informative === 0) return refused('NO_INFORMATIVE_STRATUM');
  if (ownSum === 0) return refused('NO_EVENT');
  const ratio = partnerSum / ownSum;
  if (partnerSum === 0) return found({ ratio, interval: null });
  // All succeeded: the spread is a zero that may come out just negative.
  const reach = criticalZ(confidence) * Math.sqrt(Math.max(0, spread / (partnerSum * ownSum)));
  return found({ ratio, interval: { lower: ratio * Math.exp(-reach), upper: ratio * Math.exp(reach) } });
}

/**
 * Partner's success rate (ratio) on the own mix of strata: Σ (n_O/Σn_O)·p_P. Refuses `EMPTY_SAMPLE` when a stratum that
 * weighs has no partner unit: dropping it would change the mix silently.
 */
export function standardisedPartnerRate(cells: readonly ParityCell[]): Outcome<number> {
  const weighing = cells.filter((cell) => cell.own.trials > 0);
  const ownTotal = weighing.reduce((acc, cell) => acc + cell.own.trials, 0);
  if (ownTotal === 0 || weighing.some((cell) => cell.partner.trials === 0)) return refused('EMPTY_SAMPLE');
  const standardised = weighing.reduce(
    (acc, { own, partner }) => acc + (own.trials / ownTotal) * (partner.successes / partner.trials),
    0,
  );
  return found(standardised);
}
