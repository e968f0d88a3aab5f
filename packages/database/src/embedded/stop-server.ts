import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, postmasterPath, readPostmasterFile, servesDirectory } from './postmaster-file.ts';

const FAST_SHUTDOWN_MS = 20_000;
const POLL_MS = 20;

export const SOCKET_PREFIX = 'vigie-pg-';

async function waitForEnd(pid: number, limitMs: number): Promise<boolean> {
  const deadline = Date.now() + limitMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}

/** SIGINT is a fast shutdown: sessions are ended, the state is written. SIGQUIT ends at once and recovers at the next start. */
export async function stopProcess(pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  if (await waitForEnd(pid, FAST_SHUTDOWN_MS)) return;
  process.kill(pid, 'SIGQUIT');
  await waitForEnd(pid, FAST_SHUTDOWN_MS);
}

/** Removes a socket directory of ours and nothing else. */
export function removeSocketDirectory(directory: string): void {
  if (basename(directory).startsWith(SOCKET_PREFIX)) rmSync(directory, { recursive: true, force: true });
}

/** No Linux, macOS or Windows process has this number. */
const NOBODYS_PID = '99999999';

/**
 * Clears what a killed parent left behind: its server, if it still runs, and its socket directory. The file itself stays:
 * PostgreSQL reads in it whether sessions of the dead server still use the data. Only a process number that now belongs to
 * somebody else is replaced, because PostgreSQL would take that process for a living server.
 * @returns true when a living server was stopped.
 */
export async function stopLeftoverServer(dataDirectory: string): Promise<boolean> {
  const path = postmasterPath(dataDirectory);
  const left = readPostmasterFile(dataDirectory);
  if (left === null) {
    rmSync(path, { force: true });
    return false;
  }
  const serves = servesDirectory(left.pid, dataDirectory);
  if (serves) await stopProcess(left.pid);
  else if (isAlive(left.pid)) writeFileSync(path, readFileSync(path, 'utf8').replace(/^\d+/, NOBODYS_PID));
  removeSocketDirectory(left.socketDirectory);
  return serves;
}
