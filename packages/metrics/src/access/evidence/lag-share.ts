import {
  binnedSurvivalAt,
  binomial,
  countOf,
  criticalZ,
  detectionConstant,
  kaplanMeierOfBins,
  normalCdf,
  wilsonInterval,
  type DurationBin,
} from '@vigie/statistics';
import type { Indicator } from '../indicators.ts';
import { smallSampleFlags } from './evidence-flags.ts';
import type { KpiEvidence } from './kpi-evidence.ts';
import type { LagStratum, LagSums } from './kpi-sums.ts';

/** Day by which a complete export is due (domain.md §3.3, CA-15). */
const DUE_DAYS = 30;

/**
 * CA-15: share of requests with a complete export by day 30, against all of them (effect = share − 1, margin 5 points). There is no own side to be compared with, so the one hypothesis is the
 * standard itself, share ≥ 1 − δ: p = p_δ = exact binomial lower tail, Wilson interval. Requests still open before day 30 make it Kaplan–Meier, its effective number of
 * units and the normal curve.
 */
export function shareWithinEvidence(indicator: Indicator, sums: LagSums, strata: readonly LagStratum[]): KpiEvidence {
  const partner = strata.flatMap((one) => one.partner);
  const own = strata.flatMap((one) => one.own);
  const standard = 1 - indicator.margin;
  const units = { ownN: countOf(own), partnerN: countOf(partner) };
  const open = partner.some((bin) => bin.censored && bin.value < DUE_DAYS);
  const read = open ? estimated(partner, standard) : counted(partner, standard);
  return {
    effect: read.share - 1,
    ciLow: read.lower - 1,
    ciHigh: read.upper - 1,
    p: read.p,
    materialityP: read.p,
    standardStatus: null,
    impactRatio: null,
    margin: indicator.margin,
    mdd: detectionConstant() * Math.sqrt((standard * (1 - standard)) / read.n),
    ownLevel: shareOf(own),
    partnerLevel: read.share,
    ...units,
    crudeEffect: null,
    homogeneityP: null,
    dispersion: null,
    test: `${open ? 'Kaplan–Meier share' : 'exact binomial'} by day ${DUE_DAYS} against ${Math.round(100 * standard)} %; no own side, so p is that of “worse than the standard”`,
    strata: [],
    beside: sums.beside ?? [],
    flags: smallSampleFlags(units.partnerN),
  };
}

interface Share {
  readonly share: number;
  readonly lower: number;
  readonly upper: number;
  readonly p: number;
  readonly n: number;
}

function counted(bins: readonly DurationBin[], standard: number): Share {
  const trials = countOf(bins);
  const successes = countOf(bins.filter((bin) => !bin.censored && bin.value <= DUE_DAYS));
  const interval = wilsonInterval(successes, trials, 0.9);
  return {
    share: successes / trials,
    lower: interval?.lower ?? 0,
    upper: interval?.upper ?? 1,
    p: binomial(trials, standard).lowerTail(successes),
    n: trials,
  };
}

function estimated(bins: readonly DurationBin[], standard: number): Share {
  const { survival, effectiveN } = binnedSurvivalAt(kaplanMeierOfBins(bins), DUE_DAYS);
  // Before the first event only those seen up to day 30 are known not to have been served by then.
  const seen = countOf(bins.filter((bin) => !bin.censored || bin.value >= DUE_DAYS));
  const n = Math.max(1, effectiveN ?? seen);
  const share = 1 - survival;
  const square = criticalZ(0.9) ** 2;
  const centre = (share + square / (2 * n)) / (1 + square / n);
  const reach = Math.sqrt((share * (1 - share) * square) / n + (square / (2 * n)) ** 2) / (1 + square / n);
  return {
    share,
    // Wilson's interval with the effective number of units.
    lower: Math.max(0, centre - reach),
    upper: Math.min(1, centre + reach),
    p: normalCdf((share - standard) / Math.sqrt((standard * (1 - standard)) / n)),
    n,
  };
}

function shareOf(bins: readonly DurationBin[]): number | null {
  return countOf(bins) > 0 ? 1 - binnedSurvivalAt(kaplanMeierOfBins(bins), DUE_DAYS).survival : null;
}
