import { quantilesOfWeights } from '../parameters/quantiles.ts';
import * as p from './parameters.ts';

/** A stratum of the logs: specialty × département × visit kind × visit mode. Position in `CELLS` = cell number. */
export interface Cell {
  readonly specialty: number;
  readonly group: number;
  readonly departement: string;
  readonly kind: number;
  readonly mode: number;
}

export const CELLS: readonly Cell[] = p.ACCESS_SPECIALTIES.flatMap((_, specialty) =>
  p.DEPARTEMENT_GROUPS.flatMap((departements, group) =>
    departements.flatMap((departement) =>
      p.VISIT_KINDS.flatMap((_kind, kind) =>
        p.VISIT_MODES.map((_mode, mode) => ({ specialty, group, departement, kind, mode })),
      ),
    ),
  ),
);

/** A side's mix is a table of this many equally likely cells, so that a draw is a lookup with 14 bits. */
export const CELL_LEVELS = 16_384;

/** Cell numbers of a side's mix, ascending. */
export function cellLevels({ specialty, group, firstPermille, remotePermille }: p.StratumMix): number[] {
  const weights = CELLS.map(
    (cell) =>
      (specialty[cell.specialty] ?? 0) *
      (group[cell.group] ?? 0) *
      (cell.kind === 0 ? firstPermille : 1000 - firstPermille) *
      (cell.mode === 1 ? remotePermille : 1000 - remotePermille),
  );
  return quantilesOfWeights(weights, CELL_LEVELS);
}

/** Share of each cell in a side's requests, exactly as drawn. Sums to 1. */
export function cellShares(mix: p.StratumMix): number[] {
  const shares = CELLS.map(() => 0);
  for (const cell of cellLevels(mix)) shares[cell] = (shares[cell] ?? 0) + 1 / CELL_LEVELS;
  return shares;
}

/** Rates of a cell under parity, in ppm. Whole numbers. */
export interface CellRates {
  readonly bookingFailurePpm: number;
  readonly errorPpm: number;
  readonly stalePpm: number;
}

export function cellRates(cell: Cell): CellRates {
  const { BOOKING_FAILURE_PPM: failure, ERROR_PPM: error, STALE_PPM: stale } = p;
  return {
    bookingFailurePpm:
      (failure.specialty[cell.specialty] ?? 0) +
      (failure.group[cell.group] ?? 0) +
      (cell.kind === 0 ? failure.first : 0),
    errorPpm: Math.round(
      (error.base * (error.groupPermille[cell.group] ?? 0) * (cell.mode === 1 ? error.remotePermille : 1000)) / 1e6,
    ),
    stalePpm: Math.round((stale.base * (stale.specialtyPermille[cell.specialty] ?? 0)) / 1000),
  };
}
