import { at } from '../checks.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import type { ChiSquareResult } from '../proportions/chi-square-test.ts';
import type { ParityCell } from '../proportions/proportion.ts';
import { chiSquareUpper } from '../special/chi-square.ts';
import { sum } from '../sums.ts';
import { tableOf, type StratumTable } from './cmh-test.ts';
import { diagonal } from './fitted-cells.ts';
import { mantelHaenszelOddsRatio } from './odds-ratio.ts';

export interface BreslowDayResult extends ChiSquareResult {
  /** Tarone's correction for the estimated common odds ratio, and its p. */
  taroneStatistic: number;
  taroneP: number;
}

/**
 * Breslow–Day test that the strata share one odds ratio, at the Mantel–Haenszel estimate, with Tarone's correction.
 * Only strata whose margins are all positive count. Under 0.05 the pooled value must not stand alone.
 * Refuses `DEGENERATE_TABLE` without a finite positive common odds ratio, `NO_INFORMATIVE_STRATUM` under two strata.
 */
export function breslowDay(cells: readonly ParityCell[]): Outcome<BreslowDayResult> {
  const tables = informativeTables(cells);
  if (tables.length < 2) return refused('NO_INFORMATIVE_STRATUM');
  const common = mantelHaenszelOddsRatio(cells);
  if (!common.ok) return common;
  if (common.value.oddsRatio === 0) return refused('DEGENERATE_TABLE');
  const fitted = tables.map((table) => fitTable(table, common.value.oddsRatio));
  const gaps = fitted.map(({ gap }) => gap);
  const variances = fitted.map(({ variance }) => variance);
  const statistic = sum(gaps.map((gap, index) => gap ** 2 / at(variances, index)));
  const taroneStatistic = Math.max(0, statistic - sum(gaps) ** 2 / sum(variances));
  const degreesOfFreedom = tables.length - 1;
  return found({
    statistic,
    degreesOfFreedom,
    p: chiSquareUpper(statistic, degreesOfFreedom),
    taroneStatistic,
    taroneP: chiSquareUpper(taroneStatistic, degreesOfFreedom),
  });
}

/** Woolf's test of homogeneity of log odds ratios, ½ added to every count. `NO_INFORMATIVE_STRATUM` under two strata. */
export function woolf(cells: readonly ParityCell[]): Outcome<ChiSquareResult> {
  const tables = informativeTables(cells);
  if (tables.length < 2) return refused('NO_INFORMATIVE_STRATUM');
  const terms = tables.map(({ a, b, c, d }) => {
    const counts = [a, b, c, d].map((count) => count + 0.5);
    const [w = 1, x = 1, y = 1, z = 1] = counts;
    return { log: Math.log(w) + Math.log(z) - Math.log(x) - Math.log(y), weight: 1 / sum(counts.map((n) => 1 / n)) };
  });
  const weight = sum(terms.map((term) => term.weight));
  const centre = sum(terms.map((term) => term.weight * term.log)) / weight;
  const statistic = sum(terms.map((term) => term.weight * (term.log - centre) ** 2));
  const degreesOfFreedom = tables.length - 1;
  return found({ statistic, degreesOfFreedom, p: chiSquareUpper(statistic, degreesOfFreedom) });
}

function informativeTables(cells: readonly ParityCell[]): StratumTable[] {
  return cells.map(tableOf).filter(({ a, b, c, d }) => a + b > 0 && c + d > 0 && a + c > 0 && b + d > 0);
}

/**
 * Observed − expected own successes in a table with these margins and this odds ratio, and their variance. The gap is the same in all four cells but for its sign:
 * it is taken where the expected count is smallest, so that 1 observed for 1e-9 expected keeps its digits beside counts of 1e9.
 */
function fitTable({ a, b, c, d }: StratumTable, oddsRatio: number): { gap: number; variance: number } {
  const [own, partner, successes, failures] = [a + b, c + d, a + c, b + d];
  const [fitA, fitD] = diagonal([own, successes], [partner, failures], oddsRatio);
  const [fitB, fitC] = diagonal([own, failures], [partner, successes], 1 / oddsRatio);
  const cells = [
    { expected: fitA, gap: a - fitA },
    { expected: fitB, gap: fitB - b },
    { expected: fitC, gap: fitC - c },
    { expected: fitD, gap: d - fitD },
  ];
  const smallest = cells.reduce((left, right) => (right.expected < left.expected ? right : left));
  return { gap: smallest.gap, variance: 1 / sum(cells.map(({ expected }) => 1 / expected)) };
}
