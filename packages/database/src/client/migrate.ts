import { fileURLToPath } from 'node:url';
import { AppError } from '@vigie/kernel';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import type { DatabaseTarget } from './open-database.ts';
import { connect } from './open-database.ts';

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));
/** Any constant will do: two servers on one database take turns. */
const MIGRATION_LOCK = 4_300_001;

/** Brings the database to the schema of this code. Runs alone, whoever else starts at the same moment. */
export async function migrateDatabase(target: DatabaseTarget): Promise<void> {
  const sql = connect(target, 1);
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(drizzle(sql), { migrationsFolder: MIGRATIONS });
  } catch (cause) {
    throw new AppError('UNAVAILABLE', 'The database could not be reached or brought up to date.', {
      reason: 'MIGRATION_FAILED',
      cure:
        target.kind === 'url'
          ? 'Check DATABASE_URL: the server, the name of the database and the rights.'
          : 'See postgres/server.log.',
      cause,
    });
  } finally {
    await sql.end({ timeout: 5 });
  }
}
