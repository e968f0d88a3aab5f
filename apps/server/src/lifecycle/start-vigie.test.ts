import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'vigie-start-'));
// The database's user must reach its socket.
chmodSync(scratch, 0o755);
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly errors: () => string;
  /** The address of the ready line; rejects when the process ends before. */
  readonly ready: Promise<string>;
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
}

const SMALL_DEMO = { VIGIE_DEMO_PRACTITIONERS: '300', VIGIE_DEMO_MONTHS: '3', VIGIE_DEMO_BOOKINGS: '2000' };

/** The program that `npm start` runs, with sockets under a directory of the test's own. */
function start(home: string, env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: scratch,
      TMPDIR: scratch,
      VIGIE_HOME: home,
      PORT: '0',
      ...SMALL_DEMO,
      ...env,
    },
  });
  children.push(child);
  let [output, errors] = ['', ''];
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as string | null,
  }));
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /ready at (\S+)/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => reject(new Error(`ended before it was ready: ${errors}`)));
  });
  ready.catch(() => undefined);
  return { child, output: () => output, errors: () => errors, ready, ended };
}

/** Processes whose command line names the home, and socket directories: what a stop must not leave. */
function leftovers(home: string): string[] {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    })
    .filter((line) => line.includes(home));
  return [...processes, ...readdirSync(scratch).filter((name) => name.startsWith('vigie-pg-'))];
}

it('a first start serves the demonstration and says one line; Ctrl-C leaves nothing running', async () => {
  const home = join(scratch, 'home');
  const vigie = start(home);
  const url = await vigie.ready;
  expect(vigie.output()).toBe(`Vigie is ready at ${url}\n`);
  expect(vigie.errors()).toMatch(
    /^Simulating the demonstration market…\nReading its \d+ files…\nBuilding the demonstration release…\n$/,
  );
  const status = await (await fetch(`${url}/trpc/warehouse.status`)).json();
  expect(status).toMatchObject({ result: { data: { json: { release: { number: 1, simulated: true } } } } });
  const share = await (
    await fetch(`${url}/trpc/market.share?input=${encodeURIComponent('{"json":{"params":{}}}')}`)
  ).json();
  expect(share).toMatchObject({ result: { data: { json: { metric: 'market.share' } } } });
  vigie.child.kill('SIGINT');
  expect(await vigie.ended).toEqual({ code: 0, signal: null });
  expect(leftovers(home)).toEqual([]);
  expect(readdirSync(home).sort()).toEqual(['logs', 'postgres', 'uploads', 'warehouse']);
  await expect(fetch(url)).rejects.toThrow('fetch failed');
});

it.each(['SIGTERM', 'SIGHUP'] as const)(
  'a second start builds nothing; %s leaves nothing running either',
  async (signal) => {
    const home = join(scratch, 'home');
    const vigie = start(home);
    await vigie.ready;
    expect(vigie.errors()).toBe('');
    vigie.child.kill(signal);
    expect(await vigie.ended).toEqual({ code: 0, signal: null });
    expect(leftovers(home)).toEqual([]);
  },
);

it('a second server on the same home is refused, and the first goes on', async () => {
  const home = join(scratch, 'home');
  const vigie = start(home);
  const url = await vigie.ready;
  const second = start(home);
  expect(await second.ended).toMatchObject({ code: 1 });
  expect(second.errors()).toContain(`Vigie already runs on ${home} (process ${vigie.child.pid})`);
  expect(second.output()).toBe('');
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  vigie.child.kill('SIGINT');
  await vigie.ended;
});

it('after kill -9 the next start stops the database that was left, serves, and stops clean', async () => {
  const home = join(scratch, 'home');
  const first = start(home);
  await first.ready;
  first.child.kill('SIGKILL');
  await first.ended;
  expect(leftovers(home).length).toBeGreaterThan(0);
  const second = start(home);
  await second.ready;
  second.child.kill('SIGTERM');
  await second.ended;
  expect(leftovers(home)).toEqual([]);
});

it('interrupted while it builds, it stops at once, leaves nothing, and the next start does it all', async () => {
  const home = join(scratch, 'home-interrupted');
  const first = start(home, { VIGIE_DEMO_BOOKINGS: '400000', VIGIE_DEMO_PRACTITIONERS: '5000' });
  while (!first.errors().includes('Simulating')) await sleep(20);
  await sleep(300);
  first.child.kill('SIGINT');
  expect(await first.ended).toMatchObject({ code: 130 });
  expect(first.output()).toBe('');
  expect(leftovers(home)).toEqual([]);
  const second = start(home);
  await second.ready;
  second.child.kill('SIGINT');
  await second.ended;
});

it('a port in use is one clear sentence, before anything is started', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const home = join(scratch, 'home-port');
  const vigie = start(home, { PORT: String(port) });
  expect(await vigie.ended).toMatchObject({ code: 1 });
  expect(vigie.errors()).toContain(`Port ${port} is already in use by another program.`);
  expect(vigie.errors().split('\n')).toHaveLength(2);
  expect(existsSync(home)).toBe(false);
  other.close();
});

it('a wrong variable is named', async () => {
  const vigie = start(join(scratch, 'home-env'), { PORT: 'http' });
  expect(await vigie.ended).toMatchObject({ code: 1 });
  expect(vigie.errors()).toContain('The environment variable PORT is “http”');
});

it('a database that is not there is a sentence with what to check', async () => {
  const vigie = start(join(scratch, 'home-url'), { DATABASE_URL: 'postgres://vigie@127.0.0.1:1/vigie' });
  expect(await vigie.ended).toMatchObject({ code: 1 });
  expect(vigie.errors()).toContain('Check DATABASE_URL');
});
