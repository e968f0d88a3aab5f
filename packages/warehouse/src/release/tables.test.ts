import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildRelease } from './build-release.ts';
import { askRelease } from './testing/ask-release.ts';
import { makeIngest } from './testing/make-ingest.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vigie-tables-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const ask = (sql: string): Promise<unknown[][]> => askRelease(home, sql);

async function ingestCounts(
  label: string,
  values: string,
  options: { profile?: string; extractedOn?: string } = {},
): Promise<void> {
  await makeIngest({
    home,
    table: 'booking_count',
    label,
    ...options,
    sql: `select s as site_id, cast(d as date) as period_start, 'week' as period_grain, '75' as site_dept, n as bookings, true as is_vaccination
      from (values ${values}) t(s, d, n)`,
  });
}

describe('published counts', () => {
  it('a key repeated inside one file stays twice; sent again in a newer file, the newer rows replace them: 10 + 10 → 12, never 32', async () => {
    await ingestCounts('old', "('S1', '2021-04-12', 10), ('S1', '2021-04-12', 10), ('S2', '2021-04-12', 5)", {
      extractedOn: '2021-04-20',
    });
    await ingestCounts('new', "('S1', '2021-04-12', 12), ('S3', '2021-04-19', 7)", { extractedOn: '2021-04-27' });
    const { release } = await buildRelease(home);
    expect(await ask('select site_id, bookings from booking_count order by 1, 2')).toEqual([
      ['S1', 12],
      ['S2', 5],
      ['S3', 7],
    ]);
    expect(release.manifest.steps[0]).toMatchObject({
      rowsIn: 5,
      rowsOut: 3,
      leftOut: [{ rows: 0 }, { reason: 'superseded by a newer file', rows: 2 }],
    });
    expect(await ask('select source, grain, period, sites, rows, volume from series_reporting order by 3')).toEqual([
      ['booking_count:booking_count', 'week', '2021-04-12', 2, 2, 17],
      ['booking_count:booking_count', 'week', '2021-04-19', 1, 1, 7],
    ]);
    expect(release.manifest).toMatchObject({ dataFrom: '2021-04-12', dataToExclusive: '2021-04-26' });
  });

  it('inside one file a repeated key is kept, for a metric to flag', async () => {
    await ingestCounts('old', "('S1', '2021-04-12', 10), ('S1', '2021-04-12', 10)");
    await buildRelease(home);
    expect(await ask('select sum(bookings) from booking_count')).toEqual([[20]]);
  });

  it('two sources that speak of the same site are both kept', async () => {
    await ingestCounts('a', "('S1', '2021-04-12', 10)", { profile: 'one' });
    await ingestCounts('b', "('S1', '2021-04-12', 11)", { profile: 'two' });
    await buildRelease(home);
    expect(await ask('select source, volume from series_reporting order by 1')).toEqual([
      ['booking_count:one', 10],
      ['booking_count:two', 11],
    ]);
  });
});

