import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadContract } from '../../contracts/load-contracts.ts';
import { openDatabase } from '../../engine/open-database.ts';
import { quoteName, quoteText } from '../../engine/quote.ts';
import { readRows, textOf } from '../../engine/read-rows.ts';
import { runSql } from '../../engine/run-sql.ts';
import type { IngestRecord } from '../../ingest/ingest-record.ts';
import { warehousePaths } from '../paths.ts';

export interface MadeIngest {
  readonly home: string;
  readonly table: string;
  /** A SELECT that gives some of the contract's columns; the others are null or a default. Order is file order. */
  readonly sql: string;
  /** Tells this ingest from others in its id and hash. */
  readonly label: string;
  readonly profile?: string;
  readonly profileVersion?: number;
  readonly extractedOn?: string;
  readonly simulated?: boolean;
}

/** Defaults for what a test does not care about. */
const DEFAULTS: Readonly<Record<string, string>> = {
  data_origin: "'OWN_SYSTEM'",
  weight: '1.0',
  profession_code: "'MED'",
  account_type: "'SOLO'",
  visit_mode: "'AMB'",
  is_telehealth: 'false',
  is_vaccination: 'false',
  channel: "'OWN_WEB'",
  appointment_start: "booked_at + interval '48 hours'",
  appointment_end: "booked_at + interval '48 hours' + interval '15 minutes'",
  status: "'fulfilled'",
  is_test: 'false',
  extracted_at: "timestamptz '2022-01-01 00:00:00+00'",
  source_file_sha256: "repeat('0', 64)",
};

/** Writes an ingest as the ingestion leaves it: rows.parquet in file order with `_reject`, and its record. For tests. */
export async function makeIngest(made: MadeIngest): Promise<IngestRecord> {
  const sha = createHash('sha256').update(`${made.label}|${made.table}|${made.sql}`).digest('hex');
  const id = createHash('sha256')
    .update(`${sha}|${made.profile ?? made.table}|${made.profileVersion ?? 1}`)
    .digest('hex')
    .slice(0, 16);
  const folder = join(warehousePaths(made.home).ingests, id);
  await mkdir(folder, { recursive: true });
  const counts = await writeRows(made, join(folder, 'rows.parquet'));
  const record: IngestRecord = {
    id,
    file: { name: `${made.label}.csv`, sha256: sha, bytes: 1 },
    profile: { name: made.profile ?? made.table, version: made.profileVersion ?? 1 },
    table: made.table,
    options: {},
    ...counts,
    warned: 0,
    issueCounts: counts.rejected > 0 ? [{ rule: 'R1', severity: 'reject', rows: counts.rejected }] : [],
    repairs: [],
    extractedOn: made.extractedOn ?? null,
    simulated: made.simulated ?? false,
    format: 'csv',
    encoding: 'utf-8',
    delimiter: ',',
    columnsIgnored: [],
    columnsMissing: [],
    dataFrom: null,
    dataTo: null,
    warnings: [],
    sisters: [],
  };
  await writeFile(join(folder, 'ingest.json'), JSON.stringify(record));
  return record;
}

async function writeRows(
  made: MadeIngest,
  path: string,
): Promise<{ rowsIn: number; accepted: number; rejected: number }> {
  const database = await openDatabase();
  try {
    const connection = await database.connect();
    const described = await readRows(connection, `describe ${made.sql}`);
    const given = new Set(described.map((row) => textOf(row, 'column_name')));
    const fields = loadContract(made.table).fields.map((field) => {
      const name = quoteName(field.name);
      const value = given.has(field.name) ? name : (DEFAULTS[field.name] ?? 'null');
      return `cast(${value} as ${field.type}) as ${name}`;
    });
    const reject = given.has('_reject') ? '_reject' : 'null';
    await runSql(
      connection,
      `copy (select ${fields.join(', ')}, cast(${reject} as varchar) as _reject, cast(null as varchar) as _warnings, cast(null as varchar) as _raw
        from (${made.sql})) to ${quoteText(path)} (format parquet)`,
    );
    const [counts] = await readRows(
      connection,
      `select count(*) as n, count(_reject) as r from read_parquet(${quoteText(path)})`,
    );
    const rowsIn = Number(counts?.['n']);
    const rejected = Number(counts?.['r']);
    return { rowsIn, accepted: rowsIn - rejected, rejected };
  } finally {
    database.close();
  }
}
