import { requireNonNegative } from '../checks.ts';
import { sum } from '../sums.ts';

/** Bookings of patients who live at a distance from the practitioner. */
export interface BookingsAtDistance {
  distanceKm: number;
  bookings: number;
}

/**
 * Catchment distance in km: the smallest d such that patients living within d make up `coverageRatio` of the bookings
 * (0.80 by default, CMA practice). Null without bookings. Rows may come in any order, distances may repeat.
 */
export function catchmentKm(rows: readonly BookingsAtDistance[], coverageRatio: number = 0.8): number | null {
  if (!(coverageRatio > 0 && coverageRatio <= 1)) throw new RangeError(`coverage must lie in (0, 1]: ${coverageRatio}`);
  for (const row of rows) {
    requireNonNegative('distanceKm', row.distanceKm);
    requireNonNegative('bookings', row.bookings);
  }
  const total = sum(rows.map((row) => row.bookings));
  if (total === 0) return null;
  let covered = 0;
  let reach = 0;
  for (const row of rows.toSorted((left, right) => left.distanceKm - right.distanceKm)) {
    if (row.bookings === 0) continue;
    covered += row.bookings;
    reach = row.distanceKm;
    // 0.8·total is not always exact in binary: a hair under still counts as reached.
    if (covered >= coverageRatio * total * (1 - 1e-12)) break;
  }
  return reach;
}
