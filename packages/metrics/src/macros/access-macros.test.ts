import { createDuckdbEngine, installMacros, openDatabase } from '@vigie/warehouse';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { accessParity } from '../access/parity/definition.ts';
import { runMetric } from '../frame/run-metric.ts';
import { goldenBInserts } from '../testing/access-rows.ts';
import { releaseAround } from '../testing/memory-release.ts';
import { RELEASE_TABLES } from '../testing/release-tables.ts';
import { ACCESS_MACROS } from './access-macros.ts';

const database = await openDatabase({ path: join(mkdtempSync(join(tmpdir(), 'vigie-macros-')), 'vigie.duckdb') });
const connection = await database.connect();
for (const statement of [...RELEASE_TABLES, ...goldenBInserts()]) await connection.run(statement);
await installMacros(connection, ACCESS_MACROS);
const engine = createDuckdbEngine(database, 'DuckDB');

it('access_parity gives the strata of the metric, and by hand its effect: golden B, −11.6340852130 / 394.110275689 = −0.029519872814', async () => {
  const figure = await runMetric(releaseAround(engine, '2021-05-01'), accessParity, { month: '2021-04', kpi: 'CA-08' });
  const [sums] = await engine.query({
    text: `select kpi, partner, count(*) as strata, sum(weight * difference) as s, sum(weight) as w
      from access_parity(month_from := date '2021-04-01', month_to := date '2021-05-01') group by kpi, partner`,
    params: {},
  });
  expect(sums).toMatchObject({ kpi: 'CA-08', partner: 'beta', strata: 4 });
  expect(sums?.['s']).toBeCloseTo(-11.634085213, 8);
  expect(sums?.['w']).toBeCloseTo(394.110275689, 8);
  expect(Number(sums?.['s']) / Number(sums?.['w'])).toBeCloseTo(figure.rows[0]?.value ?? 0, 12);
});

it('access_monitor gives the daily cells under the evidence: golden B, four strata in four groups of specialty × region', async () => {
  const cells = await engine.query({
    text: `select kpi, partner, day, grp, partner_n, partner_ok, own_n, own_ok from access_monitor(month_from := date '2021-04-01', month_to := date '2021-05-01',
      before_from := date '2021-03-01', before_to := date '2021-04-01') order by grp`,
    params: {},
  });
  expect(cells).toEqual(
    [
      ['DERM|R11', 600, 570, 200, 190],
      ['DERM|R76', 80, 60, 300, 240],
      ['GP|R11', 200, 170, 1000, 900],
      ['GP|R76', 20, 19, 50, 48],
    ].map(([grp, partner_n, partner_ok, own_n, own_ok]) => ({
      kpi: 'CA-08',
      partner: 'beta',
      day: '2021-04-14',
      grp,
      partner_n,
      partner_ok,
      own_n,
      own_ok,
    })),
  );
});
