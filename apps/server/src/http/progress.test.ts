import { withTestDatabase } from '@vigie/database/testing';
import { afterEach, expect, it } from 'vitest';
import type { TestServer } from '../testing/start-test-server.ts';
import { startTestServer, untilJob } from '../testing/start-test-server.ts';

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
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
  server = await startTestServer({
    db: database().db,
    work: {
      build: async ({ report }) => {
        report(0.4, 'clustering bookings by month');
        await finished;
        return 3;
      },
    },
  });
  const following = collect(server.url, (data) => data.includes('"state":"done"'));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const job = await server.api.warehouse.buildRelease();
  await untilJob(server.api, job.id, 'running');
  finish();
  const seen = await following;
  const states = seen.map(({ data }) => /"state":"(\w+)"/.exec(data)?.[1]);
  expect(states).toEqual(['queued', 'running', 'running', 'done']);
  expect(seen[2]?.data).toContain('"progressRatio":0.4');
  expect(seen.every(({ id }) => id !== '')).toBe(true);

  const resumed = await collect(server.url, (data) => data.includes('"state":"done"'), seen[1]?.id);
  expect(resumed.map(({ id }) => id)).toEqual(seen.slice(2).map(({ id }) => id));
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
