import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@vigie/kernel';
import { ingestPaths, RECORD_FILE, ROWS_FILE } from './ingest-paths.ts';
import { ingestRecordSchema, type IngestRecord } from './ingest-record.ts';

/** Every published ingest, by table, then first day, then id: an order that does not depend on the clock. */
export async function listIngests(home: string): Promise<IngestRecord[]> {
  const { ingests } = ingestPaths(home);
  const names = (await readdir(ingests).catch(() => [])).filter((name) => /^[0-9a-f]{16}$/.test(name));
  const records = await Promise.all(names.map((id) => readIngest(home, id)));
  return records.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/**
 * One published ingest. A prefix of the id is enough when only one ingest has it.
 * @throws AppError NOT_FOUND / NO_SUCH_INGEST
 */
export async function readIngest(home: string, id: string): Promise<IngestRecord> {
  const { ingests } = ingestPaths(home);
  const names = await readdir(ingests).catch(() => []);
  const found = names.filter((name) => /^[0-9a-f]{16}$/.test(name) && name.startsWith(id.toLowerCase()));
  const [only] = found;
  if (only === undefined || found.length > 1 || id === '') {
    throw new AppError(
      'NOT_FOUND',
      found.length > 1 ? `More than one ingest begins with ${id}.` : `There is no ingest ${id}.`,
      {
        reason: 'NO_SUCH_INGEST',
        cure: 'vigie rejects lists the ingests with their ids.',
      },
    );
  }
  return ingestRecordSchema.parse(JSON.parse(await readFile(join(ingests, only, RECORD_FILE), 'utf8')));
}

function order(record: IngestRecord): string {
  return `${record.table} ${record.dataFrom ?? ''} ${record.id}`;
}

/** Absolute path of an ingest's rows. */
export function ingestRowsPath(home: string, id: string): string {
  return join(ingestPaths(home).ingests, id, ROWS_FILE);
}
