import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../engine/open-database.ts';
import { buildRelease } from './build-release.ts';
import { askRelease } from './testing/ask-release.ts';
import { makeIngest } from './testing/make-ingest.ts';
import { verifyRelease } from './verify-release.ts';

let home = '';
let other = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vigie-incremental-'));
  other = await mkdtemp(join(tmpdir(), 'vigie-whole-'));
});
afterEach(async () => {
  await rm(home, { recursive: true, force: true });
  await rm(other, { recursive: true, force: true });
});

/** `n` bookings spread over a month (or over several, `span` days), some cancelled, some sites without an identifier. */
async function ingestMonth(
  label: string,
  first: string,
  options: { n?: number; span?: number; platform?: string; extracted?: string } = {},
): Promise<void> {
  const { n = 400, span = 28, platform = 'own', extracted = '2022-01-01' } = options;
  await makeIngest({
    home,
    table: 'booking',
    label,
    sql: `select '${first}-' || i as booking_id, case when hash(i, 1) % 3 = 0 then 'alpha' else '${platform}' end as platform_code,
       'P' || (hash(i, 2) % 40) as practitioner_id_nat, lpad(cast(1 + hash(i, 3) % 9 as varchar), 2, '0') as site_dept, 'SM' || (hash(i, 4) % 5) as specialty_code,
       'pid' || (hash(i, 5) % 30) as patient_pid, case when hash(i, 6) % 4 > 0 then 'S' || (hash(i, 6) % 20) end as site_id_nat,
       case when hash(i, 7) % 6 = 0 then 'PHONE' else 'OWN_WEB' end as channel, timestamptz '${first} 06:00:00+00' + to_seconds(cast(hash(i, 8) % (${span} * 86400) as bigint)) as booked_at,
       case when hash(i, 9) % 5 = 0 then booked_at + interval 2 hours end as cancelled_at, case when cancelled_at is null then 'fulfilled' else 'cancelled' end as status,
       timestamptz '${extracted} 00:00:00+00' as extracted_at
      from unnest(range(${n})) r(i) order by hash(i, 10)`,
  });
}

/** Everything the database says, without the numbers it gave to practitioners, patients, sites and ingests. */
async function contentOf(place: string): Promise<unknown[][][]> {
  const queries = [
    'select * from booking order by all',
    'select * from rollup_booking_day order by all',
    'select * from rollup_booking_month order by all',
    'select r.* exclude (practitioner_no), d.practitioner_id_nat from rollup_practitioner_month r join dim_practitioner d on d.practitioner_no = r.practitioner_no order by all',
    'select r.* exclude (site_no), d.site_id_nat, d.departement from rollup_site_month r join dim_site d on d.site_no = r.site_no order by all',
    'select * from series_reporting order by all',
    'select * from month_volume_alert order by all',
    'select * exclude (ingest_no) from ingest order by all',
  ];
  return Promise.all(queries.map((sql) => askRelease(place, sql)));
}

/** Builds all the ingests of `home` at once somewhere else. */
async function buildWhole(): Promise<string> {
  await cp(join(home, 'warehouse/ingests'), join(other, 'warehouse/ingests'), { recursive: true });
  return (await buildRelease(other)).release.hash;
}

const inode = async (release: string, month: string): Promise<number> =>
  (await stat(join(home, `warehouse/releases/${release}/parquet/booking/${month}.parquet`))).ino;

