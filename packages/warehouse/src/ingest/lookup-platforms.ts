import type { DuckDBConnection } from 'duckdb';
import { AppError } from '@vigie/kernel';
import { cellText } from '../engine/cell-text.ts';
import { quoteText } from '../engine/quote.ts';
import { runSql } from '../engine/run-sql.ts';
import { streamRows } from '../engine/read-rows.ts';
import { recogniseAddress, recogniseLabel } from '../profiles/recognise-platform.ts';
import { KEY_SEPARATOR, type RecognisedPair } from './resolve-fields.ts';

/** Distinct hosts and words; a register has dozens. */
const MOST_KEYS = 100_000;

export interface LookupRequest {
  readonly pair: RecognisedPair;
  /** A FROM item with the source's columns. */
  readonly source: string;
  readonly signal?: AbortSignal;
}

/**
 * Recognises each distinct address (and label) of a source once. Leaves an ENUM type of the keys and three lists in the
 * order of that type, so that the row query looks a row up by position: a join would lose the order of the file.
 */
export async function lookupPlatforms(connection: DuckDBConnection, request: LookupRequest): Promise<void> {
  const { pair, source, signal } = request;
  const keys: string[] = [];
  for await (const batch of streamRows(connection, `SELECT DISTINCT ${pair.key} AS k FROM ${source}`, { signal })) {
    for (const { k } of batch) keys.push(cellText(k));
    if (keys.length > MOST_KEYS) throw tooMany();
  }
  keys.sort();
  if (keys.length === 0) keys.push('');
  const found = keys.map((key) => {
    const [label = '', address = ''] = key.split(KEY_SEPARATOR);
    return pair.hasLabel ? recogniseLabel(label, address) : recogniseAddress(address);
  });
  await runSql(
    connection,
    `DROP TYPE IF EXISTS ${pair.alias}; CREATE TYPE ${pair.alias} AS ENUM (${keys.map(quoteText).join(', ')})`,
    { signal },
  );
  for (const part of ['code', 'asis', 'repair'] as const) {
    const list = found.map((f) => (f[part] === null ? 'NULL' : quoteText(f[part])));
    await runSql(connection, `SET VARIABLE ${pair.alias}_${part} = [${list.join(', ')}]::VARCHAR[]`);
  }
}

function tooMany(): AppError {
  return new AppError(
    'LIMIT_REACHED',
    `The column of addresses holds more than ${MOST_KEYS.toLocaleString('en')} different hosts: it is not a column of booking addresses.`,
    { reason: 'TOO_MANY_ADDRESSES' },
  );
}
