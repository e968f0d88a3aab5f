import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shareReadOnly } from '../engine/shared-database.ts';
import { createDuckdbEngine } from '../query/duckdb-engine.ts';
import type { QueryEngine } from '../query/query-engine.ts';
import { readRelease } from './list-releases.ts';
import type { Manifest, ManifestInput, Seal } from './manifest.ts';
import { DATABASE_FILE } from './paths.ts';

export interface ReleaseInfo {
  readonly simulated: boolean;
  /** First Paris day of any dated row. */
  readonly dataFrom: string | null;
  readonly dataToExclusive: string | null;
}

/** An open release. Close it; the database behind it is shared and closes with its last reader. */
export interface ReleaseReader {
  readonly number: number;
  readonly hash: string;
  readonly folder: string;
  readonly manifest: Manifest;
  readonly seal: Seal;
  readonly info: ReleaseInfo;
  readonly inputs: readonly ManifestInput[];
  readonly engine: QueryEngine;
  close(): void;
}

export interface OpenReleaseOptions {
  readonly memoryLimitMb?: number;
  readonly threads?: number;
}

/**
 * Opens a release for reading: `current` (the default) or a number.
 * @throws AppError NOT_FOUND, TAMPERED (cheap check only: see verifyRelease), UNREADABLE_FILE.
 */
export async function openRelease(
  home: string,
  wanted?: number | 'current',
  options: OpenReleaseOptions = {},
): Promise<ReleaseReader> {
  const { number, hash, folder, manifest, seal } = await readRelease(home, wanted);
  const { database, release } = await shareReadOnly(join(folder, DATABASE_FILE), {
    confined: true,
    temporaryDirectory: join(tmpdir(), `vigie-spill-${process.pid}-${number}`),
    ...options,
  });
  const { simulated, dataFrom, dataToExclusive, inputs } = manifest;
  return {
    number,
    hash,
    folder,
    manifest,
    seal,
    info: { simulated, dataFrom, dataToExclusive },
    inputs,
    engine: createDuckdbEngine(database, `DuckDB ${seal.engine}`),
    close: release,
  };
}
