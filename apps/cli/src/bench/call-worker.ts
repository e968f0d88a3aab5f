import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AppError } from '@vigie/kernel';
import { outcomeSchema, type Outcome, type Task } from './tasks/task.ts';

/** Runs one task in a process of its own. @throws AppError UNAVAILABLE with what the process said, CANCELLED when stopped. */
export async function callWorker(task: Task, signal: AbortSignal): Promise<Outcome> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./worker.ts', import.meta.url)), JSON.stringify(task)],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    },
  );
  let out = '';
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  if (code === 0) return outcomeSchema.parse(JSON.parse(out.trim().split('\n').at(-1) ?? ''));
  if (signal.aborted)
    throw new AppError('CANCELLED', 'The bench was stopped; its files are removed.', { reason: 'CANCELLED' });
  throw new AppError('UNAVAILABLE', `The step “${task.kind}” of the bench failed: ${said.trim().slice(0, 2000)}`, {
    reason: 'BENCH_STEP_FAILED',
  });
}
