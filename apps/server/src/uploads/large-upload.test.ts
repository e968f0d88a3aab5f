import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { withTestDatabase } from '@vigie/database/testing';
import { expect, it } from 'vitest';
import { startTestServer, untilUpload } from '../testing/start-test-server.ts';

const database = withTestDatabase();
const MIB = 1024 * 1024;
const SIZE_MIB = 600;
const ALLOWED_GROWTH_MIB = 200;

it(`${SIZE_MIB} MB go through the server, sender included, within ${ALLOWED_GROWTH_MIB} MB of memory`, async () => {
  const server = await startTestServer({ db: database().db, maxUploadBytes: 2 * SIZE_MIB * MIB });
  const { uploadId, url } = await server.api.warehouse.createUpload({ name: 'large.csv', bytes: SIZE_MIB * MIB });
  const piece = Buffer.alloc(MIB, 'appointment;');
  const hash = createHash('sha256');
  const before = process.memoryUsage.rss();
  let peak = before;
  const outgoing = request(`${server.url}${url}`, { method: 'POST', headers: { 'content-length': SIZE_MIB * MIB } });
  const answered = once(outgoing, 'response');
  for (let sent = 0; sent < SIZE_MIB; sent += 1) {
    hash.update(piece);
    if (!outgoing.write(piece)) await once(outgoing, 'drain');
    peak = Math.max(peak, process.memoryUsage.rss());
  }
  outgoing.end();
  const [response] = (await answered) as [{ statusCode: number; resume(): void }];
  response.resume();
  expect(response.statusCode).toBe(201);
  expect(await untilUpload(server.api, uploadId, 'done')).toMatchObject({
    sha256: hash.digest('hex'),
    receivedBytes: SIZE_MIB * MIB,
  });
  expect((peak - before) / MIB).toBeLessThan(ALLOWED_GROWTH_MIB);
  await server.close();
});
