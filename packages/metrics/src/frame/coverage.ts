import type { Coverage } from '@vigie/kernel';
import type { Row } from '@vigie/warehouse';
import { readNullableText, readNumber, readText } from './read-row.ts';

/** Bookings that no platform is known to have taken. */
const OUTSIDE: ReadonlySet<string> = new Set(['none', 'unmatched']);

/** Adds up the coverage statement (one row per reason, origin, platform) into what the figure says of itself. */
export function bookingCoverage(
  rows: readonly Row[],
  reporting: number | null,
  outsideOption: 'in' | 'out' = 'in',
): Coverage {
  const leftOut = new Map<string, number>();
  const sources = new Set<string>();
  let read = 0;
  let counted = 0;
  let unmatched = 0;
  for (const row of rows) {
    const volume = readNumber(row, 'volume');
    const reason =
      readNullableText(row, 'reason') ??
      (outsideOption === 'out' && OUTSIDE.has(readText(row, 'platform')) ? 'outside_option' : null);
    sources.add(readText(row, 'origin'));
    read += volume;
    if (reason !== null) {
      leftOut.set(reason, (leftOut.get(reason) ?? 0) + volume);
      continue;
    }
    counted += volume;
    if (readText(row, 'platform') === 'unmatched') unmatched += volume;
  }
  return {
    unit: 'bookings',
    rowsRead: read,
    rowsCounted: counted,
    leftOut: [...leftOut].map(([reason, rows]) => ({ reason, rows })),
    matchedRatio: counted > 0 ? (counted - unmatched) / counted : null,
    unmatched,
    reporting,
    sources: [...sources].sort(),
    dataFrom: null,
    dataToExclusive: null,
  };
}

export function emptyCoverage(unit: string): Coverage {
  return {
    unit,
    rowsRead: 0,
    rowsCounted: 0,
    leftOut: [],
    matchedRatio: null,
    unmatched: 0,
    reporting: null,
    sources: [],
    dataFrom: null,
    dataToExclusive: null,
  };
}
