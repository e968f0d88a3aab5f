import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { IngestRecord } from '@vigie/warehouse';
import { readIngest, warehousePaths } from '@vigie/warehouse';

export interface ShelvedIngest {
  readonly record: IngestRecord;
  /** When it was published. */
  readonly ingestedAt: string;
}

export interface IngestShelf {
  /** Newest first. */
  list(): Promise<ShelvedIngest[]>;
  /** @throws AppError NOT_FOUND. */
  get(id: string): Promise<ShelvedIngest>;
}

/** The records of ingests. A published one never changes, so each is read from disk once per server. */
export function createIngestShelf(home: string): IngestShelf {
  const { ingests } = warehousePaths(home);
  const read = new Map<string, ShelvedIngest>();

  const get = async (id: string): Promise<ShelvedIngest> => {
    const kept = read.get(id);
    if (kept !== undefined) return kept;
    const record = await readIngest(home, id);
    const { mtime } = await stat(join(ingests, record.id, 'ingest.json'));
    const shelved = { record, ingestedAt: mtime.toISOString() };
    read.set(record.id, shelved);
    return shelved;
  };

  const list = async (): Promise<ShelvedIngest[]> => {
    const names = (await readdir(ingests).catch(() => [])).filter((name) => /^[0-9a-f]{16}$/.test(name));
    const shelved = await Promise.all(names.map(get));
    return shelved.sort((a, b) => b.ingestedAt.localeCompare(a.ingestedAt) || a.record.id.localeCompare(b.record.id));
  };

  return { get, list };
}
