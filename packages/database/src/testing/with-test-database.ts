import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, inject } from 'vitest';
import type { Database } from '../client/open-database.ts';
import { connect, openDatabase } from '../client/open-database.ts';
import { CLUSTER_KEY } from './cluster-key.ts';
import { ensureSharedCluster, TEMPLATE_DATABASE } from './shared-cluster.ts';

export interface TestDatabase extends Database {
  readonly name: string;
}

/** CREATE DATABASE … TEMPLATE fails while another copy of the same template is under way, in this or another process. */
const TEMPLATE_LOCK = 4_300_002;

/** A migrated database of its own on the run's cluster; dropped by `close`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const target = await ensureSharedCluster(inject(CLUSTER_KEY));
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = connect({ ...target, database: 'postgres' }, 1);
  await admin`select pg_advisory_lock(${TEMPLATE_LOCK})`;
  await admin`create database ${admin(name)} template ${admin(TEMPLATE_DATABASE)}`;
  await admin`select pg_advisory_unlock(${TEMPLATE_LOCK})`;
  const database = openDatabase({ ...target, database: name }, 5);
  const close = async (): Promise<void> => {
    await database.close();
    await admin`drop database if exists ${admin(name)} with (force)`;
    await admin.end();
  };
  return { ...database, name, close };
}

/** One database per test file: call it at the top of the file, read it inside tests. */
export function withTestDatabase(): () => TestDatabase {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database?.close();
  });
  return () => {
    if (database === undefined) throw new Error('The test database exists inside tests only.');
    return database;
  };
}
