import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { listReleaseNumbers } from '../list-releases.ts';
import { releaseFolderName, warehousePaths } from '../paths.ts';

export interface Workspace {
  /** Becomes the release. */
  readonly folder: string;
  /** Beside it, never published. */
  readonly scratch: string;
  dispose(): Promise<void>;
}

/** Removes what killed builds left. Call under the write lock: then it belongs to nobody. */
export async function sweepBuilding(home: string): Promise<void> {
  const { building } = warehousePaths(home);
  const names = await readdir(building).catch(() => []);
  for (const name of names) await rm(join(building, name), { recursive: true, force: true });
}

/** A place to build in. */
export async function createWorkspace(home: string): Promise<Workspace> {
  const paths = warehousePaths(home);
  await mkdir(paths.releases, { recursive: true });
  await mkdir(paths.building, { recursive: true });
  const root = join(paths.building, `${process.pid}-${randomBytes(4).toString('hex')}`);
  const folder = join(root, 'release');
  const scratch = join(root, 'scratch');
  await mkdir(folder, { recursive: true });
  await mkdir(scratch);
  return { folder, scratch, dispose: () => rm(root, { recursive: true, force: true }) };
}

/** The next release number. */
export async function nextReleaseNumber(home: string): Promise<number> {
  return ((await listReleaseNumbers(home)).at(-1) ?? 0) + 1;
}

/** Makes the folder a release in one rename. Before it nothing is published, after it everything is. */
export async function publish(home: string, folder: string, number: number): Promise<string> {
  const { releases } = warehousePaths(home);
  const target = join(releases, releaseFolderName(number));
  await syncPath(folder);
  await rename(folder, target);
  await syncPath(releases);
  return target;
}

/** Asks the disk to keep what was written to a file or a folder. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
