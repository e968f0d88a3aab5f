import { binnedSurvivalAt, countOf, kaplanMeierOfBins, quantileSide, type DurationBin } from '@vigie/statistics';
import type { Indicator } from '../indicators.ts';
import type { KpiEvidence } from './kpi-evidence.ts';
import type { LagStratum, LagSums } from './kpi-sums.ts';
import { lastSeen } from './lag-tools.ts';
import { noEvent } from './rest-flags.ts';
import { withoutEvidence } from './without-evidence.ts';

/**
 * CA-14: median days to production by Kaplan–Meier against the standard (the margin: 30 days), a statement of fact outside the family. GREEN when half were through by then, AMBER when not;
 * none while those still waiting have not waited that long. What refused requests waited counts as not yet done.
 */
export function medianStandardEvidence(
  indicator: Indicator,
  sums: LagSums,
  strata: readonly LagStratum[],
): KpiEvidence {
  const limit = indicator.margin;
  const partner = strata.flatMap((one) => one.partner);
  const own = strata.flatMap((one) => one.own);
  const test = `standard, outside the family: Kaplan–Meier median of the last twelve months at most ${limit} days`;
  const side = quantileSide(partner, 0.5, { confidence: 0.9 });
  const curve = kaplanMeierOfBins(partner);
  const last = lastSeen(partner);
  const atLimit = binnedSurvivalAt(curve, limit).survival;
  const units = { ownN: countOf(own), partnerN: countOf(partner) };
  const beside = [
    {
      name: `done within ${limit} days`,
      own: shareBy(own, limit),
      partner: last < limit ? null : 1 - atLimit,
      unit: 'ratio',
    },
    { name: 'still waiting', own: waiting(own), partner: waiting(partner), unit: 'count' },
    { name: 'median, 90 % from', own: null, partner: side.interval?.lower ?? null, unit: 'days' },
    { name: 'median, 90 % to', own: null, partner: side.interval?.upper ?? null, unit: 'days' },
    ...(sums.beside ?? []),
  ];
  // Half are through as soon as the curve is at ½, however long the others wait.
  const met = atLimit <= 0.5 + 1e-9;
  if (!met && last < limit) {
    const flag = noEvent(indicator, `the requests still waiting have waited at most ${Math.floor(last)} days.`, {
      waiting: waiting(partner) ?? 0,
    });
    return withoutEvidence(indicator, { test, flags: [flag] }, { ...units, beside });
  }
  const ends = side.interval;
  return {
    ...withoutEvidence(indicator, { test, flags: [] }, { ...units, beside }),
    effect: side.quantile === null ? null : 0 - side.quantile,
    ciLow: ends?.upper == null ? null : -ends.upper,
    ciHigh: ends === null ? null : 0 - ends.lower,
    ownLevel: quantileSide(own, 0.5).quantile,
    partnerLevel: side.quantile,
    standardStatus: met ? 'GREEN' : 'AMBER',
  };
}

function shareBy(bins: readonly DurationBin[], limit: number): number | null {
  return countOf(bins) > 0 ? 1 - binnedSurvivalAt(kaplanMeierOfBins(bins), limit).survival : null;
}

function waiting(bins: readonly DurationBin[]): number | null {
  return countOf(bins) > 0 ? countOf(bins.filter((bin) => bin.censored)) : null;
}
