import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { connect } from '../client/open-database.ts';
import { startDatabase } from '../client/start-database.ts';
import { isAlive, postmasterPath, readPostmasterFile } from './postmaster-file.ts';
import type { EmbeddedPostgres } from './start-postgres.ts';
import { startPostgres } from './start-postgres.ts';

const scratch = mkdtempSync(join(tmpdir(), 'vigie-start-pg-'));
chmodSync(scratch, 0o755);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
let count = 0;
const newHome = (): string => {
  const home = join(scratch, `home-${(count += 1)}`);
  mkdirSync(home);
  return home;
};
const start = (home: string, durable = false): Promise<EmbeddedPostgres> =>
  startPostgres({ dataDirectory: join(home, 'postgres', 'data'), durable });
const open = (server: EmbeddedPostgres, max = 1) =>
  connect({ kind: 'socket', directory: server.socketDirectory, user: server.user, database: 'postgres' }, max);

it('starts on a private socket only, keeps its data over a restart, and leaves nothing running', async () => {
  const home = newHome();
  const first = await start(home);
  const sql = open(first);
  expect((await sql`show listen_addresses`)[0]?.['listen_addresses']).toBe('');
  expect(statSync(first.socketDirectory).mode & 0o777).toBe(0o700);
  await sql`create table kept as select 7 as n`;
  await sql.end();
  await first.stop();
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);
  expect(existsSync(first.socketDirectory)).toBe(false);

  const second = await start(home);
  const again = open(second);
  expect(await again`select n from kept`).toMatchObject([{ n: 7 }]);
  await again.end();
  await second.stop();
});

it('after kill -9 of the server, sessions open, the next start recovers what was committed', async () => {
  const home = newHome();
  const first = await start(home, true);
  const sql = open(first, 3);
  await sql`create table kept as select 7 as n`;
  const busy = sql`select pg_sleep(60)`.catch(() => 'lost');
  process.kill(first.pid, 'SIGKILL');
  await first.ended;
  const second = await start(home, true);
  expect(second.stoppedLeftover).toBe(false);
  expect(await busy).toBe('lost');
  await sql.end({ timeout: 1 });
  const again = open(second);
  expect(await again`select n from kept`).toMatchObject([{ n: 7 }]);
  await again.end();
  await second.stop();
});

it('after kill -9 of the parent the server it left is stopped and its socket directory removed', async () => {
  const home = newHome();
  const module = fileURLToPath(new URL('start-postgres.ts', import.meta.url));
  const dataDirectory = join(home, 'postgres', 'data');
  const script = `import { startPostgres } from ${JSON.stringify(module)};
    const server = await startPostgres({ dataDirectory: ${JSON.stringify(dataDirectory)}, durable: false });
    console.log(server.pid + ' ' + server.socketDirectory); setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const [pid = '', socketDirectory = ''] = String(line).trim().split(' ');
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  expect(isAlive(Number(pid))).toBe(true);

  const second = await start(home);
  expect(second.stoppedLeftover).toBe(true);
  expect(isAlive(Number(pid))).toBe(false);
  expect(existsSync(socketDirectory)).toBe(false);
  await second.stop();
});

it('a process number that was given to somebody else is neither trusted nor killed', async () => {
  const home = newHome();
  await (await start(home)).stop();
  const dataDirectory = join(home, 'postgres', 'data');
  writeFileSync(
    postmasterPath(dataDirectory),
    `${process.pid}\n${dataDirectory}\n1\n5432\n/tmp/elsewhere\n\n\nready   \n`,
  );
  const server = await start(home);
  expect(readPostmasterFile(dataDirectory)?.pid).toBe(server.pid);
  await server.stop();
});

it('a start that was killed while creating the cluster leaves nothing in the way', async () => {
  const home = newHome();
  mkdirSync(join(home, 'postgres', 'data.new-4242', 'base'), { recursive: true });
  const server = await start(home);
  expect(readdirSync(join(home, 'postgres')).sort()).toEqual(['data', 'server.log']);
  await server.stop();
});

it('works when the home lies in a directory that other users may not enter', async () => {
  const home = newHome();
  chmodSync(home, 0o700);
  const server = await start(home);
  const sql = open(server, 3);
  const rows = await Promise.all([1, 2, 3].map((n) => sql`select ${n}::int as n from pg_class limit 1`));
  expect(rows.map((r) => r[0]?.['n'])).toEqual([1, 2, 3]);
  await sql.end();
  await server.stop();
});

it('a data directory of another major version is refused with what to do', async () => {
  const home = newHome();
  mkdirSync(join(home, 'postgres', 'data'), { recursive: true });
  writeFileSync(join(home, 'postgres', 'data', 'PG_VERSION'), '15\n');
  await expect(start(home)).rejects.toMatchObject({ code: 'UNAVAILABLE', reason: 'OTHER_MAJOR_VERSION' });
});

it('startDatabase migrates, is idempotent, and takes DATABASE_URL instead', async () => {
  const home = newHome();
  for (const _round of [1, 2]) {
    const database = await startDatabase({ home, durable: false });
    expect(await database.sql`select count(*)::int as n from jobs`).toMatchObject([{ n: 0 }]);
    await database.close();
  }
  const database = await startDatabase({ home, durable: false });
  const url = `postgres://vigie@/vigie?host=${encodeURIComponent(database.embedded?.socketDirectory ?? '')}`;
  const through = await startDatabase({ home, url });
  expect(through.embedded).toBeNull();
  await through.close();
  await database.close();
  await expect(startDatabase({ home, url: 'postgres://x@127.0.0.1:1/none' })).rejects.toMatchObject({
    code: 'UNAVAILABLE',
  });
});
