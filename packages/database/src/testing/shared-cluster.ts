import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeError } from '@vigie/kernel';
import { migrateDatabase } from '../client/migrate.ts';
import type { DatabaseTarget } from '../client/open-database.ts';
import { connect } from '../client/open-database.ts';
import { readPostmasterFile, servesDirectory } from '../embedded/postmaster-file.ts';
import { SUPERUSER } from '../embedded/spawn-options.ts';
import { startPostgres } from '../embedded/start-postgres.ts';

export const TEMPLATE_DATABASE = 'vigie_template';
const LOCK_POLL_MS = 25;
const LOCK_LIMIT_MS = 120_000;

export type SocketTarget = DatabaseTarget & { readonly kind: 'socket' };

/** The cluster's address when it runs, else null. */
export function findCluster(home: string): SocketTarget | null {
  const dataDirectory = join(home, 'data');
  const file = readPostmasterFile(dataDirectory);
  if (file === null || !file.ready || !servesDirectory(file.pid, dataDirectory)) return null;
  return { kind: 'socket', directory: file.socketDirectory, user: SUPERUSER, database: TEMPLATE_DATABASE };
}

async function startAndMigrate(home: string): Promise<SocketTarget> {
  const { socketDirectory: directory, user } = await startPostgres({
    dataDirectory: join(home, 'data'),
    durable: false,
  });
  const target: SocketTarget = { kind: 'socket', directory, user, database: TEMPLATE_DATABASE };
  const sql = connect({ ...target, database: 'postgres' }, 1);
  await sql`create database ${sql(TEMPLATE_DATABASE)}`;
  await sql.end();
  await migrateDatabase(target);
  return target;
}

/** mkdir is atomic: exactly one of the test processes starts the cluster, and the others wait until it is migrated. */
export async function ensureSharedCluster(home: string): Promise<SocketTarget> {
  mkdirSync(home, { recursive: true });
  const lock = join(home, 'starting');
  const ready = join(home, 'ready');
  let mine = false;
  try {
    mkdirSync(lock);
    mine = true;
  } catch {
    // Another process is at it.
  }
  if (mine) {
    try {
      const target = await startAndMigrate(home);
      writeFileSync(ready, '');
      return target;
    } catch (error) {
      writeFileSync(join(home, 'failed'), describeError(error));
      throw error;
    }
  }
  return waitForCluster(home, ready);
}

async function waitForCluster(home: string, ready: string): Promise<SocketTarget> {
  const deadline = Date.now() + LOCK_LIMIT_MS;
  while (Date.now() < deadline) {
    const target = existsSync(ready) ? findCluster(home) : null;
    if (target !== null) return target;
    const failed = join(home, 'failed');
    if (existsSync(failed)) throw new Error(readFileSync(failed, 'utf8'));
    await sleep(LOCK_POLL_MS);
  }
  throw new Error(`The test cluster in ${home} was not ready within ${LOCK_LIMIT_MS / 1000} s.`);
}
