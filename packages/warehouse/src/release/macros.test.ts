import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../engine/open-database.ts';
import { readRows } from '../engine/read-rows.ts';
import type { MacroDefinition } from '../query/install-macros.ts';
import { buildRelease } from './build-release.ts';
import { ingestGoldenA } from './testing/golden-a.ts';

const share: MacroDefinition = {
  name: 'share_of_bookings',
  params: [
    { name: 'from', type: 'date' },
    { name: 'to', type: 'date' },
    { name: 'departement_code', type: 'text', default: null },
  ],
  body: `with counted as (
      select platform, volume from rollup_booking_day
      where day >= $from and day < $to and is_online and class = 'counted' and ($departement_code is null or departement = $departement_code)
    )
    select platform, cast(sum(volume) as double) / sum(sum(volume)) over () as share from counted group by platform order by platform;`,
};

let home = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vigie-macros-'));
  await ingestGoldenA(home);
  await buildRelease(home, { macros: [share] });
});
afterAll(() => rm(home, { recursive: true, force: true }));

const fileOf = (release: string): string => join(home, `warehouse/releases/${release}/vigie.duckdb`);

/** Asks a fresh DuckDB, as any client would. */
async function askClient(path: string, ...statements: readonly string[]): Promise<unknown[][]> {
  const database = await openDatabase({ path, readOnly: path !== ':memory:' });
  try {
    const connection = await database.connect();
    for (const statement of statements.slice(0, -1)) await connection.run(statement);
    return (await readRows(connection, statements.at(-1) ?? '')).map((row) => Object.values(row));
  } finally {
    database.close();
  }
}

const askFile = (sql: string): Promise<unknown[][]> => askClient(fileOf('000001'), sql);

const EXPECTED = [
  ['alpha', 55 / 280],
  ['beta', 50 / 280],
  ['own', 175 / 280],
];

describe('macros in vigie.duckdb', () => {
  it('175 / 280 = 62.5 % from any DuckDB client, by position or by name, with or without defaults', async () => {
    expect(await askFile("select * from share_of_bookings('2021-04-01', '2021-05-01')")).toEqual(EXPECTED);
    expect(
      await askFile(
        `select platform, round(share, 6) from share_of_bookings("from" := date '2021-04-01', "to" := date '2021-05-01', departement_code := '75')`,
      ),
    ).toEqual([
      ['alpha', 0.179487],
      ['beta', 0.179487],
      ['own', 0.641026],
    ]);
  });

  it('the same whatever schema the caller stands in', async () => {
    const rows = await askClient(
      ':memory:',
      `attach '${fileOf('000001')}' as vigie (read_only)`,
      'create table rollup_booking_day as select 1 as nothing',
      "select * from vigie.share_of_bookings('2021-04-01', '2021-05-01')",
    );
    expect(rows).toEqual(EXPECTED);
  });

  it('other macros make another release of the same data; a macro that DuckDB refuses is named and nothing is published', async () => {
    await expect(
      buildRelease(home, { macros: [{ name: 'broken', params: [], body: 'select nothing from rollup_booking_day' }] }),
    ).rejects.toMatchObject({
      reason: 'BAD_MACRO',
      where: { macro: 'broken' },
    });
    const { release } = await buildRelease(home);
    expect(release.number).toBe(2);
    await expect(askClient(fileOf('000002'), 'select * from share_of_bookings(null, null)')).rejects.toThrow(
      /share_of_bookings/,
    );
  });
});
