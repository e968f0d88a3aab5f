import { CELL_LEVELS, cellLevels } from '../cells.ts';
import { MANAGED_BY, MIXES, SEARCHES_PER_MONTH, VISIT_KINDS, VISIT_MODES } from '../parameters.ts';
import type { Random } from './random.ts';

/** One listed practitioner; `exposure` = 1/log2(1 + rank). */
export interface ListingRow {
  readonly place: number;
  readonly practitioner: number;
  /** Who manages the agenda: `own` or a partner. */
  readonly managedBy: string;
  readonly distance: number;
  readonly wait: number;
  readonly exposure: number;
}

const OWN_LEVELS = Uint8Array.from(cellLevels(MIXES.own));
const CELLS_PER_PLACE = VISIT_KINDS.length * VISIT_MODES.length;

/** A month of search results, ranked as in the SQL of `search_result`. */
export function drawListings(random: Random): ListingRow[] {
  const rows: ListingRow[] = [];
  for (let search = 0; search < SEARCHES_PER_MONTH; search++) {
    const place = Math.floor((OWN_LEVELS[(random() * CELL_LEVELS) | 0] ?? 0) / CELLS_PER_PLACE);
    const found = MANAGED_BY.map((managedBy, k) => {
      const isAlpha = managedBy === 'alpha';
      const distance = Math.min(4, Math.floor(random() * 64 * 5) >> 6) + (isAlpha && random() < 0.75 ? 1 : 0);
      const wait = Math.min(3, Math.floor(random() * 4) + (isAlpha && random() < 0.5 ? 1 : 0));
      const score = Math.min(4, distance) * 100 + wait * 60 + Math.floor(random() * 256);
      return { managedBy, k, distance: Math.min(4, distance), wait, score, tie: random() };
    }).sort((left, right) => left.score - right.score || left.tie - right.tie);
    found.forEach(({ managedBy, k, distance, wait }, index) =>
      rows.push({
        place,
        practitioner: place * MANAGED_BY.length + k,
        managedBy,
        distance,
        wait,
        exposure: 1 / Math.log2(2 + index),
      }),
    );
  }
  return rows;
}
