import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contract } from '../contracts/contract.ts';
import { cellText } from '../engine/cell-text.ts';
import { quoteName } from '../engine/quote.ts';
import { readRows } from '../engine/read-rows.ts';
import { runSql } from '../engine/run-sql.ts';
import type { ChosenMapping } from '../profiles/mapping.ts';
import { syncDirectory } from '../reading/receive-file.ts';
import type { OpenedFile } from './ingest-file.ts';
import { LINES_FILE, MAPPING_FILE, RECORD_FILE, ROWS_FILE } from './ingest-paths.ts';
import { ingestRecordSchema, type IngestOptions, type IngestRecord, type IssueCount } from './ingest-record.ts';
import { lostZeros } from './leading-zeros.ts';
import { lockIngest } from './lock-ingest.ts';
import { lookupPlatforms } from './lookup-platforms.ts';
import { sourceSql } from './open-source.ts';
import { enumTypeName } from './parser-sql.ts';
import { ASSUMED_ZONE, resolveFields, type ResolvedMapping } from './resolve-fields.ts';
import { summariseRows } from './summarise-rows.ts';
import { writeRows } from './write-rows.ts';

export interface VariantPlan {
  readonly id: string;
  readonly mapping: ChosenMapping;
  readonly contract: Contract;
  readonly options: IngestOptions;
  readonly sisters: readonly string[];
}

/** One table of one file: under the lock of its id, built aside, published by rename. */
export async function ingestVariant(
  opened: OpenedFile,
  plan: VariantPlan,
): Promise<{ record: IngestRecord; already: boolean }> {
  const { paths, context } = opened;
  const unlock = await lockIngest(paths.ingests, plan.id, context.signal);
  try {
    const published = join(paths.ingests, plan.id);
    const existing = await readRecord(published);
    if (existing !== null) return { record: existing, already: true };
    const target = join(opened.workDirectory, plan.id);
    await rm(target, { recursive: true, force: true });
    await mkdir(target);
    const record = await build(opened, plan, target);
    for (const name of [ROWS_FILE, RECORD_FILE, MAPPING_FILE, LINES_FILE]) await syncFile(join(target, name));
    await syncDirectory(target);
    await rename(target, published);
    await syncDirectory(paths.ingests);
    return { record, already: false };
  } finally {
    await unlock();
  }
}

/** The record of a published ingest, or null when there is none (or an unreadable one, which is then made again). */
async function readRecord(directory: string): Promise<IngestRecord | null> {
  const text = await readFile(join(directory, RECORD_FILE), 'utf8').catch(() => null);
  return text === null ? null : ingestRecordSchema.parse(JSON.parse(text));
}

async function build(opened: OpenedFile, plan: VariantPlan, target: string): Promise<IngestRecord> {
  const { engine, source, context, file } = opened;
  const { connection } = engine;
  const { contract } = plan;
  const path = source.text?.path ?? file.path;
  await freshTables(opened, contract);
  const mapping = await resolve(opened, plan);
  for (const pair of mapping.recognised) {
    await lookupPlatforms(connection, { pair, source: sourceSql(source, path), signal: context.signal }).catch(
      async (error: unknown) => {
        // Malformed lines are the row query's affair; here they are only passed over.
        if (!(error instanceof Error && /CSV/.test(error.message))) throw error;
        const lenient = sourceSql(source, path).replace(/\)$/, ', ignore_errors = true, strict_mode = false)');
        await lookupPlatforms(connection, { pair, source: lenient, signal: context.signal });
      },
    );
  }
  context.onProgress?.({ stage: 'rows', done: 0, total: 100 });
  await writeRows({
    connection,
    contract,
    mapping,
    source,
    path,
    fileName: file.name,
    horizon: { day: plan.options.asOf ?? (context.clock?.() ?? new Date()).toISOString().slice(0, 10) },
    workDirectory: opened.workDirectory,
    target,
    signal: context.signal,
    onRows: (_rows, percent) => context.onProgress?.({ stage: 'rows', done: Math.max(0, percent), total: 100 }),
  });
  context.onProgress?.({ stage: 'rules', done: 0, total: 1 });
  const record = await makeRecord(opened, plan, mapping, target);
  await writeFile(join(target, RECORD_FILE), `${JSON.stringify(record, null, 2)}\n`);
  await writeFile(join(target, MAPPING_FILE), `${JSON.stringify(plan.mapping.mapping, null, 2)}\n`);
  return record;
}

