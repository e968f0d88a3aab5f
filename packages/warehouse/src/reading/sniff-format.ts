import { AppError } from '@vigie/kernel';

export type SniffedFormat = 'gzip' | 'parquet' | 'text';

const REFUSED: readonly (readonly [hex: string, what: string])[] = [
  ['504b0304', 'a ZIP archive or an Excel workbook (.xlsx)'],
  ['504b0506', 'an empty ZIP archive'],
  ['d0cf11e0', 'an old Office document (.xls, .doc)'],
  ['25504446', 'a PDF'],
  ['377abcaf271c', 'a 7z archive'],
  ['28b52ffd', 'a Zstandard archive'],
  ['425a68', 'a bzip2 archive'],
  ['fd377a585a00', 'an xz archive'],
  ['52617221', 'a RAR archive'],
  ['89504e47', 'a picture (PNG)'],
  ['ffd8ff', 'a picture (JPEG)'],
  ['7f454c46', 'a program'],
  ['53514c69746520666f726d6174', 'an SQLite database'],
];

/**
 * What a file is, by its first bytes. Names are not trusted.
 * @throws AppError UNREADABLE_FILE for an empty file and for the kinds that are known and not read.
 */
export function sniffFormat(head: Buffer, fileName: string): SniffedFormat {
  if (head.length === 0) {
    throw new AppError('UNREADABLE_FILE', `“${fileName}” is empty: it has no header and no rows.`, {
      reason: 'EMPTY_FILE',
      where: { file: fileName },
      cure: 'Export the file again.',
    });
  }
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') return 'parquet';
  const known = REFUSED.find(([hex]) => head.subarray(0, hex.length / 2).toString('hex') === hex);
  if (known !== undefined) throw notText(fileName, `is ${known[1]}`);
  if (utf16Label(head) === null && looksBinary(head)) throw notText(fileName, 'is a binary file');
  return 'text';
}

/** UTF-16 by its mark, or by the zero bytes that Latin text has in it. */
export function utf16Label(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const sample = head.subarray(0, 2000);
  if (sample.length < 8) return null;
  const zeros = [0, 0];
  for (const [i, byte] of sample.entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const half = sample.length / 2;
  if ((zeros[1] ?? 0) > half * 0.7 && zeros[0] === 0) return 'utf-16le';
  if ((zeros[0] ?? 0) > half * 0.7 && zeros[1] === 0) return 'utf-16be';
  return null;
}

function looksBinary(head: Buffer): boolean {
  if (head.includes(0)) return true;
  let control = 0;
  for (const byte of head) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) control++;
  return control > head.length * 0.02;
}

function notText(fileName: string, what: string): AppError {
  return new AppError('UNREADABLE_FILE', `“${fileName}” ${what}; expected CSV (plain or .gz), Parquet or JSON.`, {
    reason: 'NOT_A_TABLE',
    where: { file: fileName },
    cure: 'Export the data as CSV or Parquet.',
  });
}
