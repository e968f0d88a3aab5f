import { pino } from 'pino';
import { expect, it } from 'vitest';
import { Examiner } from './examiner.ts';

const quiet = pino({ level: 'silent' });
const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
  });

it('woken while it works it begins again, once, however often it was woken', async () => {
  let [running, most, runs] = [0, 0, 0];
  const examiner = new Examiner({
    logger: quiet,
    examine: async (signal) => {
      runs += 1;
      running += 1;
      most = Math.max(most, running);
      try {
        if (runs === 1) await untilAborted(signal);
      } finally {
        running -= 1;
      }
    },
  });
  examiner.wake();
  for (let i = 0; i < 5; i += 1) examiner.wake();
  await examiner.idle();
  expect([runs, most, running]).toEqual([2, 1, 0]);
});

it('closing stops what runs, waits for it, and nothing begins afterwards', async () => {
  let [ended, runs] = [false, 0];
  const examiner = new Examiner({
    logger: quiet,
    examine: async (signal) => {
      runs += 1;
      await untilAborted(signal).finally(() => {
        ended = true;
      });
    },
  });
  examiner.wake();
  await examiner.close();
  expect(ended).toBe(true);
  examiner.wake();
  await examiner.idle();
  expect(runs).toBe(1);
});

it('an examination that fails is logged, and the next one runs', async () => {
  const logged: string[] = [];
  const logger = pino({ level: 'error' }, { write: (line: string) => logged.push(line) });
  let runs = 0;
  const examiner = new Examiner({
    logger,
    examine: () => {
      runs += 1;
      return runs === 1 ? Promise.reject(new Error('disk full')) : Promise.resolve();
    },
  });
  examiner.wake();
  await examiner.idle();
  examiner.wake();
  await examiner.idle();
  expect([runs, logged.length]).toEqual([2, 1]);
  expect(logged[0]).toContain('disk full');
});
