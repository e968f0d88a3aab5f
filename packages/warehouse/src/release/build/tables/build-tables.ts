import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson, sha256 } from '@vigie/evidence';
import { loadContracts } from '../../../contracts/load-contracts.ts';
import type { Contract } from '../../../contracts/contract.ts';
import { quoteName, quoteText } from '../../../engine/quote.ts';
import { SCHEMA_VERSION } from '../../manifest.ts';
import { isAccessFile } from '../access/access-tables.ts';
import { ingestsOf, progress, run } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';
import type { Ingest } from '../pick-ingests.ts';
import { reuseFile } from '../previous-release.ts';
import { writeJson, writeParquet } from '../register-file.ts';
import { BUILD_RULES_VERSION } from '../rules-version.ts';
import { setKeyOf } from './set-key.ts';

const INDEX = 'tables.json';
const recordSchema = z.object({ table: z.string(), signature: z.string(), rows: z.number() });
type TableRecord = z.infer<typeof recordSchema>;

/** Tables that are built elsewhere (`booking`), or stand in vigie.duckdb only as what was made of them (`equipment_panel`). */
const NOT_NATIVE: ReadonlySet<string> = new Set(['booking', 'equipment_panel']);

export interface BuiltTables {
  /** Tables whose rows are not those of the previous release. */
  readonly changed: ReadonlySet<string>;
}

/** Writes every contract table that is not written by month (`booking`, the large ones about access) to `parquet/<table>.parquet` and, as a plain table, to the attached database. */
export async function buildTables(context: BuildContext, extended: boolean): Promise<BuiltTables> {
  const contracts = loadContracts().filter(({ table }) => table !== 'booking' && !isAccessFile(table));
  const known = new Map(
    (await context.previous?.readIndex(INDEX, z.array(recordSchema)))?.map((record) => [record.table, record]),
  );
  const records: TableRecord[] = [];
  const changed = new Set<string>();
  for (const [index, contract] of contracts.entries()) {
    progress(context, 'tables', index, contracts.length);
    const record = await buildTable(context, contract, known.get(contract.table), changed);
    if (record !== null) records.push(record);
    const keepsRows = extended && !changed.has(contract.table);
    if (!NOT_NATIVE.has(contract.table) && !keepsRows) await loadTable(context, contract, record !== null);
  }
  await writeJson(context, `index/${INDEX}`, records);
  return { changed };
}

async function buildTable(
  context: BuildContext,
  contract: Contract,
  old: TableRecord | undefined,
  changed: Set<string>,
): Promise<TableRecord | null> {
  const ingests = ingestsOf(context, contract.table);
  const path = `parquet/${contract.table}.parquet`;
  if (ingests.length === 0) {
    if (old !== undefined) changed.add(contract.table);
    return null;
  }
  const signature = sha256(
    canonicalJson({
      schema: SCHEMA_VERSION,
      rules: BUILD_RULES_VERSION,
      contract: contract.version,
      ingests: ingests.map((ingest) => ({ id: ingest.record.id })),
    }),
  );
  let written = old?.rows ?? 0;
  if (old?.signature !== signature || !(await reuseFile(context, path))) {
    changed.add(contract.table);
    written = await writeParquet(context, path, selectRows(contract, ingests));
  }
  addStep(context, contract.table, ingests, written);
  return { table: contract.table, signature, rows: written };
}

function addStep(context: BuildContext, table: string, ingests: readonly Ingest[], written: number): void {
  const rowsIn = ingests.reduce((sum, ingest) => sum + ingest.record.rowsIn, 0);
  const rejected = ingests.reduce((sum, ingest) => sum + ingest.record.rejected, 0);
  context.steps.push({
    name: `${table}: latest state`,
    rowsIn,
    rowsOut: written,
    leftOut: [
      { reason: 'rejected', rows: rejected },
      { reason: 'superseded by a newer file', rows: rowsIn - rejected - written },
    ],
  });
}

/** Accepted rows; of rows of one key that several files give, those of the newest file (all of them: a repeated key is a finding). */
function selectRows(contract: Contract, ingests: readonly Ingest[]): string {
  const fields = contract.fields.map((field) => quoteName(field.name));
  const union = ingests
    .map(
      ({
        record,
        rowsFile,
        rank,
      }) => `select ${fields.join(', ')}, '${record.id}' as ingest_id, cast(file_row_number + 1 as uinteger) as origin_row,
        ${rank} as _rank, ${quoteText(record.profile.name)} as _profile
       from read_parquet(${quoteText(rowsFile)}, file_row_number = true) where _reject is null`,
    )
    .join('\nunion all\n');
  const key = setKeyOf(contract);
  const newest = ingests.length < 2 ? '' : `qualify rank() over (partition by ${key.join(', ')} order by _rank) = 1`;
  const order = [...contract.key.map(quoteName), 'ingest_id', 'origin_row'];
  return `select * exclude (_rank, _profile) from (${union}) ${newest} order by ${order.join(', ')}`;
}

async function loadTable(context: BuildContext, contract: Contract, hasRows: boolean): Promise<void> {
  const table = `vigie.main.${quoteName(contract.table)}`;
  const columns = contract.fields.map(
    (field) => `${quoteName(field.name)} ${field.type}${field.nullable ? '' : ' not null'}`,
  );
  await run(
    context,
    `create or replace table ${table} (${columns.join(', ')}, ingest_no usmallint not null, origin_row uinteger not null)`,
  );
  if (!hasRows) return;
  const fields = contract.fields.map((field) => `t.${quoteName(field.name)}`);
  await run(
    context,
    `insert into ${table} select ${fields.join(', ')}, i.ingest_no, t.origin_row
     from read_parquet(${quoteText(join(context.folder, `parquet/${contract.table}.parquet`))}) t
     left join vigie.main.ingest i on i.ingest_id = t.ingest_id`,
  );
}
