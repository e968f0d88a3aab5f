import type { Job, NumberedEvent, ProgressEvent } from '@vigie/api';
import { expect, it } from 'vitest';
import { createProgressBus } from './progress-bus.ts';

const job = (id: string, message: string): ProgressEvent => ({ kind: 'job', job: { id, message } as Job });
const messageOf = ({ event }: NumberedEvent): string => (event.kind === 'job' ? event.job.message : '');

/** Takes `count` events, then leaves as a closed connection does. */
async function take(events: AsyncIterable<NumberedEvent>, count: number): Promise<NumberedEvent[]> {
  const taken: NumberedEvent[] = [];
  for await (const event of events) {
    taken.push(event);
    if (taken.length === count) break;
  }
  return taken;
}

it('a newcomer begins with what is under way, then hears what happens', async () => {
  const bus = createProgressBus(async () => [job('a', 'running')]);
  bus.publish(job('a', 'before'));
  const taken = take(bus.follow(undefined, new AbortController().signal), 2);
  await new Promise((resolve) => setTimeout(resolve, 5));
  bus.publish(job('a', 'after'));
  expect((await taken).map(messageOf)).toEqual(['running', 'after']);
});

it('what is published while a newcomer’s state is being read never comes after a newer state', async () => {
  let state = 1;
  const reading = { begun: (): void => undefined };
  const bus = createProgressBus(async () => {
    reading.begun();
    const then = state;
    await new Promise((resolve) => setTimeout(resolve, 5));
    return [job('a', String(then))];
  });
  // Twice while it is read, then quietly.
  let times = 0;
  reading.begun = () => {
    times += 1;
    if (times > 2) return;
    setTimeout(() => {
      state += 1;
      bus.publish(job('a', String(state)));
    }, 1);
  };
  const [first] = await take(bus.follow(undefined, new AbortController().signal), 1);
  expect([times, first === undefined ? '' : messageOf(first)]).toEqual([3, '3']);
});

it('a client that comes back with its last id misses nothing and hears nothing twice', async () => {
  const bus = createProgressBus(async () => []);
  const first = take(bus.follow(undefined, new AbortController().signal), 1);
  await new Promise((resolve) => setTimeout(resolve, 5));
  bus.publish(job('a', 'one'));
  const [one] = await first;
  bus.publish(job('a', 'two'));
  bus.publish(job('a', 'three'));
  const rest = await take(bus.follow(one?.id, new AbortController().signal), 2);
  expect(rest.map(messageOf)).toEqual(['two', 'three']);
});

it('an id of another run of the server, or nonsense, begins anew', async () => {
  const bus = createProgressBus(async () => [job('a', 'state')]);
  for (const id of ['ffffffff-3', 'nonsense', '-1']) {
    expect((await take(bus.follow(id, new AbortController().signal), 1)).map(messageOf)).toEqual(['state']);
  }
});

it('a slow client gets the last state of each thing, not an endless queue', async () => {
  const bus = createProgressBus(async () => [job('start', 'start')]);
  const events = bus.follow(undefined, new AbortController().signal)[Symbol.asyncIterator]();
  await events.next();
  for (let i = 0; i < 1000; i += 1) bus.publish(job('a', `at ${i}`));
  const messages: string[] = [];
  while (messages.at(-1) !== 'at 999') {
    const next = await events.next();
    if (next.done !== true) messages.push(messageOf(next.value));
  }
  bus.close();
  expect(messages.length).toBeLessThanOrEqual(200);
});

it('closing the bus, or the client leaving, ends the subscription', async () => {
  const bus = createProgressBus(async () => []);
  const leaving = new AbortController();
  const one = take(bus.follow(undefined, leaving.signal), 9);
  const two = take(bus.follow(undefined, new AbortController().signal), 9);
  await new Promise((resolve) => setTimeout(resolve, 5));
  leaving.abort();
  expect(await one).toEqual([]);
  bus.close();
  expect(await two).toEqual([]);
});
