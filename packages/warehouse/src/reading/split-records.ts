export interface SampleRecords {
  readonly records: readonly (readonly string[])[];
  /** Physical line on which each record starts, from 1. */
  readonly lines: readonly number[];
  /** The line of a quote that the sample does not close. */
  readonly openQuoteLine: number | null;
}

/** Splits the beginning of a text into records: for looking at a file, not for reading it. Blank lines are skipped. */
export function splitRecords(text: string, delimiter: string, limit: number): SampleRecords {
  const records: string[][] = [];
  const lines: number[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length && records.length < limit) {
    const start = line;
    const record: string[] = [];
    let ended = false;
    while (!ended) {
      const field = readField(text, at, delimiter);
      if (field.open) return { records, lines, openQuoteLine: line };
      record.push(field.value);
      line += field.lineFeeds;
      at = field.end;
      ended = text[at] !== delimiter;
      if (!ended) at++;
    }
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    line++;
    if (record.length > 1 || record[0]?.trim() !== '') {
      records.push(record);
      lines.push(start);
    }
  }
  return { records, lines, openQuoteLine: null };
}

interface Field {
  readonly value: string;
  readonly end: number;
  readonly lineFeeds: number;
  readonly open: boolean;
}

function readField(text: string, from: number, delimiter: string): Field {
  let at = from;
  while (text[at] === ' ') at++;
  if (text[at] !== '"') {
    let end = from;
    while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++;
    return { value: text.slice(from, end), end, lineFeeds: 0, open: false };
  }
  let value = '';
  for (at++; ; at++) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { value, end: text.length, lineFeeds: 0, open: true };
    value += text.slice(at, quote);
    at = quote + 1;
    if (text[at] !== '"') break;
    value += '"';
  }
  const lineFeeds = value.split('\n').length - 1;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') value += text[at++];
  return { value, end: at, lineFeeds, open: false };
}
