import { join } from 'node:path';
import type { RejectPage, RejectQuery, RejectRow } from '@vigie/api';
import { openDatabase, warehousePaths } from '@vigie/warehouse';
import { z } from 'zod';
import { findIngest } from './ingest-views.ts';
import { describeRule } from './rule-titles.ts';

const WHERE = {
  reject: '_reject is not null',
  warn: '_reject is null and _warnings is not null',
  all: '(_reject is not null or _warnings is not null)',
} as const;

const rowSchema = z.object({
  record: z.coerce.number(),
  reject: z.string().nullable(),
  warnings: z.string().nullable(),
  raw: z.string().nullable(),
});

function toRejectRow({ record, reject, warnings, raw }: z.infer<typeof rowSchema>): RejectRow {
  const codes = (reject ?? warnings ?? '').split(',').map(describeRule);
  return {
    record,
    severity: reject === null ? 'warn' : 'reject',
    rule: codes.map(({ rule }) => rule).join(','),
    field: codes[0]?.field ?? null,
    message: codes.map(({ message }) => message).join('; '),
    raw: raw === null ? {} : z.record(z.string(), z.unknown()).parse(JSON.parse(raw)),
  };
}

const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * A page of refused or doubtful rows in file order. The cursor is the record number to begin with, so that a page costs the
 * same wherever it is. @throws AppError NOT_FOUND.
 */
export async function readRejects(
  home: string,
  { ingestId, severity, cursor, limit }: RejectQuery,
): Promise<RejectPage> {
  await findIngest(home, ingestId);
  const file = quoteText(join(warehousePaths(home).ingests, ingestId, 'rows.parquet'));
  const source = `read_parquet(${file}, file_row_number = true) where ${WHERE[severity]}`;
  const database = await openDatabase({ memoryLimitMb: 256, threads: 1 });
  try {
    const connection = await database.connect();
    const counted = await connection.runAndReadAll(`select count(*)::integer as total from ${source}`);
    const page = await connection.runAndReadAll(
      `select file_row_number + 1 as record, _reject as reject, _warnings as warnings, _raw as raw from ${source}
       and file_row_number + 1 >= ${cursor} order by file_row_number limit ${limit + 1}`,
    );
    connection.closeSync();
    const rows = z.array(rowSchema).parse(page.getRowObjectsJson()).map(toRejectRow);
    const { total } = z.object({ total: z.number() }).parse(counted.getRowObjectsJson()[0]);
    return { rows: rows.slice(0, limit), total, nextCursor: rows[limit]?.record ?? null };
  } finally {
    database.close();
  }
}
