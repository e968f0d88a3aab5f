import { at } from '../checks.ts';
import type { Interval } from '../intervals/interval.ts';
import { katzRiskRatio } from '../proportions/risk-ratio.ts';
import { newcombeInterval } from '../proportions/newcombe.ts';
import { checkCell, pooledCell, type ParityCell } from '../proportions/proportion.ts';
import { detectableDifference } from '../power/detectable.ts';
import { normalCdf } from '../special/normal.ts';
import { exactStratifiedTail } from '../stratified/exact-tail.ts';
import { mantelHaenszelRiskDifference } from '../stratified/risk-difference.ts';
import { mantelHaenszelRiskRatio } from '../stratified/risk-ratio.ts';
import type { ParityEvidence } from './status.ts';

export interface ParityQuestion {
  /** Like-for-like strata; one cell for an unstratified KPI. Rates must be success-oriented. */
  cells: readonly ParityCell[];
  /** δ > 0, ratio units (0.02 = 2 points). */
  marginRatio: number;
  /** False for KPIs stated as errors, whose complement is near 1: no four-fifths ratio then. */
  successOriented?: boolean;
  familySize?: number;
}

/** The evidence of one KPI × partner × month, with what is printed beside it. */
export interface ParityAssessment extends ParityEvidence {
  /** Crude partner − own, to be shown only next to the stratified one. */
  crudeDifference: number | null;
  /** Detectable difference of a lone effect in the month's family. */
  familyDetectableDifference: number | null;
}

/**
 * Evidence for the monthly rule: exact conditional p; difference and 90 % interval by Newcombe (one informative stratum) or
 * Mantel–Haenszel with Sato's variance; p_δ = max(p, Φ((d + δ)/se)); four-fifths ratio by rates or,
 * over several strata, by the Mantel–Haenszel risk ratio; detectable difference from the totals of the informative strata. Fields are null when a side is empty. Where every
 * unit of both sides ended the same way Sato's variance is 0, and the pooled Newcombe interval, then free of confounding,
 * stands in.
 */
export function assessParity(question: ParityQuestion): ParityAssessment {
  const { cells, marginRatio, successOriented = true, familySize = 1 } = question;
  cells.forEach(checkCell);
  const informative = cells.filter((cell) => cell.partner.trials > 0 && cell.own.trials > 0);
  const total = pooledCell(informative);
  const estimate = estimateOf(informative, total);
  const p = estimate === null ? null : exactStratifiedTail(informative);
  const crude = pooledCell(cells);
  return {
    difference: estimate?.difference ?? null,
    interval90: estimate?.interval90 ?? null,
    marginRatio,
    p,
    materialityP: estimate === null || p === null ? null : materialityP({ ...estimate, p, marginRatio }),
    impactRatio: successOriented ? impactRatio(informative) : null,
    detectableDifference: detectableDifference(total.own, total.partner.trials),
    familyDetectableDifference: detectableDifference(total.own, total.partner.trials, { familySize }),
    crudeDifference: newcombeInterval(crude.partner, crude.own, 0.9)?.difference ?? null,
  };
}

interface Estimate {
  difference: number;
  standardError: number;
  interval90: Interval | null;
}

function estimateOf(cells: readonly ParityCell[], total: ParityCell): Estimate | null {
  if (cells.length === 0) return null;
  if (cells.length === 1) return single(at(cells, 0));
  const common = mantelHaenszelRiskDifference(cells, 0.9);
  if (common.ok) {
    const { difference, standardError, lower, upper } = common.value;
    return { difference, standardError, interval90: { lower, upper } };
  }
  const successes = total.partner.successes + total.own.successes;
  const allAlike = successes === 0 || successes === total.partner.trials + total.own.trials;
  return allAlike ? single(total) : { difference: 0, standardError: 0, interval90: null };
}

function single({ partner, own }: ParityCell): Estimate | null {
  const newcombe = newcombeInterval(partner, own, 0.9);
  if (newcombe === null) return null;
  const variance = [partner, own].map(({ successes, trials }) => {
    const rate = successes / trials;
    return (rate * (1 - rate)) / trials;
  });
  const standardError = Math.sqrt(at(variance, 0) + at(variance, 1));
  const { difference, lower, upper } = newcombe;
  return { difference, standardError, interval90: { lower, upper } };
}

/** p of "worse than −δ": max(p, Φ((d + δ)/se)). With se = 0 the difference is taken at its word. */
export function materialityP(input: {
  difference: number;
  standardError: number;
  p: number;
  marginRatio: number;
}): number {
  const distance = input.difference + input.marginRatio;
  if (input.standardError === 0) return distance < 0 ? input.p : 1;
  return Math.max(input.p, normalCdf(distance / input.standardError));
}

function impactRatio(cells: readonly ParityCell[]): number | null {
  const estimate =
    cells.length === 1 ? katzRiskRatio(at(cells, 0).partner, at(cells, 0).own) : mantelHaenszelRiskRatio(cells);
  return estimate.ok ? estimate.value.ratio : null;
}
