import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppRouter, Job, Upload } from '@vigie/api';
import { createCaller } from '@vigie/api';
import type { Db } from '@vigie/database';
import { pino } from 'pino';
import type { RunningServer } from '../create-server.ts';
import { createServer } from '../create-server.ts';
import { requestContext } from '../http/request-context.ts';
import type { WarehouseWork } from '../jobs/warehouse-work.ts';

export type Caller = ReturnType<typeof createCaller>;
export type { AppRouter };

export interface TestServer {
  readonly server: RunningServer;
  readonly home: string;
  readonly url: string;
  /** The procedures, without HTTP. */
  readonly api: Caller;
  /** Messages of the log at error level. */
  readonly logged: string[];
  close(): Promise<void>;
}

export interface TestServerOptions {
  readonly db: Db;
  readonly work?: Partial<WarehouseWork>;
  /** A home of an earlier server, to start on again; it is then the caller's to remove. */
  readonly home?: string;
  readonly webFolder?: string;
  readonly maxUploadBytes?: number;
  readonly host?: string;
}

const noWork: WarehouseWork = {
  guess: async () => ({
    best: 'booking-export',
    candidates: [],
    columns: [],
    encoding: null,
    delimiter: null,
    mapping: null,
    notes: [],
  }),
  ingest: async ({ profile }) => ({
    ingestId: '0123456789abcdef',
    profile: profile ?? 'mapped',
    alreadyKnown: false,
    rowsIn: 3,
    accepted: 2,
    rejected: 1,
    warned: 0,
  }),
  build: async () => 1,
};

/** The whole server on a free port, with the real database; the warehouse's long work is the test's to write. */
export async function startTestServer(options: TestServerOptions): Promise<TestServer> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'vigie-server-'));
  const logged: string[] = [];
  const logger = pino({ level: 'error' }, { write: (line: string) => logged.push(line) });
  const host = options.host ?? '127.0.0.1';
  const server = await createServer({
    home,
    host,
    port: 0,
    webFolder: options.webFolder ?? join(home, 'no-web'),
    maxUploadBytes: options.maxUploadBytes ?? 10_000_000,
    db: options.db,
    work: { ...noWork, ...options.work },
    logger,
    version: 'test',
  });
  return {
    server,
    home,
    logged,
    url: `http://127.0.0.1:${server.port}`,
    api: createCaller(requestContext(server.services, (error) => logged.push(String(error)))),
    close: async () => {
      await server.close();
      if (options.home === undefined) rmSync(home, { recursive: true, force: true });
    },
  };
}

const PATIENCE_MS = 20_000;

async function until<T>(read: () => Promise<T>, done: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const value = await read();
    if (done(value)) return value;
    if (Date.now() > deadline) throw new Error(`still ${JSON.stringify(value)} after ${PATIENCE_MS / 1000} s`);
    await sleep(10);
  }
}

export const untilUpload = (api: Caller, uploadId: string, ...states: readonly Upload['state'][]): Promise<Upload> =>
  until(
    () => api.warehouse.upload({ uploadId }),
    (upload) => states.includes(upload.state),
  );

export async function untilJob(api: Caller, id: string, ...states: readonly Job['state'][]): Promise<Job> {
  const read = async (): Promise<Job | undefined> => (await api.warehouse.jobs({})).jobs.find((job) => job.id === id);
  const job = await until(read, (found) => found !== undefined && states.includes(found.state));
  if (job === undefined) throw new Error('unreachable');
  return job;
}
