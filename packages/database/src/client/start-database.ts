import { join } from 'node:path';
import type { EmbeddedPostgres } from '../embedded/start-postgres.ts';
import { startPostgres } from '../embedded/start-postgres.ts';
import { migrateDatabase } from './migrate.ts';
import type { Database, DatabaseTarget } from './open-database.ts';
import { connect, openDatabase } from './open-database.ts';

export interface StartDatabaseOptions {
  /** A PostgreSQL of the user's; without it the embedded one starts under `home`. */
  readonly url?: string | undefined;
  /** VIGIE_HOME. */
  readonly home: string;
  readonly durable?: boolean;
}

export interface StartedDatabase extends Database {
  /** Null when DATABASE_URL points elsewhere. */
  readonly embedded: EmbeddedPostgres | null;
}

const DATABASE_NAME = 'vigie';

async function createIfMissing(target: DatabaseTarget & { kind: 'socket' }): Promise<void> {
  const sql = connect({ ...target, database: 'postgres' }, 1);
  try {
    const found = await sql`select 1 from pg_database where datname = ${target.database}`;
    if (found.length === 0) await sql`create database ${sql(target.database)}`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** The database, running, migrated and open. `close` also stops the embedded server. */
export async function startDatabase(options: StartDatabaseOptions): Promise<StartedDatabase> {
  if (options.url !== undefined) {
    const target = { kind: 'url', url: options.url } as const;
    await migrateDatabase(target);
    return { ...openDatabase(target), embedded: null };
  }
  const dataDirectory = join(options.home, 'postgres', 'data');
  const embedded = await startPostgres({ dataDirectory, durable: options.durable ?? true });
  const target = {
    kind: 'socket',
    directory: embedded.socketDirectory,
    user: embedded.user,
    database: DATABASE_NAME,
  } as const;
  try {
    await createIfMissing(target);
    await migrateDatabase(target);
  } catch (error) {
    await embedded.stop();
    throw error;
  }
  const database = openDatabase(target);
  const close = async (): Promise<void> => {
    await database.close();
    await embedded.stop();
  };
  return { ...database, embedded, close };
}
