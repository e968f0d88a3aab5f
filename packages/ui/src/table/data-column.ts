import type { ReactNode } from 'react';

/** One column: what it sorts, filters and copies by (`value`), and how it looks (`cell`, else the value as text). */
export interface DataColumn<Row> {
  readonly id: string;
  /** Short words with the unit in them. */
  readonly title: string;
  readonly align?: 'left' | 'right';
  readonly value: (row: Row) => string | number | null;
  readonly cell?: (row: Row) => ReactNode;
  /** Text for filters and the clipboard when `value` is a number. */
  readonly text?: (row: Row) => string;
  /** Instead of the title in the header: an axis. */
  readonly header?: ReactNode;
  readonly width?: number | string;
  readonly sortable?: boolean;
  /** On phones: beside the name (primary), under it with its title (default), full width (block), or not at all. */
  readonly phone?: 'primary' | 'block' | 'hide';
}

export const textOfCell = <Row>(column: DataColumn<Row>, row: Row): string =>
  column.text?.(row) ?? String(column.value(row) ?? '');
