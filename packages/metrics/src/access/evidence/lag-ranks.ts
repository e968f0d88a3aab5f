import {
  countOf,
  logRankOfBins,
  logRankPermutationP,
  moverDifference,
  quantileSide,
  rankTestOfBins,
  standardiseOwn,
} from '@vigie/statistics';
import type { Indicator } from '../indicators.ts';
import type { KpiRow } from '../kpi-row.ts';
import { noData, smallSampleFlags } from './evidence-flags.ts';
import type { KpiEvidence } from './kpi-evidence.ts';
import type { LagStratum, LagSums } from './kpi-sums.ts';
import { detectableFromReach, lastSeen, logTime, onLogs, rankBinsOf } from './lag-tools.ts';
import { leftOutFlags, notReached, noEvent } from './rest-flags.ts';
import { withoutEvidence } from './without-evidence.ts';

/**
 * CA-17: minutes to the first answer, same severity with same severity. Effect = −ln of the ratio of medians (own weighted to the partner's severities), interval by order statistics
 * and MOVER on logs; p by Mann–Whitney within severities (van Elteren; permuted under 30 tickets), p_δ the same against own times × e^δ. Tickets still without an answer make it a stratified log-rank.
 */
export function lagRankEvidence(indicator: Indicator, sums: LagSums, strata: readonly LagStratum[]): KpiEvidence {
  const compared = strata.filter((one) => countOf(one.partner) > 0 && countOf(one.own) > 0);
  const units = unitsOf(strata);
  const open = compared.some((one) => [...one.partner, ...one.own].some((bin) => bin.censored));
  const test = open
    ? 'stratified log-rank, one-sided, same severity (some tickets are still unanswered)'
    : 'Mann–Whitney within severities (van Elteren), one-sided';
  if (compared.length === 0)
    return withoutEvidence(
      indicator,
      { test, flags: [noData(indicator, units)] },
      { ...units, beside: sums.beside ?? [] },
    );
  const { partner, own } = standardiseOwn(compared);
  const [slow, base] = [partner, own].map((bins) => quantileSide(bins, 0.5, { confidence: 0.9 }));
  if (!slow || !base?.interval || base.quantile === null) {
    const flag = noEvent(
      indicator,
      'more than half of the own tickets have no answer, so there is no baseline.',
      units,
    );
    return withoutEvidence(indicator, { test, flags: [flag] }, units);
  }
  const last = lastSeen(partner);
  const { difference, lower, upper } = moverDifference(
    onLogs(slow.quantile ?? last, slow.interval ?? { lower: last, upper: null }),
    onLogs(base.quantile, base.interval),
  );
  const p = slowerP(compared, 1, open);
  const pending = countOf(partner.filter((bin) => bin.censored)) / countOf(partner);
  const alone = strata.filter((one) => countOf(one.partner) > 0 && countOf(one.own) === 0);
  return {
    effect: -difference,
    ciLow: upper === null ? null : -upper,
    ciHigh: lower === null ? null : -lower,
    p,
    materialityP: Math.max(p, slowerP(compared, Math.exp(indicator.margin), open)),
    standardStatus: null,
    impactRatio: null,
    margin: indicator.margin,
    mdd: detectableFromReach(upper === null ? null : upper - difference),
    ownLevel: base.quantile,
    partnerLevel: slow.quantile,
    ...units,
    crudeEffect: crudeEffect(strata),
    homogeneityP: null,
    dispersion: null,
    test,
    strata: compared.map((one) => stratumRow(one, units.partnerN)),
    beside: [...besideOf(compared), ...(sums.beside ?? [])],
    flags: [
      ...smallSampleFlags(units.partnerN),
      ...leftOutFlags({ units: alone.reduce((acc, one) => acc + countOf(one.partner), 0), strata: alone.length }),
      ...(slow.quantile === null ? [notReached(indicator, { share: pending, beyond: last })] : []),
    ],
  };
}

/** One-sided p of "the partner waits longer than the own times × `scale`". */
function slowerP(strata: readonly LagStratum[], scale: number, open: boolean): number {
  if (!open) {
    const ranks = rankTestOfBins(strata.map((one) => rankBinsOf(one, scale)));
    return ranks.ok ? ranks.value.greaterP : 1;
  }
  const sides = strata.map((one) => ({
    first: one.partner,
    second: one.own.map((bin) => ({ ...bin, value: bin.value * scale })),
  }));
  const permuted = logRankPermutationP(sides);
  if (permuted !== null) return permuted;
  const test = logRankOfBins(sides);
  return test.ok ? test.value.slowerP : 1;
}

function unitsOf(strata: readonly LagStratum[]): { ownN: number; partnerN: number } {
  return {
    ownN: strata.reduce((acc, one) => acc + countOf(one.own), 0),
    partnerN: strata.reduce((acc, one) => acc + countOf(one.partner), 0),
  };
}

function crudeEffect(strata: readonly LagStratum[]): number | null {
  const side = (read: (one: LagStratum) => LagStratum['own']): number | null =>
    quantileSide(strata.flatMap(read), 0.5).quantile;
  const [own, partner] = [side((one) => one.own), side((one) => one.partner)];
  return own === null || partner === null ? null : logTime(own) - logTime(partner);
}

function stratumRow(one: LagStratum, partnerN: number): KpiRow['strata'][number] {
  const [own, partner] = [quantileSide(one.own, 0.5).quantile, quantileSide(one.partner, 0.5).quantile];
  return {
    key: {
      specialty: '*',
      departement: '*',
      visitKind: '*',
      visitMode: '*',
      dayType: '*',
      hourBand: '*',
      endpoint: one.key,
    },
    ownN: countOf(one.own),
    partnerN: countOf(one.partner),
    ownLevel: own,
    partnerLevel: partner,
    effect: own === null || partner === null ? null : logTime(own) - logTime(partner),
    ciLow: null,
    ciHigh: null,
    weight: countOf(one.partner) / partnerN,
  };
}

function besideOf(strata: readonly LagStratum[]): KpiRow['beside'] {
  const { partner, own } = standardiseOwn(strata);
  return [0.5, 0.95].map((probability) => ({
    name: `P${Math.round(100 * probability)}`,
    own: quantileSide(own, probability).quantile,
    partner: quantileSide(partner, probability).quantile,
    unit: 'minutes',
  }));
}
