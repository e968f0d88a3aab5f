import { writeFileSync, readdirSync, mkdtempSync, rmSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jobs, uploads } from '@vigie/database';
import { withTestDatabase } from '@vigie/database/testing';
import { AppError } from '@vigie/kernel';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TestServer, TestServerOptions } from '../testing/start-test-server.ts';
import { startTestServer, untilJob, untilUpload } from '../testing/start-test-server.ts';

const database = withTestDatabase();
const servers: TestServer[] = [];
const start = async (options: Omit<TestServerOptions, 'db'> = {}): Promise<TestServer> => {
  const server = await startTestServer({ db: database().db, ...options });
  servers.push(server);
  return server;
};
beforeEach(async () => {
  await database().db.delete(uploads);
  await database().db.delete(jobs);
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

it('a build is queued, runs, and names the release that came of it', async () => {
  const server = await start({ work: { build: async () => 7 } });
  const { id } = await server.api.warehouse.buildRelease();
  expect(await untilJob(server.api, id, 'done')).toMatchObject({
    kind: 'build',
    release: 7,
    progressRatio: 1,
    problem: null,
  });
});

it('a second build while one runs is refused; after a cancellation the next one may start', async () => {
  const server = await start({
    work: {
      build: async ({ signal }) => {
        while (!signal.aborted) await sleep(5);
        throw new AppError('CANCELLED', 'stopped', { reason: 'STOPPED' });
      },
    },
  });
  const first = await server.api.warehouse.buildRelease();
  await expect(server.api.warehouse.buildRelease()).rejects.toMatchObject({ code: 'CONFLICT' });
  await untilJob(server.api, first.id, 'running');
  expect(await server.api.warehouse.cancelJob({ jobId: first.id })).toMatchObject({ state: 'cancelled' });
  const second = await server.api.warehouse.buildRelease();
  await untilJob(server.api, second.id, 'running');
  await server.api.warehouse.cancelJob({ jobId: second.id });
  await expect(server.api.warehouse.cancelJob({ jobId: first.id })).rejects.toMatchObject({ code: 'CONFLICT' });
});

it('the reason of a failed build is kept with where and what to do', async () => {
  const details = { reason: 'NOTHING_INGESTED', cure: 'Bring a file first.' };
  const server = await start({
    work: { build: () => Promise.reject(new AppError('NOT_FOUND', 'There is nothing to build.', details)) },
  });
  const { id } = await server.api.warehouse.buildRelease();
  const problem = {
    reason: 'NOTHING_INGESTED',
    message: 'There is nothing to build.',
    where: {},
    cure: 'Bring a file first.',
  };
  expect(await untilJob(server.api, id, 'failed')).toMatchObject({ problem });
});

it('after a stop in the middle: half files are gone, whole ones are read again, builds are said to have failed', async () => {
  const home = mkdtempSync(join(tmpdir(), 'vigie-recover-'));
  mkdirSync(join(home, 'uploads'));
  const { db } = database();
  const insert = async (values: Partial<typeof uploads.$inferInsert>): Promise<string> => {
    const [row] = await db
      .insert(uploads)
      .values({ name: 'a.csv', profile: 'universe', ...values })
      .returning();
    return row?.id ?? '';
  };
  const half = await insert({ state: 'receiving' });
  const whole = await insert({ state: 'ingesting', sha256: 'a'.repeat(64) });
  const [build] = await db.insert(jobs).values({ kind: 'build', state: 'running' }).returning();
  const [ingest] = await db.insert(jobs).values({ kind: 'ingest', state: 'running', uploadId: whole }).returning();
  writeFileSync(join(home, 'uploads', `${half}.part`), 'half');
  writeFileSync(join(home, 'uploads', whole), 'a;b\n');
  writeFileSync(join(home, 'uploads', 'left-by-somebody'), '');

  const server = await start({ home });
  expect(await untilJob(server.api, ingest?.id ?? '', 'done')).toMatchObject({ kind: 'ingest' });
  await untilUpload(server.api, whole, 'done');
  expect(await untilUpload(server.api, half, 'failed')).toMatchObject({
    problem: { reason: 'SERVER_STOPPED', cure: 'Send the file again.' },
  });
  expect(await untilJob(server.api, build?.id ?? '', 'failed')).toMatchObject({
    problem: { reason: 'SERVER_STOPPED' },
  });
  await expect.poll(() => readdirSync(join(home, 'uploads'))).toEqual([]);
  await server.close();
  servers.length = 0;
  rmSync(home, { recursive: true, force: true });
});

it('a server that closes while a job runs leaves it to the next one, which finishes it', async () => {
  const home = mkdtempSync(join(tmpdir(), 'vigie-handover-'));
  const first = await startTestServer({
    db: database().db,
    home,
    work: {
      ingest: async (_task, { signal }) => {
        while (!signal.aborted) await sleep(5);
        throw new Error('interrupted');
      },
    },
  });
  const { uploadId, url } = await first.api.warehouse.createUpload({ name: 'a.csv', profile: 'universe' });
  await fetch(`${first.url}${url}`, { method: 'POST', body: 'a\n1\n' });
  await untilUpload(first.api, uploadId, 'ingesting');
  await first.close();
  const second = await start({ home });
  expect(await untilUpload(second.api, uploadId, 'done')).toMatchObject({ rows: { rowsIn: 3 } });
  await second.close();
  servers.length = 0;
  rmSync(home, { recursive: true, force: true });
});
