import { link, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { sha256 } from '@vigie/evidence';
import { listReleaseNumbers, readRelease } from '../list-releases.ts';
import type { ReleaseRecord } from '../list-releases.ts';
import { SCHEMA_VERSION } from '../manifest.ts';
import type { BuildContext } from './build-context.ts';

/** The release before this one, as far as its files can serve again. */
export interface PreviousRelease {
  readonly record: ReleaseRecord;
  /** Reads a JSON file of its `index/`; null when it has none. */
  readIndex<T>(name: string, schema: z.ZodType<T>): Promise<T | null>;
}

/** The last release, if this code and this engine would write the same bytes as they did then; else null. */
export async function findPrevious(home: string, engine: string): Promise<PreviousRelease | null> {
  const last = (await listReleaseNumbers(home)).at(-1);
  if (last === undefined) return null;
  // A release that was tampered with is no base to build on: start from the ingests.
  const record = await readRelease(home, last).catch(() => null);
  if (record === null || record.manifest.schemaVersion !== SCHEMA_VERSION || record.seal.engine !== engine) return null;
  return {
    record,
    readIndex: async (name, schema) => {
      const path = `index/${name}`;
      const text = await readFile(join(record.folder, path), 'utf8').catch(() => null);
      const listed = record.manifest.files.find((file) => file.path === path)?.sha256;
      // What is not as the manifest has it is no base to build on: the work is done again.
      return text === null || sha256(text) !== listed ? null : schema.parse(JSON.parse(text));
    },
  };
}

/**
 * Takes a file over from the previous release as a hard link, with the hash and row count that release gives it.
 * False when it has no such file.
 */
export async function reuseFile(context: BuildContext, path: string): Promise<boolean> {
  const previous = context.previous;
  const entry = previous?.record.manifest.files.find((file) => file.path === path);
  if (previous === null || entry === undefined) return false;
  const target = join(context.folder, path);
  await mkdir(dirname(target), { recursive: true });
  try {
    await link(join(previous.record.folder, path), target);
  } catch {
    return false;
  }
  context.files.set(path, entry);
  return true;
}
