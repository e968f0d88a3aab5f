import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { runAccessSize } from './access/run-size.ts';
import { callWorker } from './call-worker.ts';
import { checkDisk } from './check-disk.ts';
import type { BenchReport, Measure } from './result.ts';
import { measureIngest } from './steps/measure-ingest.ts';
import { measureMetrics } from './steps/measure-metrics.ts';
import { measureRelease } from './steps/measure-release.ts';
import { measureTiles } from './steps/measure-tiles.ts';
import { simulateForBench } from './steps/simulate-market.ts';
import { LAST_MONTH, type Stage } from './steps/step.ts';

export interface BenchContext {
  /** Where the bench works; it makes a folder of its own there and removes it. */
  readonly directory: string;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** What is measured: the market’s figures over bookings, or how partners are served, over requests. */
export type Suite = 'market' | 'access';

/** Runs the bench for each size, smallest first. Whatever happens, its files are removed. @throws AppError LIMIT_REACHED, CANCELLED */
export async function runBench(
  context: BenchContext,
  sizes: readonly number[],
  suite: Suite = 'market',
): Promise<BenchReport> {
  await mkdir(context.directory, { recursive: true });
  await checkDisk(context.directory, sizes);
  const [loadBefore = 0] = loadavg();
  const measures: Measure[] = [];
  const mismatches: string[] = [];
  const root = await mkdtemp(join(context.directory, 'vigie-bench-'));
  try {
    for (const bookings of [...sizes].sort((a, b) => a - b)) {
      const directory = join(root, String(bookings));
      await mkdir(directory);
      const label = bookings.toLocaleString('en');
      await (suite === 'access' ? runAccessSize : runSize)({
        bookings,
        directory,
        signal: context.signal,
        run: (task) => callWorker(task, context.signal),
        say: (line) => context.say(`${label}: ${line}`),
        add: (measure) => measures.push({ bookings, ...measure }),
        differ: (sentence) => mismatches.push(`${label}: ${sentence}`),
      });
      await rm(directory, { recursive: true, force: true });
    }
    const { texts } = await callWorker({ kind: 'bare', statements: ['select version() as version'] }, context.signal);
    return {
      unit: suite === 'access' ? 'requests' : 'bookings',
      engine: `DuckDB ${texts['version'] ?? ''}`,
      node: process.version,
      threads: availableParallelism(),
      memoryGb: Math.round(totalmem() / 1e9),
      loadBefore,
      measures,
      mismatches,
    };
  } finally {
    await rm(root, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function runSize(stage: Stage): Promise<void> {
  const home = join(stage.directory, 'home');
  const files = await simulateForBench(stage);
  await measureIngest(
    stage,
    files.filter((f) => !f.path.includes(LAST_MONTH)),
    home,
  );
  const plain = await measureRelease(stage, files, home);
  await measureMetrics(stage, home, plain);
  await measureTiles(stage, home);
}