describe('proof of equipment', () => {
  it('a contract, a listing or an interface prove alone; a survey or a note only with another kind of evidence', async () => {
    const values = [
      "('P1', 'own', 'CONTRACT', true)",
      "('P2', 'own', 'CRM_NOTE', true)",
      "('P3', 'own', 'SURVEY', true)",
      "('P4', 'own', 'SURVEY', true), ('P4', 'own', 'CRM_NOTE', true)",
      "('P5', 'own', 'API', false)",
      "('P6', 'none', 'WEB_LISTING', false)",
      "('P7', 'own', 'WEB_LISTING', true), ('P7', 'alpha', 'API', true), ('P7', 'beta', 'CONTRACT', true)",
    ];
    await makeIngest({
      home,
      table: 'equipment_panel',
      label: 'panel',
      sql: `select date '2021-04-15' as month, p as practitioner_id_nat, f as platform_code, 'AGENDA' as product, e as evidence, q as is_equipped, 2.5 as weight
        from (values ${values.join(', ')}) t(p, f, e, q)`,
    });
    const { release } = await buildRelease(home);
    expect(await ask('select practitioner_id_nat, platform, month from equipment order by 1, 2')).toEqual([
      ['P1', 'own', '2021-04-01'],
      ['P4', 'own', '2021-04-01'],
      ['P7', 'alpha', '2021-04-01'],
      ['P7', 'beta', '2021-04-01'],
      ['P7', 'own', '2021-04-01'],
    ]);
    expect(release.manifest.steps.find((step) => step.name === 'equipment: proven')).toEqual({
      name: 'equipment: proven',
      rowsIn: 10,
      rowsOut: 5,
      leftOut: [
        { reason: 'says the practitioner is not equipped', rows: 2 },
        { reason: 'evidence that proves nothing alone', rows: 2 },
        { reason: 'further evidence of the same equipment', rows: 1 },
      ],
    });
    // Weight 2.5: P1 + P4 + a third of P7 each; 3 × 2.5 equipped of 7 × 2.5 surveyed.
    expect(await ask('select platform, full_count, fractional from rollup_equipment_month order by 1')).toEqual([
      ['alpha', 2.5, 0.833333],
      ['beta', 2.5, 0.833333],
      ['own', 7.5, 5.833333],
    ]);
    expect(await ask('select equipped, surveyed, people from rollup_equipped_month')).toEqual([[7.5, 17.5, 7]]);
  });

  it('profession and place come from the last register before the end of the month', async () => {
    await makeIngest({
      home,
      table: 'universe_snapshot',
      label: 'register',
      sql: `select cast(d as date) as snapshot_date, 'P1' as practitioner_id_nat, 'MED' as profession, s as specialty, 'LIBERAL' as mode, true as active, v as principal_dept
        from (values ('2021-01-01', 'SM01', '75'), ('2021-04-30', 'SM02', '48'), ('2021-05-01', 'SM03', '13')) t(d, s, v)`,
    });
    await makeIngest({
      home,
      table: 'equipment_panel',
      label: 'panel',
      sql: `select cast(m as date) as month, 'P1' as practitioner_id_nat, 'own' as platform_code, 'AGENDA' as product, 'API' as evidence, true as is_equipped, 1 as weight
        from (values ('2020-06-01'), ('2021-03-01'), ('2021-04-01'), ('2021-06-01')) t(m)`,
    });
    await buildRelease(home);
    expect(await ask('select month, departement, specialty from equipment order by 1')).toEqual([
      ['2020-06-01', '75', 'SM01'],
      ['2021-03-01', '75', 'SM01'],
      ['2021-04-01', '48', 'SM02'],
      ['2021-06-01', '13', 'SM03'],
    ]);
  });
});

/** `n` bookings of a platform, a minute apart. */
function month(platform: string, first: string, n: number): string {
  return `select '${platform}' || '${first}' || i as booking_id, '${platform}' as platform_code, 'P' as practitioner_id_nat, '75' as site_dept,
    timestamptz '${first} 10:00:00+00' + to_minutes(cast(i as bigint)) as booked_at from unnest(range(${n})) r(i)`;
}

describe('volume rule W5', () => {
  it('100, 100, 100, 141 → alert at +41 %; 100, 100, 100, 140 → none', async () => {
    const firsts = ['2021-01-05', '2021-02-05', '2021-03-05'];
    const parts = ['own', 'alpha'].flatMap((platform) => firsts.map((first) => month(platform, first, 100)));
    parts.push(month('own', '2021-04-05', 141), month('alpha', '2021-04-05', 140));
    await makeIngest({ home, table: 'booking', label: 'months', sql: parts.join(' union all ') });
    const { release } = await buildRelease(home);
    expect(await ask('select platform, month, volume, trailing_median, ratio from month_volume_alert')).toEqual([
      ['own', '2021-04-01', 141, 100, 1.41],
    ]);
    expect(release.manifest.rules).toEqual([{ rule: 'W5', severity: 'warn', rows: 141 }]);
  });
});
