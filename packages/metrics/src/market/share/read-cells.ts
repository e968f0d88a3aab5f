import type { Flag } from '@vigie/kernel';
import type { Row } from '@vigie/warehouse';
import { warn } from '../../frame/flags.ts';
import { readNullableNumber, readNullableText, readNumber, readText } from '../../frame/read-row.ts';
import type { ShareCell } from './share-result.ts';

const EMPTY = warn(
  'EMPTY_DENOMINATOR',
  'Nothing was counted here: there is no share, which is not the same as a share of zero.',
);

/** The rows of any share statement as cells; the statements agree on their column names. */
export function readCells(rows: readonly Row[]): ShareCell[] {
  return rows.map((row) => {
    const denominator = readNumber(row, 'denominator');
    const flags: Flag[] = denominator > 0 ? [] : [EMPTY];
    const ties = row['ties'] === undefined ? 0 : readNumber(row, 'ties');
    if (ties > 0)
      flags.push(
        warn(
          'TIE',
          `${ties} practitioners split their bookings evenly between platforms; each went to the first code in alphabetical order.`,
          { ties },
        ),
      );
    return {
      period: readText(row, 'period'),
      departement: readNullableText(row, 'departement'),
      profession: readNullableText(row, 'profession'),
      specialty: readNullableText(row, 'specialty'),
      platform: readText(row, 'platform'),
      numerator: readNumber(row, 'numerator'),
      denominator,
      value: readNullableNumber(row, 'value'),
      numeratorSe: row['numerator_se'] === undefined ? 0 : readNumber(row, 'numerator_se'),
      flags,
    };
  });
}

type CellKey = Pick<ShareCell, 'period' | 'departement' | 'profession' | 'specialty'>;

/** Names one denominator: a period and a place. */
export const groupKey = (cell: CellKey): string =>
  `${cell.period}|${cell.departement ?? ''}|${cell.profession ?? ''}|${cell.specialty ?? ''}`;

/** The same of a statement's row. */
export const groupKeyOfRow = (row: Row): string =>
  groupKey({
    period: readText(row, 'period'),
    departement: readNullableText(row, 'departement'),
    profession: readNullableText(row, 'profession'),
    specialty: readNullableText(row, 'specialty'),
  });

/** Cells of one denominator: same period and place. Keeps the order of the rows. */
export function groupCells(cells: readonly ShareCell[]): ShareCell[][] {
  return [...Map.groupBy(cells, groupKey).values()];
}
