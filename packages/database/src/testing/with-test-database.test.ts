import { expect, it } from 'vitest';
import { createTestDatabase, withTestDatabase } from './with-test-database.ts';

const database = withTestDatabase();

it('a test file gets PostgreSQL 18 with the schema in it', async () => {
  const [row] = await database()
    .sql`select current_setting('server_version_num')::int as version, to_regclass('jobs')::text as jobs`;
  expect(row?.['version']).toBeGreaterThanOrEqual(180_000);
  expect(row?.['jobs']).toBe('jobs');
});

it('two databases of one run do not see each other, and a closed one is gone', async () => {
  const other = await createTestDatabase();
  await other.sql`insert into settings (name, value) values ('x', '1')`;
  expect(await database().sql`select * from settings`).toHaveLength(0);
  await other.close();
  const left = await database().sql`select 1 from pg_database where datname = ${other.name}`;
  expect(left).toHaveLength(0);
});
