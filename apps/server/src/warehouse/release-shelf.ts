import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReleaseRecord } from '@vigie/warehouse';
import {
  listReleaseNumbers,
  MANIFEST_FILE,
  readRelease,
  releaseFolderName,
  SEAL_FILE,
  warehousePaths,
} from '@vigie/warehouse';

export interface ReleaseShelf {
  /** Newest first. */
  list(): Promise<ReleaseRecord[]>;
  /** Without a number the newest. @throws AppError NOT_FOUND, TAMPERED. */
  get(number?: number): Promise<ReleaseRecord>;
}

/**
 * What releases say of themselves. Their papers are read and checked again only when the file system says that they were
 * touched, which should never happen and is then noticed at once.
 */
export function createReleaseShelf(home: string): ReleaseShelf {
  const read = new Map<number, { stamp: string; record: ReleaseRecord }>();

  const stampOf = async (number: number): Promise<string> => {
    const folder = join(warehousePaths(home).releases, releaseFolderName(number));
    const stats = await Promise.all(
      [MANIFEST_FILE, SEAL_FILE].map((file) => stat(join(folder, file)).catch(() => null)),
    );
    return stats.map((one) => `${one?.ino}-${one?.mtimeMs}-${one?.size}`).join('|');
  };

  const take = async (number: number): Promise<ReleaseRecord> => {
    const stamp = await stampOf(number);
    const kept = read.get(number);
    if (kept?.stamp === stamp) return kept.record;
    const record = await readRelease(home, number);
    read.set(number, { stamp, record });
    return record;
  };

  return {
    list: async () => Promise.all((await listReleaseNumbers(home)).reverse().map(take)),
    get: async (number) => {
      const numbers = await listReleaseNumbers(home);
      const wanted = number ?? numbers.at(-1);
      // The warehouse says it best when there is none.
      return wanted === undefined || !numbers.includes(wanted) ? readRelease(home, number) : take(wanted);
    },
  };
}
