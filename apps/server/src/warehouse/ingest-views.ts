import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { IngestDetail, IngestSummary, Profile } from '@vigie/api';
import { AppError } from '@vigie/kernel';
import type { IngestRecord } from '@vigie/warehouse';
import { ingestRecordSchema, loadProfiles, warehousePaths } from '@vigie/warehouse';
import { describeRule } from './rule-titles.ts';

interface FoundIngest {
  readonly record: IngestRecord;
  readonly ingestedAt: string;
}

const DAY_MS = 86_400_000;
const dayAfter = (day: string | null): string | null =>
  day === null ? null : new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);

/** Null for a folder whose record is not written yet: an ingestion under way. */
async function readFound(home: string, id: string): Promise<FoundIngest | null> {
  const path = join(warehousePaths(home).ingests, id, 'ingest.json');
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  return { record: ingestRecordSchema.parse(JSON.parse(text)), ingestedAt: (await stat(path)).mtime.toISOString() };
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
export async function readIngests(home: string): Promise<IngestSummary[]> {
  const names = await readdir(warehousePaths(home).ingests).catch(() => []);
  const found = await Promise.all(
    names.filter((name) => /^[0-9a-f]{16}$/.test(name)).map((name) => readFound(home, name)),
  );
  const summaries = found.filter((one) => one !== null).map(toSummary);
  return summaries.sort((a, b) => (b.ingestedAt ?? '').localeCompare(a.ingestedAt ?? '') || a.id.localeCompare(b.id));
}

/** @throws AppError NOT_FOUND. */
export async function findIngest(home: string, id: string): Promise<FoundIngest> {
  const found = await readFound(home, id);
  if (found !== null) return found;
  throw new AppError('NOT_FOUND', `There is no ingest ${id}.`, { reason: 'NO_SUCH_INGEST', where: { ingest: id } });
}

export async function readIngest(home: string, id: string): Promise<IngestDetail> {
  const found = await findIngest(home, id);
  const { record } = found;
  return {
    ...toSummary(found),
    encoding: record.encoding,
    delimiter: record.delimiter === '' ? null : record.delimiter,
    rules: record.issueCounts.map((issue) => ({ ...issue, title: describeRule(issue.rule).message })),
    repairs: record.repairs,
    unusedColumns: record.columnsIgnored,
    missingColumns: record.columnsMissing,
    warnings: record.warnings,
  };
}

/** The kinds of files that can be read without a mapping. */
export function readProfiles(): Profile[] {
  return loadProfiles().map(({ name, version, title, variants }) => ({
    name,
    version,
    title: { en: title, fr: title },
    tables: [...new Set(variants.map(({ table }) => table))],
    columns: [...new Set(variants.flatMap(({ header }) => header.required))],
  }));
}
