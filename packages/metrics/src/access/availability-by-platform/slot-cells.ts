import type { Row } from '@vigie/warehouse';
import { readNumber, readText } from '../../frame/read-row.ts';

/** Places of one platform in one département at a reading; `recovered`: those whose platform only their address tells. */
export interface SlotCell {
  readonly platform: string;
  readonly departement: string;
  readonly recovered: boolean;
  readonly places: number;
  readonly withSlot: number;
  readonly slots: number;
}

export function slotCell(row: Row): SlotCell {
  return {
    platform: readText(row, 'platform'),
    departement: readText(row, 'departement'),
    recovered: row['recovered'] === true,
    places: readNumber(row, 'places'),
    withSlot: readNumber(row, 'with_slot'),
    slots: readNumber(row, 'slots'),
  };
}
