import type { Alternative } from '../lattice/lattice.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { chiSquareUpper } from '../special/chi-square.ts';
import { normalCdf } from '../special/normal.ts';
import { riskTable, type Duration } from './kaplan-meier.ts';

/** Pairs are in the order of the two groups. */
export interface LogRankResult {
  statistic: number;
  /** (observed − expected)/√V of the first group: negative = it takes longer. */
  z: number;
  p: number;
  observed: [number, number];
  expected: [number, number];
  variance: number;
}

/**
 * Log-rank test of two groups, as R's `survdiff`; `GREATER` = the first takes longer, p = Φ(z). Of bins: `logRankOfBins`.
 * Refuses `EMPTY_SAMPLE`; `NO_EVENT` when no event could tell them apart.
 */
export function logRank(
  first: readonly Duration[],
  second: readonly Duration[],
  alternative: Alternative = 'TWO_SIDED',
): Outcome<LogRankResult> {
  if (first.length === 0 || second.length === 0) return refused('EMPTY_SAMPLE');
  const firstTimes = first.map((duration) => duration.time).toSorted((left, right) => left - right);
  let expected = 0;
  let variance = 0;
  let gone = 0;
  const pooled = riskTable([...first, ...second]);
  for (const { time, atRisk, events } of pooled) {
    while (gone < firstTimes.length && (firstTimes[gone] ?? Infinity) < time) gone++;
    const share = (firstTimes.length - gone) / atRisk;
    expected += events * share;
    if (atRisk > 1) variance += (events * share * (1 - share) * (atRisk - events)) / (atRisk - 1);
  }
  if (!(variance > 0)) return refused('NO_EVENT');
  const total = pooled.reduce((acc, row) => acc + row.events, 0);
  const observed = first.filter((duration) => duration.event).length;
  const z = (observed - expected) / Math.sqrt(variance);
  const statistic = z ** 2;
  const oneSided = normalCdf(alternative === 'GREATER' ? z : -z);
  return found({
    statistic,
    z,
    p: alternative === 'TWO_SIDED' ? chiSquareUpper(statistic, 1) : oneSided,
    observed: [observed, total - observed],
    expected: [expected, total - expected],
    variance,
  });
}
