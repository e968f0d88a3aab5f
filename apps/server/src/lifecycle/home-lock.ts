import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@vigie/kernel';
import { z } from 'zod';

const holderSchema = z.object({ pid: z.int().positive(), startedAt: z.string() });

/** When the process began, in ticks since boot: with its number it names one process and no later one. Empty where unknown. */
function startOf(pid: number): string {
  try {
    // Field 22; the second field may hold spaces and ends with the last parenthesis (proc(5)).
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive({ pid, startedAt }: z.infer<typeof holderSchema>): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return startOf(pid) === startedAt;
}

function readHolder(path: string): z.infer<typeof holderSchema> | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // Absent, or cut short by a kill: nobody holds it.
    return null;
  }
}

/**
 * One server per VIGIE_HOME: two would stop each other's database. The lock of a killed server does not count.
 * @returns the function that gives the lock back.
 * @throws AppError CONFLICT with the holder's process number.
 */
export function lockHome(home: string): () => void {
  const path = join(home, 'server.lock');
  const holder = readHolder(path);
  if (holder !== null && isAlive(holder)) {
    throw new AppError('CONFLICT', `Vigie already runs on ${home} (process ${holder.pid}).`, {
      reason: 'HOME_IN_USE',
      where: { pid: holder.pid, path: home },
      cure: 'Stop it first, or give another directory with VIGIE_HOME.',
    });
  }
  rmSync(path, { force: true });
  const mine = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) });
  takeExclusively(path, mine);
  return () => {
    if (readHolder(path)?.pid === process.pid) rmSync(path, { force: true });
  };
}

function takeExclusively(path: string, content: string): void {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, content);
    closeSync(file);
  } catch {
    // Another server took it between our look and our write.
    throw new AppError('CONFLICT', 'Another Vigie is starting on the same directory.', { reason: 'HOME_IN_USE' });
  }
}
