import { createDuckdbEngine, installMacros, openDatabase, type Row } from '@vigie/warehouse';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { METRICS } from '../catalogue.ts';
import { runMetric } from '../frame/run-metric.ts';
import { marketConcentration } from '../market/concentration/definition.ts';
import { marketShare } from '../market/share/definition.ts';
import { goldenInserts } from '../testing/golden-a.ts';
import { releaseAround } from '../testing/memory-release.ts';
import { RELEASE_TABLES } from '../testing/release-tables.ts';
import { METRIC_MACROS } from './index.ts';

// Macros name the catalogue `vigie`, so the file must bear that name, as in a release.
const database = await openDatabase({ path: join(mkdtempSync(join(tmpdir(), 'vigie-macros-')), 'vigie.duckdb') });
const connection = await database.connect();
for (const statement of [...RELEASE_TABLES, ...goldenInserts()]) await connection.run(statement);
await installMacros(connection, METRIC_MACROS);
const engine = createDuckdbEngine(database, 'DuckDB');
const release = releaseAround(engine, '2021-04-01');
const march = { from: '2021-03-01', to: '2021-04-01' };
const ask = (sql: string): Promise<Row[]> => engine.query({ text: sql, params: {} });

describe('macros of vigie.duckdb', () => {
  it('there is one per metric of the catalogue', () => {
    const names = METRIC_MACROS.map((m) => m.name);
    for (const metric of METRICS) expect(names).toContain(metric.id.replaceAll(/[.-]/g, '_'));
  });

  it.each([
    ['M1_ONLINE_EQUIPPED', 'MS-3'],
    ['M1_ONLINE_EQUIPPED', 'MS-4'],
    ['M1_ONLINE_EQUIPPED', 'MS-5'],
    ['M1_ONLINE_EQUIPPED', 'MS-6'],
    ['M2_ALL_PRACTITIONERS', 'MS-3'],
    ['M3_ONLINE_BOOKINGS', 'MS-1'],
    ['M3_ONLINE_BOOKINGS', 'MS-6'],
    ['M4_ALL_APPOINTMENTS', 'MS-2'],
    ['M7_PM_SOFTWARE', 'MS-5'],
  ])('market_share gives the metric’s own figures, to the bit: %s by %s', async (definition, countingRule) => {
    const figure = await runMetric(release, marketShare, {
      ...march,
      definition,
      countingRule,
      by: 'platform,departement',
    });
    const rows = await ask(
      `from market_share(date_from := date '2021-03-01', date_to := date '2021-04-01', definition := '${definition}', counting_rule := '${countingRule}', by_departement := true)`,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map((r) => [r['departement'], r['platform'], r['value'], r['numerator'], r['denominator']])).toEqual(
      figure.rows.map((r) => [r['departement'], r['platform'], r.value, r.numerator, r.denominator]),
    );
  });

  it('market_concentration gives 4610.969388 for bookings and the metric’s value', async () => {
    const figure = await runMetric(release, marketConcentration, march);
    const [row] = await ask(`from market_concentration(date_from := date '2021-03-01', date_to := date '2021-04-01')`);
    expect(row?.['value']).toBeCloseTo(4610.969388, 6);
    expect(row?.['value']).toBeCloseTo(figure.rows[0]?.value ?? 0, 9);
  });

  it('every other macro runs on a release that lacks most of its data', async () => {
    const period = `date_from := date '2021-03-01', date_to := date '2021-04-01'`;
    const base = `base_from := date '2020-03-01', base_to := date '2020-04-01'`;
    expect(await ask(`from market_definitions(${period}, of_platform := 'own')`)).toHaveLength(5);
    expect(
      await ask(`from market_merger_screen(${period}, first_party := 'alpha', second_party := 'beta')`),
    ).toHaveLength(1);
    expect(await ask(`from market_penetration(${period})`)).toHaveLength(3);
    expect(await ask(`from market_local(${period}, of_platform := 'own', in_departement := '75')`)).toEqual([]);
    expect(await ask(`from market_availability(${period})`)).toEqual([]);
    expect((await ask(`from growth_change(${period}, ${base})`)).map((r) => r['value'])).toEqual([null, null, null]);
    expect(
      await ask(`from growth_decomposition(${period}, ${base}, of_platform := 'own', by_departement := true)`),
    ).toHaveLength(2);
    expect(await ask(`from growth_origin(${period}, ${base}, of_platform := 'own', acquired := 'alpha')`)).toHaveLength(
      1,
    );
  });
});
