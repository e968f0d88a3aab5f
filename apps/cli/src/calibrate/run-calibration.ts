import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { AppError } from '@vigie/kernel';
import { emptyMonthly, mergeMonthly, type MonthlyCounts } from './run-market.ts';
import { emptyYearly, mergeYearly, type YearlyCounts } from './run-years.ts';
import type { WorkReply, WorkRequest } from './work.ts';

export interface CalibrationInput {
  /** Markets of each scenario, one judged month each. */
  readonly markets: number;
  /** Years of each scenario of the monitor. */
  readonly years: number;
  readonly seed: number;
  readonly threads?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly done: number; readonly all: number; readonly seconds: number }) => void;
}

export interface Calibration {
  readonly markets: number;
  readonly years: number;
  readonly seed: number;
  readonly threads: number;
  readonly seconds: number;
  readonly monthly: MonthlyCounts;
  readonly yearly: YearlyCounts;
}

/**
 * Runs the product's own decisions on simulated markets, on worker threads. The same seed gives the same counts on any number of threads: every market
 * draws from a stream of its own, and counts are whole numbers.
 * @throws AppError CANCELLED when the signal fires
 */
export async function runCalibration(input: CalibrationInput): Promise<Calibration> {
  const { markets, years, seed, signal } = input;
  const started = performance.now();
  const work: WorkRequest[] = [
    ...Array.from({ length: years }, (_, number): WorkRequest => ({ seed, kind: 'year', number })),
    ...Array.from({ length: markets }, (_, number): WorkRequest => ({ seed, kind: 'market', number })),
  ];
  const threads = Math.max(1, Math.min(input.threads ?? availableParallelism(), work.length));
  const monthly = emptyMonthly();
  const replies = new Map<number, YearlyCounts>();
  let next = 0;
  let done = 0;
  const take = (reply: WorkReply): void => {
    if (reply.monthly !== null) mergeMonthly(monthly, reply.monthly);
    if (reply.yearly !== null) replies.set(reply.request.number, reply.yearly);
    input.onProgress?.({ done: ++done, all: work.length, seconds: (performance.now() - started) / 1000 });
  };
  await Promise.all(Array.from({ length: threads }, () => serve({ take, give: () => work[next++], signal })));
  // Days to detection are lists: in the order of the years, whoever came first.
  const yearly = emptyYearly();
  for (let year = 0; year < years; year++) {
    const counts = replies.get(year);
    if (counts !== undefined) mergeYearly(yearly, counts);
  }
  return { markets, years, seed, threads, seconds: (performance.now() - started) / 1000, monthly, yearly };
}

interface Desk {
  readonly give: () => WorkRequest | undefined;
  readonly take: (reply: WorkReply) => void;
  readonly signal: AbortSignal | undefined;
}

/** Keeps one thread busy until there is nothing left. */
async function serve({ give, take, signal }: Desk): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url));
  const stop = (): void => void worker.terminate();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      const ask = (): void => {
        const request = signal?.aborted === true ? undefined : give();
        if (request === undefined) resolve();
        else worker.postMessage(request, []);
      };
      worker.on('message', (reply: WorkReply) => {
        take(reply);
        ask();
      });
      worker.once('error', reject);
      worker.once('exit', resolve);
      ask();
    });
    if (signal?.aborted === true)
      throw new AppError('CANCELLED', 'The calibration was stopped; nothing is printed of it.', {
        reason: 'CANCELLED',
      });
  } finally {
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
