import { newcombeInterval } from '@vigie/statistics';
import type { KpiStratum } from '../kpi-row.ts';
import { ACCESS_RULES } from './access-rules.ts';
import type { RateStratum } from './kpi-sums.ts';

/** The heaviest strata as shares within the margin, each with its Newcombe interval. */
export function cellStrata(cells: readonly RateStratum[]): KpiStratum[] {
  const both = cells.filter(({ partner, own }) => partner.trials > 0 && own.trials > 0);
  const weights = both.map(({ partner, own }) => (partner.trials * own.trials) / (partner.trials + own.trials));
  const total = weights.reduce((acc, weight) => acc + weight, 0);
  return both
    .map((one, index) => {
      const gap = newcombeInterval(one.partner, one.own, 0.9);
      return {
        key: one.key,
        ownN: one.own.trials,
        partnerN: one.partner.trials,
        ownLevel: one.own.successes / one.own.trials,
        partnerLevel: one.partner.successes / one.partner.trials,
        effect: gap?.difference ?? null,
        ciLow: gap?.lower ?? null,
        ciHigh: gap?.upper ?? null,
        weight: (weights[index] ?? 0) / total,
      };
    })
    .toSorted((left, right) => right.weight - left.weight)
    .slice(0, ACCESS_RULES.shownStrata);
}
