import { AppError } from '@vigie/kernel';
import { splitRecords } from './split-records.ts';

const CANDIDATES = [',', ';', '\t', '|'] as const;
const NAMES: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };

interface Reading {
  readonly delimiter: string;
  readonly columns: number;
  /** Share of the rows that have as many fields as the header. */
  readonly consistent: number;
  readonly rows: number;
  /** The commonest number of fields in a row, and how many rows have it. */
  readonly commonest: number;
  readonly commonestShare: number;
}

export function nameDelimiter(delimiter: string): string {
  return NAMES[delimiter] ?? delimiter;
}

/**
 * The delimiter under which header and rows agree best.
 * @throws AppError UNREADABLE_FILE when there is none, or when header and rows use different ones
 */
export function detectDelimiter(sample: string, sampleIsWhole: boolean, fileName: string): string {
  const readings = CANDIDATES.map((delimiter) => read(sample, sampleIsWhole, delimiter));
  const [best] = readings
    .filter((r) => r.columns > 1)
    .sort((a, b) => b.consistent - a.consistent || b.columns - a.columns);
  const header = sample.split(/\r?\n|\r/, 1)[0] ?? '';
  if (best === undefined) {
    throw new AppError(
      'UNREADABLE_FILE',
      `No delimiter found in “${fileName}”: the header reads “${shorten(header)}” as a single column.`,
      {
        reason: 'NO_DELIMITER',
        where: { file: fileName, line: 1 },
        cure: 'Expected columns separated by comma, semicolon, tab or bar.',
      },
    );
  }
  const [rows] = readings
    .filter((r) => r.commonest > 1 && r.commonestShare > 0.5)
    .sort((a, b) => b.commonest - a.commonest);
  if (best.rows > 0 && best.consistent === 0 && rows !== undefined && rows.delimiter !== best.delimiter) {
    throw new AppError(
      'UNREADABLE_FILE',
      `“${fileName}”: the header is separated by ${nameDelimiter(best.delimiter)} (${best.columns} columns) and the rows by ${nameDelimiter(rows.delimiter)} (${rows.commonest} fields).`,
      {
        reason: 'WRONG_DELIMITER',
        where: { file: fileName, line: 2 },
        cure: 'Use the same delimiter in the header and in the rows.',
      },
    );
  }
  return best.delimiter;
}

function read(sample: string, sampleIsWhole: boolean, delimiter: string): Reading {
  const { records } = splitRecords(sample, delimiter, 300);
  const whole = sampleIsWhole || records.length === 300 ? records : records.slice(0, -1);
  const header = whole[0]?.length ?? 0;
  const rows = whole.slice(1);
  const fits = rows.filter((r) => r.length === header || (r.length === header + 1 && r.at(-1) === '')).length;
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  const [commonest] = [...counts].sort((a, b) => b[1] - a[1]);
  return {
    delimiter,
    columns: header,
    consistent: rows.length === 0 ? 0 : fits / rows.length,
    rows: rows.length,
    commonest: commonest?.[0] ?? 0,
    commonestShare: rows.length === 0 ? 0 : (commonest?.[1] ?? 0) / rows.length,
  };
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
