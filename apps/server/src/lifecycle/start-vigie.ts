import { mkdirSync, readFileSync } from 'node:fs';
import { startDatabase } from '@vigie/database';
import { AppError } from '@vigie/kernel';
import { z } from 'zod';
import type { RunningServer } from '../create-server.ts';
import { createServer } from '../create-server.ts';
import type { ServerEnvironment } from '../env.ts';
import type { WarehouseWork } from '../jobs/warehouse-work.ts';
import { openLogFile } from '../logger.ts';
import { checkPort } from './check-port.ts';
import { ensureRelease } from './ensure-release.ts';
import { lockHome } from './home-lock.ts';

export interface RunningVigie {
  /** What a person opens. */
  readonly url: string;
  readonly server: RunningServer;
  /** Stops everything that was started, in the opposite order. Idempotent. */
  close(): Promise<void>;
}

export interface StartOptions {
  readonly work: WarehouseWork;
  /** Short lines for the terminal while a first start takes its time. */
  readonly say: (line: string) => void;
  /** Ends a start under way. */
  readonly signal: AbortSignal;
}

function readVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

const cancelled = (): AppError => new AppError('CANCELLED', 'The start was stopped.', { reason: 'START_STOPPED' });

/** What must be undone, last first, each thing once. */
function openStack(): { push: (undo: () => unknown) => void; unwind: () => Promise<void> } {
  const undos: (() => unknown)[] = [];
  return {
    push: (undo) => undos.push(undo),
    unwind: async () => {
      for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) await undo();
    },
  };
}

const shownHost = (host: string): string => (['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host) ? 'localhost' : host);

/**
 * Starts the whole product on a home: database, demonstration release when there is none, server.
 * Whatever fails or is interrupted, nothing stays running.
 * @throws AppError with the sentence to show.
 */
export async function startVigie(env: ServerEnvironment, { work, say, signal }: StartOptions): Promise<RunningVigie> {
  const stack = openStack();
  try {
    if (env.port !== 0) await checkPort(env.host, env.port);
    mkdirSync(env.home, { recursive: true });
    stack.push(lockHome(env.home));
    const log = openLogFile(env.home, env.logLevel);
    stack.push(() => log.flush());
    const database = await startDatabase({ home: env.home, url: env.databaseUrl });
    stack.push(() => database.close());
    if (database.embedded?.stoppedLeftover === true)
      log.logger.warn('stopped the database of a server that was killed');
    if (signal.aborted) throw cancelled();
    await ensureRelease({ home: env.home, demo: env.demo, work, say, signal, logger: log.logger });
    if (signal.aborted) throw cancelled();
    const server = await createServer({ ...env, db: database.db, work, logger: log.logger, version: readVersion() });
    stack.push(() => server.close());
    const url = `http://${shownHost(env.host)}:${server.port}`;
    log.logger.info({ url }, 'ready');
    return { url, server, close: stack.unwind };
  } catch (error) {
    await stack.unwind();
    throw error;
  }
}
