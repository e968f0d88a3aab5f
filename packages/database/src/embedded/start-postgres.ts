import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@vigie/kernel';
import { ensureCluster } from './create-cluster.ts';
import type { PostgresBinaries } from './find-binaries.ts';
import { findBinaries } from './find-binaries.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { chooseIdentity, giveTo } from './process-identity.ts';
import { spawnInside, SUPERUSER } from './spawn-options.ts';
import { removeSocketDirectory, SOCKET_PREFIX, stopLeftoverServer, stopProcess } from './stop-server.ts';

const READY_LIMIT_MS = 120_000;
const POLL_MS = 15;
const RETRY_MS = 200;
/** Unix socket paths end at 107 bytes on Linux and 103 elsewhere; the socket's own name takes 14. */
const LONGEST_SOCKET_DIRECTORY = 85;

export interface StartPostgresOptions {
  readonly dataDirectory: string;
  /** False in tests: no fsync. Default true. */
  readonly durable?: boolean;
}

export interface EmbeddedPostgres {
  readonly pid: number;
  readonly socketDirectory: string;
  readonly user: string;
  /** True when a server of a killed parent had to be stopped first. */
  readonly stoppedLeftover: boolean;
  /** Settles when the server has ended, whoever ended it. */
  readonly ended: Promise<void>;
  /** Fast shutdown; idempotent. The socket directory is removed. */
  stop(): Promise<void>;
}

function makeSocketDirectory(identity: ProcessIdentity | undefined): string {
  const base = tmpdir().length > LONGEST_SOCKET_DIRECTORY - SOCKET_PREFIX.length - 6 ? '/tmp' : tmpdir();
  const directory = mkdtempSync(join(realpathSync(base), SOCKET_PREFIX));
  chmodSync(directory, 0o700);
  giveTo(directory, identity);
  return directory;
}

interface Launch {
  readonly dataDirectory: string;
  readonly binaries: PostgresBinaries;
  readonly identity: ProcessIdentity | undefined;
  readonly socketDirectory: string;
  readonly durable: boolean;
}

export const serverLogPath = (dataDirectory: string): string => join(dirname(dataDirectory), 'server.log');

function launch({ dataDirectory, binaries, identity, socketDirectory, durable }: Launch): ChildProcess {
  const { dataArgument, options } = spawnInside(dataDirectory, identity);
  const settings = ['listen_addresses=', `unix_socket_directories=${socketDirectory}`, 'unix_socket_permissions=0700'];
  settings.push('max_connections=60', 'shared_buffers=64MB', 'log_timezone=UTC', 'timezone=UTC');
  if (!durable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  const log = openSync(serverLogPath(dataDirectory), 'a');
  // A session of its own: Ctrl-C in the terminal reaches this process only, which then stops the server in order.
  const args = ['-D', dataArgument, ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawn(binaries.postgres, args, { ...options, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  return child;
}

const logTail = (dataDirectory: string): string =>
  readFileSync(serverLogPath(dataDirectory), 'utf8').trim().split('\n').slice(-3).join(' | ');

function failedStart(dataDirectory: string): AppError {
  const said = logTail(dataDirectory) || 'it said nothing';
  return new AppError('UNAVAILABLE', `The embedded PostgreSQL did not start: ${said}`, {
    reason: 'POSTGRES_DID_NOT_START',
    where: { path: serverLogPath(dataDirectory) },
    cure: 'Read the log named here, or give a running PostgreSQL with DATABASE_URL.',
  });
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Waits for the line that the server itself writes when it accepts connections, recovery included. */
async function isReady(child: ChildProcess, dataDirectory: string, deadline: number): Promise<boolean> {
  while (!hasEnded(child) && Date.now() < deadline) {
    const file = readPostmasterFile(dataDirectory);
    if (file?.ready === true && file.pid === child.pid) return true;
    await sleep(POLL_MS);
  }
  return false;
}

/** Sessions of a server that was killed need a moment to notice; PostgreSQL refuses the directory until they are gone. */
const mustRetry = (child: ChildProcess, dataDirectory: string): boolean =>
  hasEnded(child) && logTail(dataDirectory).includes('shared memory block');

async function launchUntilReady(plan: Launch): Promise<ChildProcess> {
  const deadline = Date.now() + READY_LIMIT_MS;
  for (;;) {
    const child = launch(plan);
    // A program that cannot be run reports here; the wait below then sees that it has ended.
    child.once('error', () => undefined);
    if (await isReady(child, plan.dataDirectory, deadline)) return child;
    if (Date.now() > deadline || !mustRetry(child, plan.dataDirectory)) {
      if (child.pid !== undefined && !hasEnded(child)) await stopProcess(child.pid);
      throw failedStart(plan.dataDirectory);
    }
    await sleep(RETRY_MS);
  }
}

/**
 * Starts PostgreSQL on a data directory, which is created when it is not there, on a private Unix socket and nothing else.
 * A server that a killed parent left behind on the same directory is stopped first; a crash is recovered by PostgreSQL itself.
 * As root the server runs as `nobody` (65534), because PostgreSQL refuses root.
 */
export async function startPostgres(options: StartPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDirectory, durable = true } = options;
  const identity = chooseIdentity();
  const binaries = findBinaries(identity);
  await ensureCluster({ dataDirectory, binaries, identity, durable });
  const stoppedLeftover = await stopLeftoverServer(dataDirectory);
  const socketDirectory = makeSocketDirectory(identity);
  const plan = { dataDirectory, binaries, identity, socketDirectory, durable };
  const child = await launchUntilReady(plan).catch((error: unknown) => {
    removeSocketDirectory(socketDirectory);
    throw error;
  });
  const { pid } = child;
  if (pid === undefined) throw failedStart(dataDirectory);
  const ended = new Promise<void>((resolve) => {
    if (hasEnded(child)) resolve();
    else child.once('exit', () => resolve());
  });
  const stop = async (): Promise<void> => {
    if (!hasEnded(child)) await Promise.race([stopProcess(pid), ended]);
    removeSocketDirectory(socketDirectory);
  };
  return { pid, socketDirectory, user: SUPERUSER, stoppedLeftover, ended, stop };
}
