import { found, refused, type Outcome } from '../outcome.ts';
import { chiSquareUpper } from '../special/chi-square.ts';
import { riskTable, type Duration } from './kaplan-meier.ts';

/** Pairs are in the order of the two groups. */
export interface LogRankResult {
  statistic: number;
  p: number;
  observed: [number, number];
  expected: [number, number];
  variance: number;
}

/** Log-rank test of two groups, as R's `survdiff`. Refuses `EMPTY_SAMPLE`; `NO_EVENT` when no event could tell them apart. */
export function logRank(first: readonly Duration[], second: readonly Duration[]): Outcome<LogRankResult> {
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
  if (variance === 0) return refused('NO_EVENT');
  const total = pooled.reduce((acc, row) => acc + row.events, 0);
  const observed = first.filter((duration) => duration.event).length;
  const statistic = (observed - expected) ** 2 / variance;
  return found({
    statistic,
    p: chiSquareUpper(statistic, 1),
    observed: [observed, total - observed],
    expected: [expected, total - expected],
    variance,
  });
}
