import { requireCount } from '../checks.ts';
import { hypergeometric, tiltedWindow } from '../lattice/hypergeometric.ts';
import { checkCell, type ParityCell } from '../proportions/proportion.ts';
import { logSumExp } from '../sums.ts';

/** Failure odds ratios over which evidence is mixed with equal weights; a finer grid gains nothing. */
export const ODDS_GRID: readonly number[] = [1.1, 1.2, 1.35, 1.6, 2, 3, 5, 10];

/**
 * ln of the tilted e-value of one closed cell (stratum × day), for each odds ratio ψ of the grid: e = ψ^x / G(ψ), x the
 * partner's failures, G the generating function of the hypergeometric given the cell's totals. Mean ≤ 1 whenever the partner
 * fails no more often than a random draw of its size. Zeros (e = 1) for a cell that says nothing.
 */
export function lnTilted(cell: ParityCell, grid: readonly number[] = ODDS_GRID): number[] {
  checkCell(cell);
  const { partner, own } = cell;
  const partnerFailures = partner.trials - partner.successes;
  const failures = partnerFailures + own.trials - own.successes;
  const total = partner.trials + own.trials;
  if (partner.trials === 0 || own.trials === 0 || failures === 0 || failures === total) return grid.map(() => 0);
  const distribution = hypergeometric({ draws: partner.trials, marked: failures, total });
  return grid.map((odds) => {
    const lnOdds = Math.log(odds);
    return partnerFailures * lnOdds - tiltedWindow(distribution, lnOdds).lnNormaliser;
  });
}

/** Events of the partner out of a total, against the share expected under parity. */
export interface BinomialCell {
  events: number;
  total: number;
  /** In (0, 1): exposure share t_P/(t_P + t_O) for rates, ½ for discordant pairs, the allowed rate for a standard. */
  expectedShareRatio: number;
}

/** Same for counts per exposure, discordant pairs, and a fixed standard: G = (1 + s(ψ − 1))^total. */
export function lnTiltedBinomial(cell: BinomialCell, grid: readonly number[] = ODDS_GRID): number[] {
  const { events, total, expectedShareRatio: share } = cell;
  requireCount('events', events);
  requireCount('total', total);
  if (events > total) throw new RangeError(`events must not exceed the total, got ${events} of ${total}`);
  if (!(share > 0 && share < 1)) throw new RangeError(`the expected share must lie in (0, 1), got ${share}`);
  return grid.map((odds) => events * Math.log(odds) - total * Math.log1p(share * (odds - 1)));
}

/** ln of the equally weighted mixture of evidence given on the log scale. */
export function lnMixture(lnEvidence: readonly number[]): number {
  return logSumExp(lnEvidence) - Math.log(lnEvidence.length);
}
