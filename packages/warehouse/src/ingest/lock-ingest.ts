import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { throwIfCancelled } from '../engine/run-sql.ts';
import { temporaryName } from './ingest-paths.ts';
import { isAlive } from './process-alive.ts';

const held = new Set<string>();

/**
 * Holds one ingest id, so that two ingestions of the same file do the work once: the second waits. The lock of a dead
 * process is taken over.
 */
export async function lockIngest(ingests: string, id: string, signal?: AbortSignal): Promise<() => Promise<void>> {
  await mkdir(ingests, { recursive: true });
  const path = join(ingests, `.lock-${id}`);
  while (!(await take(path))) {
    throwIfCancelled(signal);
    await wait(100);
  }
  return async () => {
    await rm(path, { force: true });
    held.delete(path);
  };
}

async function take(path: string): Promise<boolean> {
  if (held.has(path)) return false;
  held.add(path);
  // Linked in one step, so that a lock is never seen without the pid that holds it.
  const aside = join(dirname(path), temporaryName());
  try {
    await writeFile(aside, String(process.pid));
    await link(aside, path);
    return true;
  } catch (error) {
    held.delete(path);
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const pid = Number(await readFile(path, 'utf8').catch(() => '0'));
    // This process's own number, not held, is a number used again.
    if (pid > 0 && (!isAlive(pid) || pid === process.pid)) await rm(path, { force: true });
    return false;
  } finally {
    await rm(aside, { force: true });
  }
}
