import type { Cell } from './figure-table.ts';

function field(value: Cell): string {
  if (value === null) return '';
  const text = String(value);
  // An empty text is quoted, so that it differs from an absent value.
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvLine = (cells: readonly Cell[]): string => `${cells.map(field).join(',')}\r\n`;

/** RFC 4180, UTF-8, decimal points: the same bytes for the same rows. */
export function* csvLines(columns: readonly string[], rows: Iterable<readonly Cell[]>): Generator<string> {
  yield csvLine(columns);
  for (const row of rows) yield csvLine(row);
}
