import { newcombeInterval, type Proportion } from '@vigie/statistics';
import type { KpiStratum } from '../kpi-row.ts';
import { ACCESS_RULES } from './access-rules.ts';
import { dispersedInterval } from './disperse.ts';
import type { RateStratum } from './kpi-sums.ts';

/** Which way a level is told: a success rate as it stands, an error rate as the errors. The effect is partner − own of successes in both. */
export type LevelOf = (proportion: Proportion) => number | null;

export const successLevel: LevelOf = ({ successes, trials }) => (trials === 0 ? null : successes / trials);
export const errorLevel: LevelOf = ({ successes, trials }) => (trials === 0 ? null : (trials - successes) / trials);

/** n_P n_O / N: the weight of a stratum in the pooled difference. */
export const weightOf = ({ partner, own }: RateStratum): number =>
  partner.trials + own.trials === 0 ? 0 : (partner.trials / (partner.trials + own.trials)) * own.trials;

/** The strata as a row shows them, the heaviest first, at most as many as stated; the pooled figure stands on all of them. */
export function rateStrata(strata: readonly RateStratum[], dispersion: number, levelOf: LevelOf): KpiStratum[] {
  const total = strata.reduce((sum, stratum) => sum + weightOf(stratum), 0);
  return strata
    .toSorted((left, right) => weightOf(right) - weightOf(left) || compareKeys(left, right))
    .slice(0, ACCESS_RULES.shownStrata)
    .map((stratum) => {
      const { partner, own, key } = stratum;
      const newcombe = newcombeInterval(partner, own, 0.9);
      const interval = newcombe && dispersedInterval(newcombe.difference, newcombe, dispersion);
      return {
        key,
        ownN: own.trials,
        partnerN: partner.trials,
        ownLevel: levelOf(own),
        partnerLevel: levelOf(partner),
        effect: newcombe?.difference ?? null,
        ciLow: interval && Math.max(-1, interval.lower),
        ciHigh: interval && Math.min(1, interval.upper),
        weight: total > 0 ? weightOf(stratum) / total : 0,
      };
    });
}

/** Levels weighted as the pooled difference is, so that they differ by it; null without a stratum that has both sides. */
export function likeForLikeLevels(
  strata: readonly RateStratum[],
  levelOf: LevelOf,
): { readonly ownLevel: number | null; readonly partnerLevel: number | null } {
  let weight = 0;
  let own = 0;
  let partner = 0;
  for (const stratum of strata) {
    const w = weightOf(stratum);
    weight += w;
    own += w * (levelOf(stratum.own) ?? 0);
    partner += w * (levelOf(stratum.partner) ?? 0);
  }
  return weight > 0
    ? { ownLevel: own / weight, partnerLevel: partner / weight }
    : { ownLevel: null, partnerLevel: null };
}

const nameOf = ({ key }: RateStratum): string => Object.values(key).join('|');
const compareKeys = (left: RateStratum, right: RateStratum): number =>
  nameOf(left) < nameOf(right) ? -1 : nameOf(left) > nameOf(right) ? 1 : 0;
