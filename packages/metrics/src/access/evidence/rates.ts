import {
  assessParity,
  mantelHaenszelRiskDifference,
  materialityP,
  pooledCell,
  type Interval,
  type ParityCell,
} from '@vigie/statistics';
import type { Indicator } from '../indicators.ts';
import { rateDispersion } from './dispersion.ts';
import { clusteredFlags, heterogeneousFlags, mergedFlags, noData, smallSampleFlags } from './evidence-flags.ts';
import { homogeneityOf } from './homogeneity.ts';
import { dispersedInterval, dispersedP } from './disperse.ts';
import type { KpiEvidence } from './kpi-evidence.ts';
import type { RateSums } from './kpi-sums.ts';
import { withoutEvidence } from './without-evidence.ts';
import { errorLevel, likeForLikeLevels, rateStrata, successLevel } from './rate-strata.ts';

/** Rates told as errors. Their complement is near 1, so four fifths say nothing of them. */
const ERROR_RATES: ReadonlySet<string> = new Set(['CA-06', 'CA-10', 'CA-18']);

/**
 * Success rates, like for like: Mantel–Haenszel difference partner − own with Sato's interval (one stratum: Newcombe), p by the exact conditional tail over the
 * strata's hypergeometrics, all of it with the dispersion factor φ. domain.md §3.5(c)(e)(h), §3.6; domain-sequential S1.6, S3.
 */
export function rateEvidence(indicator: Indicator, sums: RateSums): KpiEvidence {
  const toldAsErrors = ERROR_RATES.has(indicator.id);
  const levelOf = toldAsErrors ? errorLevel : successLevel;
  const informative = sums.strata.filter((s) => s.partner.trials > 0 && s.own.trials > 0);
  const all = pooledCell(sums.strata);
  const units = { ownN: all.own.trials, partnerN: all.partner.trials };
  const test = informative.length > 1 ? 'exact conditional, stratified' : 'Fisher exact';
  const assessed = assessParity({
    cells: sums.strata,
    marginRatio: indicator.margin,
    successOriented: !toldAsErrors,
  });
  const { difference, interval90 } = assessed;
  if (difference === null || assessed.p === null) {
    return withoutEvidence(indicator, { test, flags: [noData(indicator, units)] }, units);
  }
  const dispersion = rateDispersion(sums.days);
  const p = dispersedP(assessed.p, dispersion);
  const standardError = standardErrorOf(informative) * Math.sqrt(dispersion);
  const homogeneity = homogeneityOf(informative, dispersion);
  return {
    effect: difference,
    ...endsOf(interval90 && dispersedInterval(difference, interval90, dispersion)),
    p,
    materialityP: materialityP({ difference, standardError, p, marginRatio: indicator.margin }),
    standardStatus: null,
    impactRatio: assessed.impactRatio,
    margin: indicator.margin,
    mdd: assessed.detectableDifference && assessed.detectableDifference * Math.sqrt(dispersion),
    ...likeForLikeLevels(informative, levelOf),
    ...units,
    crudeEffect: assessed.crudeDifference,
    homogeneityP: homogeneity.p,
    dispersion,
    test,
    strata: rateStrata(informative, dispersion, levelOf),
    beside: [
      { name: 'crude', own: levelOf(all.own), partner: levelOf(all.partner), unit: 'ratio' },
      ...(sums.beside ?? []),
    ],
    flags: [
      ...smallSampleFlags(units.partnerN),
      ...clusteredFlags(dispersion),
      ...heterogeneousFlags(homogeneity),
      ...mergedFlags(sums.merge),
    ],
  };
}

/** Of the difference, without φ: Sato's over several strata, the two binomial variances in one; 0 where every unit ended alike. */
function standardErrorOf(cells: readonly ParityCell[]): number {
  const [only] = cells;
  if (cells.length === 1 && only) {
    return Math.sqrt(
      [only.partner, only.own].reduce((sum, { successes, trials }) => {
        const rate = successes / trials;
        return sum + (rate * (1 - rate)) / trials;
      }, 0),
    );
  }
  const common = mantelHaenszelRiskDifference(cells, 0.9);
  return common.ok ? common.value.standardError : 0;
}

const endsOf = (interval: Interval | null): { ciLow: number | null; ciHigh: number | null } => ({
  ciLow: interval && Math.max(-1, interval.lower),
  ciHigh: interval && Math.min(1, interval.upper),
});
