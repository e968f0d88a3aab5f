import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { uploads } from '@vigie/database';
import { withTestDatabase } from '@vigie/database/testing';
import { AppError } from '@vigie/kernel';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { IngestTask } from '../jobs/warehouse-work.ts';
import type { TestServer, TestServerOptions } from '../testing/start-test-server.ts';
import { startTestServer, untilUpload } from '../testing/start-test-server.ts';

const database = withTestDatabase();
const servers: TestServer[] = [];
const start = async (options: Omit<TestServerOptions, 'db'> = {}): Promise<TestServer> => {
  const server = await startTestServer({ db: database().db, ...options });
  servers.push(server);
  return server;
};
beforeEach(async () => {
  await database().db.delete(uploads);
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const send = (server: TestServer, url: string, body: string): Promise<Response> =>
  fetch(`${server.url}${url}`, { method: 'POST', body, headers: { 'content-type': 'application/octet-stream' } });

it('a file arrives byte for byte, is hashed, guessed, read, and its bytes leave the waiting room', async () => {
  const seen: (IngestTask & { content: string })[] = [];
  const server = await start({
    work: {
      ingest: async (task) => {
        seen.push({ ...task, content: readFileSync(task.path, 'utf8') });
        return {
          ingestId: 'a'.repeat(16),
          profile: 'booking-export',
          alreadyKnown: true,
          rowsIn: 5,
          accepted: 3,
          rejected: 2,
          warned: 1,
        };
      },
    },
  });
  const { uploadId, url } = await server.api.warehouse.createUpload({ name: '../../etc/passwd.csv', bytes: 8 });
  const response = await send(server, url, 'a;b\n1;2\n');
  expect(response.status).toBe(201);
  const done = await untilUpload(server.api, uploadId, 'done');
  expect(done).toMatchObject({
    sha256: createHash('sha256').update('a;b\n1;2\n').digest('hex'),
    profile: 'booking-export',
    profileGuessed: true,
    alreadyKnown: true,
    rows: { rowsIn: 5, accepted: 3, rejected: 2, warned: 1 },
  });
  expect(seen).toMatchObject([{ content: 'a;b\n1;2\n', name: '../../etc/passwd.csv', profile: undefined }]);
  // The person's file name is never part of a path.
  expect(seen[0]?.path).toBe(join(server.home, 'uploads', uploadId));
  await expect.poll(() => readdirSync(join(server.home, 'uploads'))).toEqual([]);
});

it('fewer bytes than announced are refused, and the same upload may be sent again', async () => {
  const server = await start();
  const { uploadId, url } = await server.api.warehouse.createUpload({ name: 'a.csv', bytes: 5 });
  const short = await send(server, url, 'abc');
  expect(short.status).toBe(400);
  expect(await short.json()).toMatchObject({
    error: { reason: 'TRANSFER_INCOMPLETE', where: { received: 3, announced: 5 } },
  });
  expect(await untilUpload(server.api, uploadId, 'failed')).toMatchObject({
    problem: { reason: 'TRANSFER_INCOMPLETE' },
  });
  await expect.poll(() => readdirSync(join(server.home, 'uploads'))).toEqual([]);
  expect((await send(server, url, 'abcde')).status).toBe(201);
  await untilUpload(server.api, uploadId, 'done');
  expect((await send(server, url, 'abcde')).status).toBe(409);
});

it('a larger file than the server takes is refused before it is sent, and while it is sent', async () => {
  const server = await start({ maxUploadBytes: 1000 });
  await expect(server.api.warehouse.createUpload({ name: 'a.csv', bytes: 1001 })).rejects.toMatchObject({
    code: 'PAYLOAD_TOO_LARGE',
  });
  const { uploadId, url } = await server.api.warehouse.createUpload({ name: 'a.csv' });
  const response = await send(server, url, 'x'.repeat(5000));
  expect(response.status).toBe(413);
  expect(await untilUpload(server.api, uploadId, 'failed')).toMatchObject({ problem: { reason: 'UPLOAD_TOO_LARGE' } });
});

it('unknown ids, ids that are paths, and forms are refused', async () => {
  const server = await start();
  expect((await send(server, '/uploads/00000000-0000-4000-8000-000000000000', 'x')).status).toBe(404);
  expect((await send(server, '/uploads/..%2f..%2fetc%2fpasswd', 'x')).status).toBe(404);
  const { url } = await server.api.warehouse.createUpload({ name: 'a.csv' });
  const form = new FormData();
  form.set('file', 'x');
  const response = await fetch(`${server.url}${url}`, { method: 'POST', body: form });
  expect(await response.json()).toMatchObject({ error: { reason: 'MULTIPART' } });
});

/** A request whose body the test writes piece by piece. */
function openRequest(
  server: TestServer,
  url: string,
): { write: (text: string) => void; destroy: () => void; end: Promise<number | string> } {
  const outgoing = request(`${server.url}${url}`, { method: 'POST' });
  const end = new Promise<number | string>((resolve) => {
    outgoing.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    outgoing.on('error', (error) => resolve(error.message));
  });
  return { write: (text) => void outgoing.write(text), destroy: () => void outgoing.destroy(), end };
}

it('cancelling while the bytes come stops the transfer and removes what had come', async () => {
  const server = await start();
  const { uploadId, url } = await server.api.warehouse.createUpload({ name: 'a.csv' });
  const sending = openRequest(server, url);
  sending.write('a;b\n');
  await untilUpload(server.api, uploadId, 'receiving');
  while (!existsSync(join(server.home, 'uploads', `${uploadId}.part`))) await sleep(5);
  expect(await server.api.warehouse.cancelUpload({ uploadId })).toMatchObject({ state: 'cancelled' });
  await sending.end;
  await sleep(20);
  await expect.poll(() => readdirSync(join(server.home, 'uploads'))).toEqual([]);
  expect(await server.api.warehouse.upload({ uploadId })).toMatchObject({ state: 'cancelled' });
});

it('a connection that breaks leaves no half file, and says so', async () => {
  const server = await start();
  const { uploadId, url } = await server.api.warehouse.createUpload({ name: 'a.csv' });
  const sending = openRequest(server, url);
  sending.write('a;b\n');
  await untilUpload(server.api, uploadId, 'receiving');
  await sleep(30);
  sending.destroy();
  const failed = await untilUpload(server.api, uploadId, 'failed');
  expect(failed.problem).toMatchObject({ reason: 'TRANSFER_INCOMPLETE', cure: 'Send the file again.' });
  await expect.poll(() => readdirSync(join(server.home, 'uploads'))).toEqual([]);
});

it('cancelling while the file is read stops the work', async () => {
  let stopped = false;
  const server = await start({
    work: {
      ingest: async (_task, { signal }) => {
        while (!signal.aborted) await sleep(5);
        stopped = true;
        throw new Error('whatever the tool says when it is interrupted');
      },
    },
  });
  const { uploadId, url } = await server.api.warehouse.createUpload({ name: 'a.csv' });
  await send(server, url, 'a;b\n');
  const reading = await untilUpload(server.api, uploadId, 'ingesting');
  expect(reading.jobId).not.toBeNull();
  await server.api.warehouse.cancelUpload({ uploadId });
  const cancelled = await untilUpload(server.api, uploadId, 'cancelled');
  expect(stopped).toBe(true);
  expect(cancelled.problem).toBeNull();
  expect((await server.api.warehouse.jobs({})).jobs.find(({ id }) => id === reading.jobId)).toMatchObject({
    state: 'cancelled',
  });
  await expect.poll(() => readdirSync(join(server.home, 'uploads'))).toEqual([]);
});

it('a file that no profile fits waits for a choice, and is read with the chosen profile or mapping', async () => {
  const seen: unknown[] = [];
  const server = await start({
    work: {
      guess: async () => ({
        best: null,
        candidates: [{ profile: 'universe', score: 0.5, missing: ['rpps'] }],
        columns: ['a'],
        encoding: 'utf-8',
        delimiter: ';',
        mapping: { table: 'booking' },
        notes: [],
      }),
      ingest: async ({ profile, mapping }) => {
        seen.push({ profile, mapping });
        if (profile === undefined && mapping === undefined) {
          throw new AppError('CONTRACT_MISMATCH', 'No profile fits “a.csv”.', { reason: 'NO_PROFILE_FITS' });
        }
        if (profile === 'universe') {
          const details = { reason: 'MISSING_COLUMN', where: { file: 'a.csv', line: 1, column: 'rpps' } };
          throw new AppError('CONTRACT_MISMATCH', 'Column “rpps” is missing.', details);
        }
        return {
          ingestId: 'b'.repeat(16),
          profile: 'mapping',
          alreadyKnown: false,
          rowsIn: 1,
          accepted: 1,
          rejected: 0,
          warned: 0,
        };
      },
    },
  });
  const { uploadId, url } = await server.api.warehouse.createUpload({ name: 'a.csv' });
  await send(server, url, 'a\n1\n');
  const waiting = await untilUpload(server.api, uploadId, 'needs-profile');
  expect(waiting.problem?.message).toBe('No profile fits “a.csv”.');
  expect(await server.api.warehouse.guess({ uploadId })).toMatchObject({
    uploadId,
    columns: ['a'],
    mapping: { table: 'booking' },
  });
  await expect(server.api.warehouse.ingestUpload({ uploadId })).rejects.toMatchObject({ code: 'BAD_REQUEST' });

  await server.api.warehouse.ingestUpload({ uploadId, profile: 'universe' });
  expect((await untilUpload(server.api, uploadId, 'failed')).problem).toMatchObject({
    reason: 'MISSING_COLUMN',
    where: { column: 'rpps' },
  });
  await server.api.warehouse.ingestUpload({ uploadId, mapping: { table: 'booking' } });
  await untilUpload(server.api, uploadId, 'done');
  expect(seen).toEqual([{}, { profile: 'universe' }, { profile: undefined, mapping: { table: 'booking' } }]);
});

it('an unexpected error is bland to the person and whole in the log', async () => {
  const server = await start({ work: { ingest: () => Promise.reject(new TypeError('secret detail')) } });
  const { uploadId, url } = await server.api.warehouse.createUpload({ name: 'a.csv' });
  await send(server, url, 'a\n');
  const failed = await untilUpload(server.api, uploadId, 'failed');
  expect(failed.problem).toMatchObject({ reason: 'UNEXPECTED' });
  expect(JSON.stringify(failed)).not.toContain('secret');
  expect(server.logged.join()).toContain('secret detail');
});