async function makeRecord(
  opened: OpenedFile,
  plan: VariantPlan,
  mapping: ResolvedMapping,
  target: string,
): Promise<IngestRecord> {
  const { source, file } = opened;
  const summary = await summariseRows(opened.engine.connection, join(target, ROWS_FILE), plan.contract);
  const required = new Set(plan.contract.fields.filter((f) => !f.nullable).map((f) => f.name));
  const defaulted = mapping.columnsMissing.filter((c) => required.has(c));
  const zoneless = zonelessColumns(mapping, plan.options.zone, summary.accepted);
  return ingestRecordSchema.parse({
    id: plan.id,
    file: { name: file.name, sha256: file.sha256, bytes: file.bytes },
    profile: { ...plan.mapping.profile },
    table: plan.contract.table,
    options: plan.options,
    ...summary,
    issueCounts: [...summary.issueCounts, ...zoneless.counts],
    extractedOn: summary.extractedOn ?? plan.options.asOf ?? null,
    simulated: plan.options.simulated === true,
    format: source.format,
    encoding: source.encoding,
    delimiter: source.delimiter,
    columnsIgnored: [...mapping.columnsIgnored],
    columnsMissing: [...mapping.columnsMissing],
    warnings: [
      ...source.warnings,
      ...mapping.notes,
      ...defaulted.map((c) => `The file has no column “${c}”: the default of the profile stands in its place.`),
      ...summary.warnings,
      ...zoneless.warnings,
      ...(await lostZeros(opened.context.home, plan.contract.table, join(target, ROWS_FILE))),
      ...(holdsPersonalData(summary.issueCounts) ? [NOT_KEPT] : []),
    ],
    sisters: [...plan.sisters],
  } satisfies IngestRecord);
}

/** A Parquet column of times without a zone is one for every row: counted as such, and said once. */
function zonelessColumns(
  mapping: ResolvedMapping,
  zone: string | undefined,
  rows: number,
): { counts: IssueCount[]; warnings: string[] } {
  const names = mapping.zonelessColumns;
  if (names.length === 0 || rows === 0) return { counts: [], warnings: [] };
  return {
    counts: [{ rule: 'ZONE', severity: 'warn', rows }],
    warnings: [
      `ZONE: the times in ${names.join(', ')} have no time zone; they were read in ${zone ?? ASSUMED_ZONE}${zone === undefined ? '. Say another with --zone' : ''}.`,
    ],
  };
}

/** Rows were refused for something other than a pseudonym: the file's bytes may name people. */
export function holdsPersonalData(issues: readonly IssueCount[]): boolean {
  return issues.some((issue) => issue.rule === 'PSEUDONYM');
}

const NOT_KEPT =
  'PSEUDONYM: the file holds something other than pseudonyms where they belong. Those rows were refused without their text, and the file itself was not kept.';

function resolve(opened: OpenedFile, plan: VariantPlan): Promise<ResolvedMapping> {
  const { engine, source, file } = opened;
  const path = source.text?.path ?? file.path;
  return resolveFields(plan.contract, plan.mapping.mapping, source.columns, {
    connection: engine.connection,
    fileName: file.name,
    sha256: file.sha256,
    options: plan.options,
    newestDay: async (column) => {
      const lenient = sourceSql(source, path).replace(
        /\)$/,
        source.format === 'parquet' ? ')' : ', ignore_errors = true)',
      );
      const [row] = await readRows(
        engine.connection,
        `SELECT max(vigie_date(${quoteName(column)}::VARCHAR))::VARCHAR AS day FROM ${lenient}`,
      );
      return cellText(row?.['day']) || null;
    },
  });
}

/** Types of the contract's enumerations, and no table left of a variant before. */
async function freshTables(opened: OpenedFile, contract: Contract): Promise<void> {
  const { connection } = opened.engine;
  const tables = await readRows(connection, 'SELECT table_name FROM duckdb_tables()');
  for (const { table_name: name } of tables) await runSql(connection, `DROP TABLE ${quoteName(cellText(name))}`);
  for (const field of contract.fields) {
    if (field.enum === undefined) continue;
    const values = field.enum.map((v) => `'${v.replaceAll("'", "''")}'`).join(', ');
    await runSql(
      connection,
      `DROP TYPE IF EXISTS ${enumTypeName(field.name)}; CREATE TYPE ${enumTypeName(field.name)} AS ENUM (${values})`,
    );
  }
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => null);
  if (handle === null) return;
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
