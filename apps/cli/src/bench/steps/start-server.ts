import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { AppError } from '@vigie/kernel';
import { childEnvironment } from '../../env.ts';

export interface StartedServer {
  readonly port: number;
  readonly startMilliseconds: number;
  /** High-water mark of the server process, megabytes; null where the system does not tell. */
  peakMemoryMb(): Promise<number | null>;
  stop(): Promise<void>;
}

const READY = /ready at http:\/\/[^:]+:(\d+)/;
const PATIENCE_MS = 120_000;

/** Starts the server as a user does, on a free port, and waits for its line. */
export async function startServer(home: string, signal: AbortSignal): Promise<StartedServer> {
  const started = performance.now();
  const entry = fileURLToPath(new URL('../../../../server/src/main.ts', import.meta.url));
  const child = spawn(process.execPath, [entry], {
    env: childEnvironment({ VIGIE_HOME: home, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error', DATABASE_URL: '' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => void child.once('close', () => resolve()));
  let said = '';
  const port = await new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => child.kill('SIGTERM'), PATIENCE_MS);
    const onAbort = (): void => void child.kill('SIGTERM');
    signal.addEventListener('abort', onAbort, { once: true });
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const ready = READY.exec(said);
      if (ready === null) return;
      clearTimeout(timer);
      resolve(Number(ready[1]));
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    void ended.then(() => {
      clearTimeout(timer);
      reject(
        new AppError('UNAVAILABLE', `The server did not start: ${said.trim().slice(0, 2000)}`, {
          reason: 'SERVER_NOT_STARTED',
        }),
      );
    });
  });
  return {
    port,
    startMilliseconds: performance.now() - started,
    peakMemoryMb: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
      const kilobytes = /VmHWM:\s+(\d+)/.exec(status)?.[1];
      return kilobytes === undefined ? null : Number(kilobytes) / 1024;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
