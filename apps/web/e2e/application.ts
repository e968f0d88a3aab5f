import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const WEB = fileURLToPath(new URL('..', import.meta.url));
const ROOT = resolve(WEB, '../..');
const PATIENCE_MS = 150_000;

export interface Application {
  readonly url: string;
  readonly home: string;
  close(): Promise<void>;
}

/** When the newest source of the screens was written. */
function newestSource(): number {
  const folders = [join(WEB, 'src'), resolve(ROOT, 'packages/ui/src'), resolve(ROOT, 'packages/kernel/src')];
  const times = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => statSync(join(folder, file)).mtimeMs),
  );
  return Math.max(...times);
}

/** Builds the screens when the build is missing or older than its sources. */
async function buildScreens(): Promise<void> {
  const index = join(WEB, 'dist/index.html');
  if (existsSync(index) && statSync(index).mtimeMs >= newestSource()) return;
  // As its own process: the test runner's NODE_ENV would make it a build for development.
  await promisify(execFile)(
    process.execPath,
    [resolve(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'],
    {
      cwd: WEB,
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
}

function untilReady(server: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let said = '';
    const late = setTimeout(() => fail(new Error(`the server was not ready in time:\n${said}`)), PATIENCE_MS);
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const address = /ready at (http:\S+)/u.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(late);
      done(address);
    };
    server.stdout?.on('data', listen);
    server.stderr?.on('data', listen);
    server.once('exit', (code) => {
      clearTimeout(late);
      fail(new Error(`the server ended with ${code}:\n${said}`));
    });
  });
}

export interface StartOptions {
  /** 0: no demonstration market, an empty warehouse. */
  readonly practitioners?: number;
}

/** The real server, as a process, on a home of its own with a small simulated market. */
export async function startApplication({ practitioners = 3000 }: StartOptions = {}): Promise<Application> {
  await buildScreens();
  const home = mkdtempSync(join(tmpdir(), 'vigie-screens-'));
  const server = spawn(process.execPath, [resolve(ROOT, 'apps/server/src/main.ts')], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: '0',
      VIGIE_HOME: home,
      VIGIE_DEMO_PRACTITIONERS: String(practitioners),
      VIGIE_DEMO_MONTHS: '30',
      VIGIE_DEMO_BOOKINGS: '60000',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((done) => {
    server.once('exit', () => done());
  });
  try {
    const url = await untilReady(server);
    return {
      url,
      home,
      close: async () => {
        server.kill('SIGTERM');
        await ended;
        rmSync(home, { recursive: true, force: true });
      },
    };
  } catch (error) {
    server.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
}
