import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DuckDBConnection } from 'duckdb';
import { AppError } from '@vigie/kernel';
import { cellText } from '../engine/cell-text.ts';
import { quoteText } from '../engine/quote.ts';
import { readRows } from '../engine/read-rows.ts';
import { detectDelimiter } from '../reading/detect-delimiter.ts';
import { prepareText, type PreparedText } from '../reading/prepare-text.ts';
import { readHeader } from '../reading/read-header.ts';
import { readHead, type ReceivedFile } from '../reading/receive-file.ts';
import { sniffFormat } from '../reading/sniff-format.ts';
import { splitRecords } from '../reading/split-records.ts';
import { unfoldHourlyJson } from './unfold-hourly-json.ts';
import type { SourceColumn } from './resolve-fields.ts';

/** A file ready to be asked for its rows. */
export interface Source {
  readonly format: 'csv' | 'parquet' | 'json';
  readonly encoding: string;
  readonly delimiter: string;
  readonly columns: readonly SourceColumn[];
  /** The decoded text behind a CSV; null for Parquet. */
  readonly text: PreparedText | null;
  readonly marker: string | null;
  readonly warnings: readonly string[];
  readonly simulated: boolean;
  /** Sample rows as texts, for guessing. */
  readonly sampleRows: readonly (readonly string[])[];
}

/**
 * Recognises a received file and reads its header.
 * @throws AppError UNREADABLE_FILE with one sentence: empty, binary, damaged, no delimiter, no header…
 */
export async function openSource(file: ReceivedFile, workDirectory: string, signal?: AbortSignal): Promise<Source> {
  const format = sniffFormat(await readHead(file.path, 8192), file.name);
  if (format === 'parquet') throw new TypeError('Parquet is opened through the engine: openParquet.');
  let text = await prepareText(file, workDirectory, signal);
  if (/^\s*[{[]/.test(text.sample)) return openJson(file, text, workDirectory, signal);
  if (text.lineFeeds === 0 && text.sample.includes('\r')) text = await withLineFeeds(text, workDirectory, signal);
  return openCsv(file, text, 'csv');
}

function openCsv(file: ReceivedFile, text: PreparedText, format: 'csv' | 'json'): Source {
  if (text.sample.trim() === '') {
    throw new AppError('UNREADABLE_FILE', `“${file.name}” is empty: it has no header and no rows.`, {
      reason: 'EMPTY_FILE',
      where: { file: file.name },
      cure: 'Export the file again.',
    });
  }
  const delimiter = detectDelimiter(text.sample, text.sampleIsWhole, file.name);
  const { records, openQuoteLine } = splitRecords(text.sample, delimiter, 201);
  const [header, ...rows] = records;
  if (header === undefined) throw unclosedHeader(file.name, openQuoteLine ?? 1);
  return {
    format,
    encoding: text.encoding,
    delimiter: format === 'json' ? '' : delimiter,
    columns: readHeader(header, file.name).map((name) => ({ name, type: 'VARCHAR' })),
    text,
    marker: text.marker,
    warnings: text.warnings,
    simulated: false,
    sampleRows: text.sampleIsWhole || records.length === 201 ? rows : rows.slice(0, -1),
  };
}

/** The only JSON that is read: hourly counts per platform, unfolded into rows. */
async function openJson(
  file: ReceivedFile,
  text: PreparedText,
  workDirectory: string,
  signal?: AbortSignal,
): Promise<Source> {
  const unfolded = await unfoldHourlyJson(file, text.path, join(workDirectory, 'hourly.csv'));
  const prepared = await prepareText({ ...file, path: unfolded, tally: null }, workDirectory, signal);
  return openCsv(file, prepared, 'json');
}

/** Reads the columns of a Parquet file through the engine. */
export async function openParquet(connection: DuckDBConnection, file: ReceivedFile): Promise<Source> {
  const from = `read_parquet(${quoteText(file.path)})`;
  try {
    const columns = await readRows(connection, `DESCRIBE SELECT * FROM ${from}`);
    const marks = await readRows(
      connection,
      `SELECT count(*) AS n FROM parquet_kv_metadata(${quoteText(file.path)}) WHERE decode(key) = 'vigie.simulated' AND decode(value) = 'true'`,
    );
    const sample = await readRows(connection, `SELECT COLUMNS(*)::VARCHAR FROM ${from} LIMIT 200`);
    return {
      format: 'parquet',
      encoding: 'UTF-8',
      delimiter: '',
      columns: columns.map((c) => ({ name: cellText(c['column_name']), type: enumAsText(cellText(c['column_type'])) })),
      text: null,
      marker: null,
      warnings: [],
      simulated: Number(marks[0]?.['n']) > 0,
      sampleRows: sample.map((row) => Object.values(row).map(cellText)),
    };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      'UNREADABLE_FILE',
      `“${file.name}” begins as a Parquet file and cannot be read as one: it is damaged or cut short.`,
      {
        reason: 'DAMAGED_PARQUET',
        where: { file: file.name },
        cure: 'Fetch or export the file again.',
        cause: error,
      },
    );
  }
}

/** A FROM item with the source's columns, in the order of the file. */
export function sourceSql(source: Source, path: string): string {
  if (source.format === 'parquet') return `read_parquet(${quoteText(path)})`;
  const columns = source.columns.map((c) => `${quoteText(c.name)}: 'VARCHAR'`).join(', ');
  const delimiter = source.delimiter === '' ? ',' : source.delimiter;
  return `read_csv(${quoteText(path)}, auto_detect = false, delim = ${quoteText(delimiter)}, quote = '"', escape = '"', header = true, columns = {${columns}})`;
}

function enumAsText(type: string): string {
  return type.startsWith('ENUM(') ? 'ENUM' : type;
}

async function withLineFeeds(text: PreparedText, workDirectory: string, signal?: AbortSignal): Promise<PreparedText> {
  const path = join(workDirectory, 'line-feeds.csv');
  let lineFeeds = 0;
  const swap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const out = Buffer.from(chunk);
      for (let at = out.indexOf(13); at >= 0; at = out.indexOf(13, at + 1)) {
        out[at] = 10;
        lineFeeds++;
      }
      done(null, out);
    },
  });
  await pipeline(createReadStream(text.path), swap, createWriteStream(path), { signal });
  return { ...text, path, lineFeeds, sample: text.sample.replaceAll('\r', '\n') };
}

function unclosedHeader(name: string, line: number): AppError {
  return new AppError('UNREADABLE_FILE', `“${name}”: a quote is opened on line ${line} and never closed.`, {
    reason: 'UNCLOSED_QUOTE',
    where: { file: name, line },
    cure: 'Close the quote, or double it where it belongs to the text.',
  });
}
