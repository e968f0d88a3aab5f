import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { IngestDetail, IngestSummary, Profile } from '@vigie/api';
import type { IngestRecord } from '@vigie/warehouse';
import { listIngests, loadProfiles, readIngest, warehousePaths } from '@vigie/warehouse';
import { titleOfRule } from './rule-titles.ts';

interface FoundIngest {
  readonly record: IngestRecord;
  readonly ingestedAt: string;
}

const DAY_MS = 86_400_000;
const dayAfter = (day: string | null): string | null =>
  day === null ? null : new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);

/** When the ingest was published: the record is written once and never touched again. */
async function findWithTime(home: string, record: IngestRecord): Promise<FoundIngest> {
  const path = join(warehousePaths(home).ingests, record.id, 'ingest.json');
  return { record, ingestedAt: (await stat(path)).mtime.toISOString() };
}

function toSummary({ record, ingestedAt }: FoundIngest): IngestSummary {
  const { id, file, profile, table, rowsIn, accepted, rejected, warned, simulated, extractedOn, dataFrom, dataTo } =
    record;
  return {
    id,
    fileName: file.name,
    sha256: file.sha256,
    bytes: file.bytes,
    profile: profile.name,
    profileVersion: profile.version,
    table,
    rowsIn,
    accepted,
    rejected,
    warned,
    simulated,
    extractedOn,
    dataFrom,
    dataToExclusive: dayAfter(dataTo),
    ingestedAt,
  };
}

/** All ingests, newest first. */
export async function viewIngests(home: string): Promise<IngestSummary[]> {
  const found = await Promise.all((await listIngests(home)).map((record) => findWithTime(home, record)));
  const summaries = found.map(toSummary);
  return summaries.sort((a, b) => (b.ingestedAt ?? '').localeCompare(a.ingestedAt ?? '') || a.id.localeCompare(b.id));
}

/** @throws AppError NOT_FOUND. */
export async function viewIngest(home: string, id: string): Promise<IngestDetail> {
  const record = await readIngest(home, id);
  const found = await findWithTime(home, record);
  return {
    ...toSummary(found),
    encoding: record.encoding,
    delimiter: record.delimiter === '' ? null : record.delimiter,
    rules: record.issueCounts.map((issue) => ({ ...issue, title: titleOfRule(issue.rule) })),
    repairs: record.repairs,
    unusedColumns: record.columnsIgnored,
    missingColumns: record.columnsMissing,
    warnings: record.warnings,
  };
}

/** The kinds of files that can be read without a mapping. */
export function viewProfiles(): Profile[] {
  return loadProfiles().map(({ name, version, title, variants }) => ({
    name,
    version,
    title: { en: title, fr: title },
    tables: [...new Set(variants.map(({ table }) => table))],
    columns: [...new Set(variants.flatMap(({ header }) => header.required))],
  }));
}
