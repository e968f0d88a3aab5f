import { AppError, describeError } from '@vigie/kernel';
import { readEnvironment } from './env.ts';
import { startVigie } from './lifecycle/start-vigie.ts';
import { createWarehouseWork } from './warehouse/create-work.ts';

/** Conventional exit status of a program ended by Ctrl-C. */
const INTERRUPTED = 130;

const stopping = new AbortController();
let signals = 0;
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => {
    signals += 1;
    stopping.abort();
    // Asked three times: somebody is in a hurry. The database then recovers at the next start.
    if (signals >= 3) process.exit(INTERRUPTED);
  });
}

const untilStopped = new Promise<void>((resolve) => {
  if (stopping.signal.aborted) resolve();
  else stopping.signal.addEventListener('abort', () => resolve(), { once: true });
});

/** Runs until a signal comes. @returns the exit status. */
async function run(): Promise<number> {
  try {
    const env = readEnvironment();
    const work = createWarehouseWork(env.home);
    const vigie = await startVigie(env, {
      work,
      say: (line) => process.stderr.write(`${line}\n`),
      signal: stopping.signal,
    });
    // Timers keep the process alive only while it serves; this line is the one that people wait for.
    process.stdout.write(`Vigie is ready at ${vigie.url}\n`);
    await untilStopped;
    await vigie.close();
    return 0;
  } catch (error) {
    if (stopping.signal.aborted && error instanceof AppError && error.code === 'CANCELLED') return INTERRUPTED;
    process.stderr.write(`${describeError(error)}\n`);
    if (!(error instanceof AppError) && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
    return 1;
  }
}

process.exitCode = await run();
process.exit();
