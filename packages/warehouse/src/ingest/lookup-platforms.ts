import type { DuckDBConnection } from 'duckdb';
import { AppError } from '@vigie/kernel';
import { quoteText } from '../engine/quote.ts';
import { runSql } from '../engine/run-sql.ts';
import { streamRows } from '../engine/read-rows.ts';
import { recogniseAddress, recogniseLabel } from '../profiles/recognise-platform.ts';
import type { RecognisedPair } from './resolve-fields.ts';

/** Distinct hosts and words; a register has dozens. */
const MOST_KEYS = 500_000;

export interface LookupRequest {
  readonly pair: RecognisedPair;
  /** A FROM item with the source's columns. */
  readonly source: string;
  readonly signal?: AbortSignal;
}

/** Recognises each distinct address (and label) of a source once, into a table that the row query joins. */
export async function lookupPlatforms(connection: DuckDBConnection, request: LookupRequest): Promise<void> {
  const { pair, source, signal } = request;
  const { alias, addressKey } = pair;
  await runSql(
    connection,
    `CREATE TABLE ${alias} ("@address" VARCHAR, "@label" VARCHAR, "@code" VARCHAR, "@asis" VARCHAR, "@repair" VARCHAR)`,
  );
  const sql = `SELECT DISTINCT coalesce(${addressKey}, '') AS address, coalesce(${pair.labelKey ?? 'NULL'}, '') AS label FROM ${source} ORDER BY ALL`;
  const pending: string[] = [];
  for await (const batch of streamRows(connection, sql, { signal })) {
    if (pending.length + batch.length > MOST_KEYS) {
      throw new AppError(
        'LIMIT_REACHED',
        `The column of addresses holds more than ${MOST_KEYS.toLocaleString('en')} different hosts: it is not a column of booking addresses.`,
        {
          reason: 'TOO_MANY_ADDRESSES',
        },
      );
    }
    const rows = batch.map(({ address, label }) => {
      const found =
        pair.labelKey === null ? recogniseAddress(String(address)) : recogniseLabel(String(label), String(address));
      const texts = [String(address), String(label), found.code, found.asis].map(quoteText);
      return `(${texts.join(', ')}, ${found.repair === null ? 'NULL' : quoteText(found.repair)})`;
    });
    pending.push(...rows);
  }
  for (let i = 0; i < pending.length; i += 1000) {
    await runSql(connection, `INSERT INTO ${alias} VALUES ${pending.slice(i, i + 1000).join(', ')}`, { signal });
  }
}
