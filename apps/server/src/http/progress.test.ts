import { withTestDatabase } from '@vigie/database/testing';
import { afterEach, expect, it } from 'vitest';
import type { TestServer } from '../testing/start-test-server.ts';
import { startTestServer } from '../testing/start-test-server.ts';
import { collectEvents, readEvents, type SseMessage } from '../testing/read-events.ts';

const database = withTestDatabase();
let server: TestServer;
afterEach(() => server.close());

it('a build is followed from queue to end, and a client that comes back resumes after what it had seen', async () => {
  const sawRunning = Promise.withResolvers<void>();
  const sawProgress = Promise.withResolvers<void>();
  server = await startTestServer({
    db: database().db,
    work: {
      build: async ({ report }) => {
        await sawRunning.promise;
        report(0.4, 'clustering bookings by month');
        await sawProgress.promise;
        return 3;
      },
    },
  });
  const following = collectEvents(`${server.url}/trpc/warehouse.progress`, (data) => {
    if (data.includes('"state":"running"')) sawRunning.resolve();
    if (data.includes('"progressRatio":0.4')) sawProgress.resolve();
    return data.includes('"state":"done"');
  });
  await server.api.warehouse.buildRelease();
  const seen = await following;
  const stateOf = ({ data }: SseMessage): string => /"state":"(\w+)"/.exec(data)?.[1] ?? '';
  // A client that connects while the job is already there first gets it as it is; every state then comes in order, none twice.
  const order = ['queued', 'running', 'done'];
  const states = seen.map(stateOf);
  expect(states).toEqual([...states].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
  expect(states.at(-1)).toBe('done');
  expect(new Set(seen.map(({ id, data }) => `${id} ${data}`)).size).toBe(seen.length);
  expect(seen.every(({ id }) => id !== '')).toBe(true);

  const ids = [...new Set(seen.map(({ id }) => id))];
  const resumed = await collectEvents(
    `${server.url}/trpc/warehouse.progress`,
    (data) => data.includes('"state":"done"'),
    ids[0],
  );
  expect(resumed.map(({ id }) => id)).toEqual(ids.slice(1));
  expect(resumed.some(({ data }) => data.includes('"progressRatio":0.4'))).toBe(true);
});

it('closing the server ends the streams at once', async () => {
  server = await startTestServer({ db: database().db });
  const events = readEvents(`${server.url}/trpc/warehouse.progress`, new AbortController().signal)[
    Symbol.asyncIterator
  ]();
  await events.next();
  const began = Date.now();
  const rest = (async () => {
    for (let next = await events.next(); next.done !== true; next = await events.next());
  })().catch(() => undefined);
  await server.server.close();
  await rest;
  expect(Date.now() - began).toBeLessThan(1500);
});
