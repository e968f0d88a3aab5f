import { AppError, describeError } from '@vigie/kernel';
import { readEnvironment } from '../env.ts';
import { createWarehouseWork } from '../warehouse/create-work.ts';
import { startVigie } from './start-vigie.ts';

/** Conventional exit status of a program ended by Ctrl-C. */
const INTERRUPTED = 130;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Asked this often, somebody is in a hurry. The database then recovers at the next start. */
const SIGNALS_OF_A_HURRY = 3;

/** Aborts at the first signal that asks the process to end. */
function stopOnSignals(): AbortSignal {
  const stopping = new AbortController();
  let signals = 0;
  for (const name of SIGNALS) {
    process.on(name, () => {
      signals += 1;
      stopping.abort();
      if (signals >= SIGNALS_OF_A_HURRY) process.exit(INTERRUPTED);
    });
  }
  return stopping.signal;
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Runs the server until a signal comes. @returns the exit status. */
export async function runProcess(): Promise<number> {
  const signal = stopOnSignals();
  try {
    const env = readEnvironment();
    const vigie = await startVigie(env, { work: createWarehouseWork(env.home), say, signal });
    // The one line that people wait for.
    process.stdout.write(`Vigie is ready at ${vigie.url}\n`);
    await untilAborted(signal);
    await vigie.close();
    return 0;
  } catch (error) {
    if (signal.aborted && error instanceof AppError && error.code === 'CANCELLED') return INTERRUPTED;
    process.stderr.write(`${describeError(error)}\n`);
    if (!(error instanceof AppError) && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
    return 1;
  }
}
