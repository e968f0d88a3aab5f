import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { FigureCache } from './figure-cache.ts';

const newCache = (maxWeight = 10) => new FigureCache<string>({ maxWeight, weigh: (value) => value.length });

it('identical requests that arrive together share one computation, and later ones the kept value', async () => {
  const cache = newCache();
  let runs = 0;
  const compute = async (): Promise<string> => {
    runs += 1;
    await sleep(10);
    return 'v';
  };
  expect(await Promise.all([cache.get('k', compute), cache.get('k', compute), cache.get('k', compute)])).toEqual([
    'v',
    'v',
    'v',
  ]);
  expect(await cache.get('k', compute)).toBe('v');
  expect(runs).toBe(1);
});

it('drops what was used longest ago: weights 4 + 4 + 4 over 10 leave the two used last', async () => {
  const cache = newCache();
  const seen: string[] = [];
  const get = (key: string) =>
    cache.get(key, async () => {
      seen.push(key);
      return 'xxxx';
    });
  await get('a');
  await get('b');
  await get('a');
  await get('c');
  expect(cache.weight).toBe(8);
  await get('a');
  await get('b');
  expect(seen).toEqual(['a', 'b', 'c', 'b']);
});

it('a value heavier than the whole cache is answered and not kept', async () => {
  const cache = newCache(3);
  let runs = 0;
  const compute = async (): Promise<string> => `long-${(runs += 1)}`;
  expect(await cache.get('k', compute)).toBe('long-1');
  expect(await cache.get('k', compute)).toBe('long-2');
  expect(cache.weight).toBe(0);
});

it('errors are not kept', async () => {
  const cache = newCache();
  await expect(cache.get('k', () => Promise.reject(new Error('once')))).rejects.toThrow('once');
  expect(await cache.get('k', async () => 'v')).toBe('v');
});

it('one caller leaving does not stop the others; the last one leaving stops the work', async () => {
  const cache = newCache();
  let stopped = false;
  let runs = 0;
  const compute = async (signal: AbortSignal): Promise<string> => {
    runs += 1;
    for (let i = 0; i < 20; i += 1) {
      await sleep(5);
      if (signal.aborted) {
        stopped = true;
        throw new Error('stopped');
      }
    }
    return 'v';
  };
  const [first, second] = [new AbortController(), new AbortController()];
  const a = cache.get('k', compute, first.signal);
  const b = cache.get('k', compute, second.signal);
  first.abort();
  await expect(a).rejects.toMatchObject({ code: 'CANCELLED' });
  await sleep(15);
  expect(stopped).toBe(false);
  second.abort();
  await expect(b).rejects.toMatchObject({ code: 'CANCELLED' });
  // A newcomer does not join the work that is being stopped.
  expect(await cache.get('k', compute)).toBe('v');
  expect(stopped).toBe(true);
  expect(runs).toBe(2);
});
