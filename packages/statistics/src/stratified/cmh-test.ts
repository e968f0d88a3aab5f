import { found, refused, type Outcome } from '../outcome.ts';
import { checkCell, type ParityCell } from '../proportions/proportion.ts';
import { chiSquareUpper } from '../special/chi-square.ts';

/** One stratum as a table: own success a, own failure b, partner success c, partner failure d, all units n. */
export interface StratumTable {
  a: number;
  b: number;
  c: number;
  d: number;
  n: number;
}

export function tableOf(cell: ParityCell): StratumTable {
  checkCell(cell);
  const { own, partner } = cell;
  return {
    a: own.successes,
    b: own.trials - own.successes,
    c: partner.successes,
    d: partner.trials - partner.successes,
    n: own.trials + partner.trials,
  };
}

export interface CmhResult {
  statistic: number;
  p: number;
  correctedStatistic: number;
  correctedP: number;
  /** Σ(a − expected a): positive = the platform's own channels succeed more often. */
  excess: number;
}

/**
 * Cochran–Mantel–Haenszel χ² with one degree of freedom, with and without the continuity ½ (applied only if |Σ| ≥ ½), as
 * R's `mantelhaen.test`. Strata with n < 2 or an empty margin contribute nothing; `NO_INFORMATIVE_STRATUM` if none is left.
 */
export function cmhTest(cells: readonly ParityCell[]): Outcome<CmhResult> {
  let excess = 0;
  let variance = 0;
  for (const { a, b, c, d, n } of cells.map(tableOf)) {
    if (n < 2) continue;
    excess += a - ((a + b) / n) * (a + c);
    variance += (((a + b) / n) * ((c + d) / n) * (a + c) * (b + d)) / (n - 1);
  }
  if (variance === 0) return refused('NO_INFORMATIVE_STRATUM');
  const size = Math.abs(excess);
  const statistic = size ** 2 / variance;
  const correctedStatistic = (size >= 0.5 ? size - 0.5 : size) ** 2 / variance;
  return found({
    statistic,
    p: chiSquareUpper(statistic, 1),
    correctedStatistic,
    correctedP: chiSquareUpper(correctedStatistic, 1),
    excess,
  });
}
