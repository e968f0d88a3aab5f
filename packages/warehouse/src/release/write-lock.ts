import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DuckDBInstance } from 'duckdb';
import { AppError } from '@vigie/kernel';
import { throwIfCancelled } from '../engine/run-sql.ts';
import { warehousePaths } from './paths.ts';

export interface WriteLockOptions {
  /** How long to wait for the other writer before giving up; 0 by default. */
  readonly waitSeconds?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Paths locked by this process: the kernel's lock does not keep a process from itself. */
const heldHere = new Set<string>();

/**
 * Takes the warehouse's one writer's place and returns the function that gives it back.
 * The lock is a DuckDB file held open for writing: the kernel lets go of it however its holder dies, so it is never stale.
 * @throws AppError CONFLICT / WAREHOUSE_BUSY with the pid of the other writer.
 */
export async function acquireWriteLock(home: string, options: WriteLockOptions = {}): Promise<() => void> {
  const path = resolve(warehousePaths(home).lock);
  await mkdir(dirname(path), { recursive: true });
  const deadline = Date.now() + (options.waitSeconds ?? 0) * 1000;
  for (;;) {
    throwIfCancelled(options.signal);
    const attempt = await tryLock(path);
    if (typeof attempt === 'function') return attempt;
    if (Date.now() >= deadline) throw busy(path, attempt.holder);
    await sleep(200);
  }
}

async function tryLock(path: string): Promise<(() => void) | { holder: string }> {
  if (heldHere.has(path)) return { holder: String(process.pid) };
  heldHere.add(path);
  try {
    const instance = await DuckDBInstance.create(path, { memory_limit: '64MB', threads: '1' });
    return () => {
      instance.closeSync();
      heldHere.delete(path);
    };
  } catch (error) {
    heldHere.delete(path);
    const message = error instanceof Error ? error.message : String(error);
    const holder = /PID (\d+)/.exec(message)?.[1];
    if (holder !== undefined || /lock/i.test(message)) return { holder: holder ?? 'unknown' };
    throw new AppError('UNAVAILABLE', `The warehouse cannot be locked for writing: ${message.split('\n')[0]}`, {
      reason: 'LOCK_FAILED',
      where: { file: path },
      cure: 'Check that VIGIE_HOME can be written to; the file warehouse/lock holds nothing and may be deleted.',
      cause: error,
    });
  }
}

function busy(path: string, holder: string): AppError {
  return new AppError('CONFLICT', `Another ingestion or build is writing to this warehouse (process ${holder}).`, {
    reason: 'WAREHOUSE_BUSY',
    where: { lock: path, pid: holder },
    cure: 'Wait until it has finished, then try again.',
  });
}
