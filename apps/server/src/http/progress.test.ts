import { withTestDatabase } from '@vigie/database/testing';
import { afterEach, expect, it } from 'vitest';
import type { TestServer } from '../testing/start-test-server.ts';
import { startTestServer } from '../testing/start-test-server.ts';

const database = withTestDatabase();
let server: TestServer;
afterEach(() => server.close());

interface SseMessage {
  readonly event: string;
  readonly id: string;
  readonly data: string;
}

/** Reads server-sent events as they come; Node has no global EventSource. */
async function* readEvents(url: string, signal: AbortSignal, lastEventId?: string): AsyncGenerator<SseMessage> {
  const headers = {
    accept: 'text/event-stream',
    ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
  };
  const response = await fetch(`${url}/trpc/warehouse.progress`, { headers, signal });
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const field = (name: string): string =>
        part
          .split('\n')
          .find((line) => line.startsWith(`${name}:`))
          ?.slice(name.length + 1)
          .trim() ?? '';
      yield { event: field('event'), id: field('id'), data: field('data') };
    }
  }
}

/** Messages that carry something, until one of them satisfies. */
async function collect(url: string, last: (data: string) => boolean, lastEventId?: string): Promise<SseMessage[]> {
  const leaving = new AbortController();
  const seen: SseMessage[] = [];
  for await (const message of readEvents(url, leaving.signal, lastEventId)) {
    if (message.event !== '' || message.data === '') continue;
    seen.push(message);
    if (last(message.data)) break;
  }
  leaving.abort();
  return seen;
}

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
  const following = collect(server.url, (data) => {
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
  const resumed = await collect(server.url, (data) => data.includes('"state":"done"'), ids[0]);
  expect(resumed.map(({ id }) => id)).toEqual(ids.slice(1));
  expect(resumed.some(({ data }) => data.includes('"progressRatio":0.4'))).toBe(true);
});

it('closing the server ends the streams at once', async () => {
  server = await startTestServer({ db: database().db });
  const events = readEvents(server.url, new AbortController().signal)[Symbol.asyncIterator]();
  await events.next();
  const began = Date.now();
  const rest = (async () => {
    for (let next = await events.next(); next.done !== true; next = await events.next());
  })().catch(() => undefined);
  await server.server.close();
  await rest;
  expect(Date.now() - began).toBeLessThan(1500);
});