describe('a month added to a release', () => {
  it('gives the same hash and the same content as building all at once; unchanged months are the same files', async () => {
    for (const month of ['01', '02', '03', '04']) await ingestMonth(`m${month}`, `2021-${month}-01`);
    await buildRelease(home);
    await ingestMonth('m05', '2021-05-01');
    const { release } = await buildRelease(home);
    expect(release.hash).toBe(await buildWhole());
    expect(await contentOf(home)).toEqual(await contentOf(other));
    expect(await inode('000002', '2021-03')).toBe(await inode('000001', '2021-03'));
    expect((await verifyRelease(home)).ok).toBe(true);
    expect(await askRelease(home, 'select count(*) from (select distinct month from fact_booking)')).toEqual([[5]]);
  });

  it('with a platform never seen before, or rows that change an old month, it still equals building all at once', async () => {
    for (const month of ['01', '02', '03', '04']) await ingestMonth(`m${month}`, `2021-${month}-01`);
    await buildRelease(home);
    await ingestMonth('m05', '2021-05-01', { platform: 'newcomer' });
    await buildRelease(home);
    await ingestMonth('m02-again', '2021-02-01', { extracted: '2022-02-01', n: 150 });
    const { release } = await buildRelease(home);
    expect(release.manifest.steps.find((step) => step.name === 'booking: latest state')?.leftOut[0]?.rows).toBe(150);
    expect(release.hash).toBe(await buildWhole());
    expect(await contentOf(home)).toEqual(await contentOf(other));
  });

  it('a database or an index that was changed is not built upon', async () => {
    for (const month of ['01', '02', '03', '04']) await ingestMonth(`m${month}`, `2021-${month}-01`);
    await buildRelease(home);
    const folder = join(home, 'warehouse/releases/000001');
    const database = await openDatabase({ path: join(folder, 'vigie.duckdb') });
    await (
      await database.connect()
    ).run("update rollup_booking_month set volume = 999 where platform = 'own'; checkpoint");
    database.close();
    const index = join(folder, 'index/booking-ingests.json');
    await writeFile(index, (await readFile(index, 'utf8')).replaceAll('"month":"2021-01"', '"month":"2021-07"'));
    await ingestMonth('m05', '2021-05-01');
    const { release } = await buildRelease(home);
    expect(release.hash).toBe(await buildWhole());
    expect(await contentOf(home)).toEqual(await contentOf(other));
  });

  it('an ingest that is gone is gone from the release', async () => {
    for (const month of ['01', '02', '03']) await ingestMonth(`m${month}`, `2021-${month}-01`);
    await buildRelease(home);
    await rm(join(home, 'warehouse/ingests'), { recursive: true });
    for (const month of ['01', '02']) await ingestMonth(`m${month}`, `2021-${month}-01`);
    const { release } = await buildRelease(home);
    expect(release.hash).toBe(await buildWhole());
    expect(await contentOf(home)).toEqual(await contentOf(other));
  });
});

/** Twenty practitioners equipped by one platform, each month. */
async function ingestPanel(months: readonly string[]): Promise<void> {
  await makeIngest({
    home,
    table: 'equipment_panel',
    label: 'panel',
    sql: `select cast(m as date) as month, 'P' || p as practitioner_id_nat, 'own' as platform_code, 'AGENDA' as product, 'API' as evidence,
       true as is_equipped, 1 as weight from (values ${months.map((month) => `('${month}')`).join(', ')}) t(m), unnest(range(20)) r(p)`,
  });
}

async function ingestRegister(people: number): Promise<void> {
  await makeIngest({
    home,
    table: 'universe_snapshot',
    label: `register-${people}`,
    sql: `select date '2020-12-31' as snapshot_date, 'P' || p as practitioner_id_nat, 'MED' as profession, 'LIBERAL' as mode, true as active,
       '48' as principal_dept from unnest(range(${people})) r(p)`,
  });
}

describe('equipment', () => {
  it.each([
    ['known to the register: taken over', 20],
    ['unknown to it, so placed by their bookings: made again', 5],
  ])('of practitioners %s when a month of bookings is added, and equal to building all at once', async (_, people) => {
    for (const month of ['01', '02', '03']) await ingestMonth(`m${month}`, `2021-${month}-01`);
    await ingestPanel(['2021-01-01', '2021-02-01']);
    await ingestRegister(people);
    await buildRelease(home);
    await ingestMonth('m04', '2021-04-01', { n: 3000 });
    const { release } = await buildRelease(home);
    expect(release.hash).toBe(await buildWhole());
    const sql = 'select * from equipment order by all';
    expect(await askRelease(home, sql)).toEqual(await askRelease(other, sql));
    expect(await askRelease(home, 'select count(*), count(departement) from equipment')).toEqual([[40, 40]]);
  });
});

describe('one file that holds many months', () => {
  it.each([
    ['is large, so it is split once', 210_000],
    ['is small, so it is read for each month', 6_000],
  ])('mixed up and %s: it gives %i rows in 12 months, each under its line', async (_, n) => {
    await ingestMonth('mixed', '2021-01-01', { n, span: 360 });
    const { release } = await buildRelease(home);
    const months = release.manifest.files.filter((file) => file.path.startsWith('parquet/booking/'));
    expect(months.length).toBe(12);
    expect(months.reduce((sum, file) => sum + file.rows, 0)).toBe(n);
    expect(
      await askRelease(home, 'select count(distinct origin_row), min(origin_row), max(origin_row) from fact_booking'),
    ).toEqual([[n, 1, n]]);
  });
});

describe('the layout', () => {
  it('facts lie in the order of month, département, specialty, platform', async () => {
    await ingestMonth('m01', '2021-01-01', { n: 30_000, span: 59 });
    await buildRelease(home);
    // Within the 2,048 rows that the engine handles at once, rows without a site may follow the others.
    const steps = await askRelease(
      home,
      `with blocks as (select rowid // 4096 as block, min((month, departement, specialty, platform)) as k from fact_booking group by 1)
       select count(*) from (select k, lag(k) over (order by block) as before from blocks) where before > k`,
    );
    expect(steps).toEqual([[0]]);
  });
});
