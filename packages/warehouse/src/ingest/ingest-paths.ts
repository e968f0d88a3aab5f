import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { warehousePaths } from '../release/paths.ts';
import { isAlive } from './process-alive.ts';

export const RECORD_FILE = 'ingest.json';
export const ROWS_FILE = 'rows.parquet';
/** Record number → physical line, where lines and records part: quoted line breaks, blank or malformed lines. */
export const LINES_FILE = 'lines.parquet';
export const MAPPING_FILE = 'mapping.json';

export interface IngestPaths {
  readonly files: string;
  readonly ingests: string;
}

export function ingestPaths(home: string): IngestPaths {
  const { root, ingests } = warehousePaths(home);
  return { files: join(root, 'files'), ingests };
}

/** A name for work under way: whoever finds it knows which process made it. */
export function temporaryName(): string {
  return `.tmp-${process.pid}-${randomUUID().slice(0, 8)}`;
}

/** Removes what killed ingestions left behind; work of living processes stays. */
export async function sweepLeftovers(directory: string): Promise<void> {
  const names = await readdir(directory).catch(() => []);
  for (const name of names) {
    const pid = /^\.tmp-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(directory, name), { recursive: true, force: true });
  }
}
