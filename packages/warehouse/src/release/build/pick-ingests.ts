import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@vigie/kernel';
import { ingestRecordSchema } from '../../ingest/ingest-record.ts';
import type { IngestRecord } from '../../ingest/ingest-record.ts';
import { warehousePaths } from '../paths.ts';

/** An ingest that goes into the release. */
export interface Ingest {
  readonly record: IngestRecord;
  readonly rowsFile: string;
  /** 1 for the newest: among rows of the same key, those of the lowest rank stay. Depends on the set of ingests only. */
  readonly rank: number;
}

/** `auto`: simulated data only while there is no real data (reference tables do not count as such). */
export type DataChoice = 'auto' | 'real' | 'simulated';

export interface PickedIngests {
  /** By id. */
  readonly ingests: readonly Ingest[];
  readonly simulated: boolean;
  /** Finished ingests that were left aside, with the reason. */
  readonly leftAside: readonly { readonly id: string; readonly reason: string }[];
}

/** Chooses what a release is made of. @throws AppError NOT_FOUND when nothing is ingested; UNREADABLE_FILE for a broken record. */
export async function pickIngests(home: string, choice: DataChoice = 'auto'): Promise<PickedIngests> {
  const records = await readRecords(warehousePaths(home).ingests);
  const facts = records.filter((record) => !record.table.startsWith('reference_'));
  const hasReal = facts.some((record) => !record.simulated);
  const simulated = choice === 'simulated' || (choice === 'auto' && !hasReal && facts.length > 0);
  const leftAside: { id: string; reason: string }[] = [];
  const wanted = records.filter((record) => {
    const fits = record.simulated === simulated || (record.table.startsWith('reference_') && !record.simulated);
    if (!fits) leftAside.push({ id: record.id, reason: simulated ? 'real data' : 'simulated data' });
    return fits;
  });
  const latest = keepLatestProfiles(wanted, leftAside);
  if (latest.length === 0) {
    throw new AppError('NOT_FOUND', 'There is nothing to build a release from: no file was ingested.', {
      reason: 'NOTHING_INGESTED',
      cure: 'Run vigie ingest --profile NAME FILE, or vigie simulate.',
    });
  }
  return { ingests: rank(latest, home), simulated, leftAside };
}

async function readRecords(folder: string): Promise<IngestRecord[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^[0-9a-f]{16}$/.test(name)).sort();
  const records: IngestRecord[] = [];
  for (const name of names) {
    const path = join(folder, name, 'ingest.json');
    const text = await readFile(path, 'utf8').catch(() => null);
    // A folder without its record is an ingestion under way, or one that was killed: not data yet.
    if (text !== null) records.push(parseRecord(text, path));
  }
  return records;
}

function parseRecord(text: string, path: string): IngestRecord {
  try {
    return ingestRecordSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('UNREADABLE_FILE', `The record of an ingestion cannot be read: ${path}`, {
      reason: 'BAD_INGEST_RECORD',
      where: { file: path },
      cure: 'Ingest the file again.',
      cause,
    });
  }
}

const keyOf = (record: IngestRecord): string =>
  [record.file.sha256, record.table, record.profile.name, JSON.stringify(record.options)].join('|');

/** One file read twice by two versions of a profile would count twice: the newer version's reading stays. */
function keepLatestProfiles(
  records: readonly IngestRecord[],
  leftAside: { id: string; reason: string }[],
): IngestRecord[] {
  const newest = new Map<string, number>();
  for (const record of records) {
    newest.set(keyOf(record), Math.max(newest.get(keyOf(record)) ?? 0, record.profile.version));
  }
  return records.filter((record) => {
    const stays = record.profile.version === newest.get(keyOf(record));
    if (!stays) leftAside.push({ id: record.id, reason: 'read again by a newer version of its profile' });
    return stays;
  });
}

function rank(records: readonly IngestRecord[], home: string): Ingest[] {
  const newestFirst = [...records].sort((a, b) => {
    const days = (b.extractedOn ?? '').localeCompare(a.extractedOn ?? '');
    return days === 0 ? (a.id < b.id ? 1 : -1) : days;
  });
  const ranks = new Map(newestFirst.map((record, index) => [record.id, index + 1]));
  return records
    .map((record) => ({
      record,
      rowsFile: join(warehousePaths(home).ingests, record.id, 'rows.parquet'),
      rank: ranks.get(record.id) ?? 0,
    }))
    .sort((a, b) => (a.record.id < b.record.id ? -1 : 1));
}
