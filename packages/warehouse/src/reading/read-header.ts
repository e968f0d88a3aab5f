import { AppError } from '@vigie/kernel';

/** More columns than this is never an export of bookings. */
export const MOST_COLUMNS = 1000;

/**
 * Names of the columns as they will be asked for: trimmed, never empty, each once (a second “x” becomes “x (2)”).
 * @throws AppError UNREADABLE_FILE for too many columns or a first line that is data
 */
export function readHeader(record: readonly string[], fileName: string): string[] {
  if (record.length > MOST_COLUMNS) {
    throw new AppError(
      'UNREADABLE_FILE',
      `The header of “${fileName}” has ${record.length.toLocaleString('en')} columns; at most ${MOST_COLUMNS.toLocaleString('en')} are read.`,
      { reason: 'TOO_MANY_COLUMNS', where: { file: fileName, line: 1 }, cure: 'Export rows as lines, not as columns.' },
    );
  }
  const named = record.map((name) => name.trim());
  if (named.every((name) => name === '' || /^[\d\s.,:+-]+$/.test(name))) {
    throw new AppError(
      'UNREADABLE_FILE',
      `The first line of “${fileName}” holds numbers where the names of the columns belong.`,
      { reason: 'NO_HEADER', where: { file: fileName, line: 1 }, cure: 'Export with a header line.' },
    );
  }
  const taken = new Set<string>();
  return named.map((name, i) => {
    const base = name === '' ? `column ${i + 1}` : name;
    let unique = base;
    for (let n = 2; taken.has(unique.toLowerCase()); n++) unique = `${base} (${n})`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
