import * as p from '../parameters.ts';
import { drawAccessRequests } from './draw-terms.ts';
import { drawShowings, drawSlots } from './draw-slots.ts';
import { createRandom } from './random.ts';
import { PARITY } from './treatment.ts';

/** Draws behind the two shares below: their own error is far under that of any month. */
const DRAWS = 400_000;

const known = new Map<string, number>();

function once(name: string, compute: () => number): number {
  const value = known.get(name) ?? compute();
  known.set(name, value);
  return value;
}

/** Share of portability requests that have no complete export by day 30 under parity: refused, delivered in part, or slow. */
export function shareLate(): number {
  return once('late', drawShareLate);
}

/** Share of its free time that a slot is not yet shown by a partner under parity. */
export function exclusiveBase(): number {
  return once('exclusive', drawExclusiveBase);
}

function drawShareLate(): number {
  const rows = drawAccessRequests(createRandom(1), { requests: DRAWS, isOwn: false, treatment: PARITY }).filter(
    (row) => row.kind === 0 && !row.withdrawn,
  );
  const late = rows.filter((row) => row.completionMinutes === null || row.completionMinutes > 30 * 1440).length;
  return late / rows.length;
}

function drawExclusiveBase(): number {
  const random = createRandom(2);
  let hidden = 0;
  let free = 0;
  for (let round = 0; round * p.SLOTS_PER_MONTH < DRAWS / 4; round++) {
    for (const row of drawShowings(random, drawSlots(random), { mandatePermille: 1000, treatment: PARITY })) {
      hidden += Math.min(row.lag, row.slot.freeSeconds);
      free += row.slot.freeSeconds;
    }
  }
  return hidden / free;
}
