import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { sha256 } from '@vigie/evidence';
import { AppError } from '@vigie/kernel';
import { manifestSchema, sealSchema } from './manifest.ts';
import type { Manifest, Seal } from './manifest.ts';
import { MANIFEST_FILE, SEAL_FILE, releaseFolderName, warehousePaths } from './paths.ts';

/** Numbers of the published releases, ascending. */
export async function listReleaseNumbers(home: string): Promise<number[]> {
  const names = await readdir(warehousePaths(home).releases).catch(() => []);
  return names
    .filter((name) => /^\d{6,}$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

/**
 * The number meant by `current` (the latest, also when nothing is said) or by a number.
 * @throws AppError NOT_FOUND with the numbers there are.
 */
export async function resolveReleaseNumber(home: string, wanted?: number | 'current'): Promise<number> {
  const numbers = await listReleaseNumbers(home);
  const last = numbers.at(-1);
  if (last === undefined) {
    throw new AppError('NOT_FOUND', 'There is no release yet.', {
      reason: 'NO_RELEASE',
      cure: 'Ingest a file, then run vigie release build.',
    });
  }
  if (wanted === undefined || wanted === 'current') return last;
  if (numbers.includes(wanted)) return wanted;
  throw new AppError('NOT_FOUND', `There is no release ${wanted}.`, {
    reason: 'NO_SUCH_RELEASE',
    where: { release: wanted },
    cure: `Releases go from ${numbers[0]} to ${last}.`,
  });
}

export interface ReleaseRecord {
  readonly number: number;
  /** SHA-256 of manifest.json: the release hash of every passport. */
  readonly hash: string;
  readonly folder: string;
  readonly manifest: Manifest;
  readonly seal: Seal;
}

/**
 * What a release says of itself, with the cheap half of its verification: the manifest is the one that was sealed.
 * @throws AppError NOT_FOUND, TAMPERED.
 */
export async function readRelease(home: string, wanted?: number | 'current'): Promise<ReleaseRecord> {
  const number = await resolveReleaseNumber(home, wanted);
  const folder = join(warehousePaths(home).releases, releaseFolderName(number));
  const manifestText = await readText(folder, MANIFEST_FILE, number);
  const manifest = parse(manifestSchema, manifestText, MANIFEST_FILE, number);
  const seal = parse(sealSchema, await readText(folder, SEAL_FILE, number), SEAL_FILE, number);
  const hash = sha256(manifestText);
  if (hash !== seal.releaseHash) throw tampered(number, MANIFEST_FILE, 'is not the one that was sealed');
  return { number, hash, folder, manifest, seal };
}

export interface DamagedRelease {
  readonly number: number;
  /** What is wrong with its papers, as a sentence. */
  readonly message: string;
}

/** Every release, oldest first; those whose papers do not agree apart, so that one bad release does not hide the others. */
export async function surveyReleases(home: string): Promise<{ releases: ReleaseRecord[]; damaged: DamagedRelease[] }> {
  const releases: ReleaseRecord[] = [];
  const damaged: DamagedRelease[] = [];
  for (const number of await listReleaseNumbers(home)) {
    try {
      releases.push(await readRelease(home, number));
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'TAMPERED') throw error;
      damaged.push({ number, message: error.message });
    }
  }
  return { releases, damaged };
}

/** The releases whose papers agree, oldest first (`surveyReleases` tells of the others). */
export async function listReleases(home: string): Promise<ReleaseRecord[]> {
  return (await surveyReleases(home)).releases;
}

async function readText(folder: string, file: string, release: number): Promise<string> {
  return readFile(join(folder, file), 'utf8').catch(() => {
    throw tampered(release, file, 'is missing');
  });
}

function parse<T>(schema: z.ZodType<T>, text: string, file: string, release: number): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw tampered(release, file, 'cannot be read');
  }
}

function tampered(release: number, file: string, what: string): AppError {
  return new AppError('TAMPERED', `Release ${release} was changed after it was published: ${file} ${what}.`, {
    reason: 'RELEASE_TAMPERED',
    where: { release, file },
    cure: 'Use another release, or build it again from the ingested files.',
  });
}
