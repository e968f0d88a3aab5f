import { withTestDatabase } from '@vigie/database/testing';
import { getMetric, runMetric } from '@vigie/metrics';
import { goldenInserts, memoryRelease, RELEASE_TABLES, releaseAround, weeklyInserts } from '@vigie/metrics/testing';
import { createPostgresEngine, type ReleaseReader } from '@vigie/warehouse';
import { beforeAll, describe, expect, it } from 'vitest';

/**
 * The same small release in DuckDB and in PostgreSQL, the same metrics, the same figures: the SQL of a metric stays in the subset that engines share.
 * Golden dataset A (March 2021) and four published weeks (April 2021) live in one release.
 */
const weighted = [
  `insert into equipment values ('2021-03-01', 'P01', 'TELECONSULT', 'own', '75', 'MED', 'SM54', 10), ('2021-03-01', 'P02', 'TELECONSULT', 'alpha', '75', 'MED', 'SM54', 10),
    ('2021-03-01', 'P02', 'TELECONSULT', 'own', '75', 'MED', 'SM54', 10), ('2021-03-01', 'P08', 'TELECONSULT', 'own', '48', 'MED', 'SM54', 7.5)`,
  `insert into rollup_equipped_month values ('2021-03-01', 'TELECONSULT', '75', 'MED', 'SM54', 20, 40, 4), ('2021-03-01', 'TELECONSULT', '48', 'MED', 'SM54', 7.5, 15, 2)`,
];
const inserts = [...goldenInserts(), ...weeklyInserts(), ...weighted];
const database = withTestDatabase();
let duckdb: ReleaseReader;
let postgres: ReleaseReader;

beforeAll(async () => {
  const { sql } = database();
  for (const statement of [...RELEASE_TABLES, ...inserts]) await sql.unsafe(statement);
  const engine = createPostgresEngine('PostgreSQL', async (text) => {
    const rows = await sql.unsafe(text);
    return Object.assign([...rows], { columns: rows.columns.map(({ name, type }) => ({ name, type })) });
  });
  postgres = releaseAround(engine, '2021-05-10');
  duckdb = await memoryRelease(inserts, '2021-05-10');
});

const march = { from: '2021-03-01', to: '2021-04-01' };
const weeks = { from: '2021-04-12', to: '2021-05-10', register: '2021-05-04' };

describe('PostgreSQL and DuckDB give the same figure', () => {
  it.each([
    ['market.share', { ...march, by: 'platform,departement,specialty' }],
    ['market.share', { ...march, definition: 'M4_ALL_APPOINTMENTS' }],
    ['market.share', { ...march, definition: 'M1_ONLINE_EQUIPPED' }],
    ['market.share', { ...march, definition: 'M1_ONLINE_EQUIPPED', countingRule: 'MS-5', by: 'platform,departement' }],
    ['market.share', { ...march, definition: 'M1_ONLINE_EQUIPPED', countingRule: 'MS-6' }],
    ['market.share', { ...march, definition: 'M2_ALL_PRACTITIONERS' }],
    ['market.share', { ...weeks, grain: 'week', by: 'platform,departement' }],
    ['market.share', { ...weeks, repairs: 'off', outsideOption: 'out' }],
    ['market.share', { from: '2021-04-12', to: '2021-05-03' }],
    ['market.share', { ...march, definition: 'M6_TELECONSULT_TECH' }],
    ['market.concentration', { ...march, definition: 'M6_TELECONSULT_TECH' }],
    ['market.concentration', { ...march, by: 'departement' }],
    ['market.concentration', { ...weeks, grain: 'week' }],
    ['market.merger-screen', { ...march, first: 'alpha', second: 'beta' }],
    ['market.penetration', { ...march, by: 'platform,departement' }],
    ['market.penetration', { ...march, by: 'platform,departement', site: 'each' }],
    ['market.local', { ...weeks, departement: '75', platform: 'doctolib' }],
    ['market.availability', march],
    ['growth.change', { from: '2021-05-03', to: '2021-05-10', against: 'previous', register: '2021-05-04' }],
    [
      'growth.decomposition',
      { from: '2021-04-19', to: '2021-04-26', against: 'previous', register: '2021-05-04', platform: 'doctolib' },
    ],
    ['growth.decomposition', { ...march, against: 'previous', kind: 'origin', acquired: 'alpha' }],
  ])('%s %j', async (id, params) => {
    const [fromDuckdb, fromPostgres] = await Promise.all([
      runMetric(duckdb, getMetric(id), params),
      runMetric(postgres, getMetric(id), params),
    ]);
    expect(fromPostgres.rows).toEqual(fromDuckdb.rows);
    expect(fromPostgres.flags).toEqual(fromDuckdb.flags);
    expect(fromPostgres.passport.sqlSha256).toBe(fromDuckdb.passport.sqlSha256);
  });

  it('and there is something to compare', async () => {
    const figure = await runMetric(postgres, getMetric('market.share'), march);
    expect(figure.rows.map((r) => r.value)).toEqual([55 / 280, 50 / 280, 175 / 280]);
  });
});
