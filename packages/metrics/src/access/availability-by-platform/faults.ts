import type { Flag } from '@vigie/kernel';
import type { Row } from '@vigie/warehouse';
import { formatCount, formatPercent, note, refuse, warn } from '../../frame/flags.ts';
import { QUALITY_RULES } from '../../frame/quality-rules.ts';
import { readNumber, readText } from '../../frame/read-row.ts';
import { ACCESS_RULES } from '../evidence/access-rules.ts';
import type { Reading } from './resolve-reading.ts';
import type { SlotCell } from './slot-cells.ts';

/** One agenda that a reading lists several times. */
export interface DuplicateAgenda {
  readonly platform: string;
  readonly departement: string;
  /** Last part of its address. */
  readonly agenda: string;
  /** By its slots; without slots, one identical address is only a hint. */
  readonly proved: boolean;
  readonly times: number;
  readonly slots: number;
  /** Slots that the sum of the rows counts once too often. */
  readonly repeats: number;
  readonly flag: Flag;
}

export function duplicateAgenda(row: Row): DuplicateAgenda {
  const known = {
    platform: readText(row, 'platform'),
    departement: readText(row, 'departement'),
    agenda: readText(row, 'agenda'),
    proved: row['proved'] === true,
    times: readNumber(row, 'times'),
    slots: readNumber(row, 'slots'),
    repeats: readNumber(row, 'repeats'),
  };
  return { ...known, flag: provedFlag(known, readText(row, 'address')) };
}

function provedFlag(one: Omit<DuplicateAgenda, 'flag'>, address: string): Flag {
  return warn(
    'DUPLICATE_LISTING',
    `In département ${one.departement} the agenda "${one.agenda}" of ${one.platform} is listed ${formatCount(one.times)} times, with the same next slot and ${formatCount(one.slots)} slots each time: ${formatCount(one.repeats)} slots are counted too often. Slots per place count it once.`,
    {
      reason: 'SAME_SLOTS',
      platform: one.platform,
      departement: one.departement,
      agenda: one.agenda,
      address,
      times: one.times,
      slots: one.slots,
      repeats: one.repeats,
    },
  );
}

/** Every proved one by name; the hints as one note. */
export function duplicateFlags(duplicates: readonly DuplicateAgenda[], platform: string | undefined): Flag[] {
  const shown = duplicates.filter((one) => platform === undefined || one.platform === platform);
  const hints = shown.filter((one) => !one.proved);
  const [most] = hints;
  return [
    ...shown.filter((one) => one.proved).map((one) => one.flag),
    ...(most === undefined
      ? []
      : [
          note(
            'DUPLICATE_LISTING',
            `${formatCount(hints.length)} addresses without a free slot stand beside several places of one département, the first of them ("${most.agenda}", ${most.departement}) ${formatCount(most.times)} times: one agenda may serve several places.`,
            {
              reason: 'SAME_ADDRESS',
              agendas: hints.length,
              agenda: most.agenda,
              departement: most.departement,
              times: most.times,
            },
          ),
        ]),
  ];
}

/** Before any share: was the platform read at all? */
export function readingFlags(row: Row, reading: Reading): Flag[] {
  const platform = readText(row, 'platform');
  const listed = readNumber(row, 'listed');
  const before = readNumber(row, 'listed_before');
  const flags: Flag[] = [];
  if (before >= ACCESS_RULES.leastListed && listed < before * (1 - QUALITY_RULES.listingFallRatio)) {
    flags.push(
      refuse(
        'MEASUREMENT_FAILURE',
        `${platform} lists ${formatCount(listed)} places on ${reading.day}, ${formatPercent(1 - listed / before)} fewer than the ${formatCount(before)} of ${reading.previousDay ?? 'before'}: no share is given.`,
        { reason: 'LISTING_FALL', platform, reading: reading.day, listed, before },
      ),
    );
  }
  if (listed >= ACCESS_RULES.leastListed && readNumber(row, 'available') === 0) {
    flags.push(
      refuse(
        'MEASUREMENT_FAILURE',
        `Not one of the ${formatCount(listed)} places of ${platform} had a free slot on ${reading.day}: its slots were probably not read, and no share is given.`,
        { reason: 'NONE_AVAILABLE', platform, reading: reading.day, listed },
      ),
    );
  }
  return flags;
}

/** Platforms told by the address alone are said, and whether they were counted. */
export function recoveredFlags(
  cells: readonly SlotCell[],
  params: { recovered: boolean; platform?: string | undefined },
): Flag[] {
  const recovered = cells.filter(
    (cell) => cell.recovered && (params.platform === undefined || cell.platform === params.platform),
  );
  return [...Map.groupBy(recovered, (cell) => cell.platform)].map(([platform, found]) => {
    const places = found.reduce((acc, cell) => acc + cell.places, 0);
    const withSlot = found.reduce((acc, cell) => acc + cell.withSlot, 0);
    return note(
      'REPAIRED',
      `${formatCount(places)} places without a platform’s name are ${platform}’s by their address; ${formatCount(withSlot)} of them had a free slot. ${params.recovered ? 'They are counted.' : 'They are shown apart, since a place that the tracker could not name it could not read either.'}`,
      { platform, places, withSlot, counted: params.recovered ? 1 : 0 },
    );
  });
}
