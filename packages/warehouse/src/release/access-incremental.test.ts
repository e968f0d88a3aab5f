import { cp, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../engine/open-database.ts';
import { readRows } from '../engine/read-rows.ts';
import { buildRelease } from './build-release.ts';
import { askRelease } from './testing/ask-release.ts';
import { ingestRows } from './testing/ingest-access.ts';
import { makeIngest } from './testing/make-ingest.ts';
import { verifyRelease } from './verify-release.ts';

let home = '';
let other = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vigie-access-more-'));
  other = await mkdtemp(join(tmpdir(), 'vigie-access-whole-'));
});
afterEach(async () => {
  await rm(home, { recursive: true, force: true });
  await rm(other, { recursive: true, force: true });
});

const RELATIONS = [
  'rollup_request_day',
  'rollup_latency_month',
  'rollup_attempt_month',
  'outage',
  'rollup_visibility_day',
  'rollup_exposure_month',
  'rollup_exclusive_month',
  'rollup_rank_month',
  'rollup_change_month',
  'hidden_slot',
  'access_reporting',
];

const contentOf = (place: string): Promise<unknown[][][]> =>
  Promise.all(RELATIONS.map((name) => askRelease(place, `select * from ${name} order by all`)));

/** Builds all the ingests of `home` at once somewhere else. */
async function buildWhole(threads = 2): Promise<string> {
  await cp(join(home, 'warehouse/ingests'), join(other, 'warehouse/ingests'), { recursive: true });
  return (await buildRelease(other, { codeRevision: 'test', threads })).release.hash;
}

const build = async (): Promise<string> => (await buildRelease(home, { codeRevision: 'test' })).release.hash;

const inode = async (release: string, path: string): Promise<number> =>
  (await stat(join(home, `warehouse/releases/${release}/${path}`))).ino;

/** A month of every table, some of it unanswered, hidden, retried and unknown, in files that are not in order of time. */
async function ingestMonth(
  first: string,
  { n = 3000, label = first, extractedOn = '2022-01-01', seed = 0 } = {},
): Promise<void> {
  const h = (i: number): string => `hash(i, ${i + seed})`;
  const at = (i: number): string =>
    `timestamptz '${first} 00:00:00+00' + to_seconds(cast(${h(i)} % 2400000 as bigint))`;
  const range = `unnest(range(${n})) r(i)`;
  const tables: Readonly<Record<string, string>> = {
    api_request: `select '${label}-' || i as request_id, case when i < 8 then timestamptz '${first} 12:00:00+00' + to_seconds(i) else ${at(1)} end as received_at, case when ${h(2)} % 3 = 0 then 'OWN_WEB' else 'PARTNER_API' end as interface,
        case when interface = 'PARTNER_API' then case when ${h(3)} % 2 = 0 then 'beta' else 'alpha' end end as partner_code, case when ${h(4)} % 2 = 0 then 'BOOK' else 'SLOT_SEARCH' end as endpoint,
        case when i < 8 or ${h(5)} % 5 = 0 then 'TIMEOUT' else 'SUCCESS' end as outcome, case when outcome = 'SUCCESS' then ${h(6)} % 9000 / 10.0 end as ttlb_ms,
        case when ${h(7)} % 3 = 0 then 'k' || (${h(7)} % 500) end as idempotency_key, false as is_probe, 'SM54' as specialty_code, '75' as site_dept from ${range}`,
    slot: `select '${label}-s' || i as slot_id, 'P' || (${h(8)} % 30) as practitioner_id_nat, '75' as site_dept, 'SM54' as specialty_code, ${at(9)} + interval 10 days as "start",
        ${at(9)} + interval 14420 minutes as "end", ['PUBLIC'] as audience, ${h(10)} % 9 = 0 as own_patients_only, ['AMB'] as visit_modes, 'free' as status, ${at(9)} as published_at from ${range} where i % 10 = 0`,
    slot_exposure: `select '${label}-s' || i as slot_id, case when k = 0 then 'OWN_WEB' else 'PARTNER_API' end as channel, case when k = 1 then 'beta' when k = 2 then 'alpha' end as partner_code,
        case when k = 0 or ${h(11)} % 4 > 0 then ${at(9)} + to_seconds(cast(k * (${h(12)} % 100) as bigint)) end as first_visible_at from ${range}, range(3) c(k) where i % 10 = 0`,
    probe: `select '${label}-p' || i as probe_id, ${at(13)} as probed_at, 'P' || (${h(8)} % 30) as practitioner_id_nat, ${at(13)} as window_from, ${at(13)} + interval 7 days as window_to,
        ['${label}-s' || (i // 10 * 10), '${label}-s' || (i // 7 * 10)] as own_slot_ids, ['${label}-s' || (i // 10 * 10), 'gone'] as partner_slot_ids, 'beta' as partner_code from ${range} where i % 20 = 0`,
    search_result: `select '${label}-f' || (i // 5) as search_id, timestamptz '${first} 08:00:00+00' + to_hours(cast(i // 50 as bigint)) as searched_at, 'OWN_APP' as channel, 'SM54' as specialty_code, '75' as site_dept,
        'P' || i as practitioner_id_nat, case when ${h(14)} % 2 = 0 then 'own' else 'beta' end as managed_by, i % 5 + 1 as rank from ${range} where i < 600`,
    change_event: `select '${label}-c' || i as change_id, 'MOVE' as kind, 'OWN_TO_PARTNER' as direction, 'beta' as partner_code, ${at(15)} as changed_at, ${at(15)} + to_seconds(cast(${h(16)} % 90 as bigint)) as visible_at from ${range} where i % 9 = 0`,
  };
  for (const [table, sql] of Object.entries(tables))
    await makeIngest({ home, table, label: `${label}-${table}`, sql, extractedOn });
}

describe('a month added to a release', () => {
  it('gives the same hash and sums as building all at once, on 1 thread or 2; unchanged months and their outages are the same files', async () => {
    for (const month of ['2021-01-05', '2021-02-05', '2021-03-05']) await ingestMonth(month);
    await build();
    await ingestMonth('2021-04-05');
    const hash = await build();
    expect(hash).toBe(await buildWhole(1));
    expect(await contentOf(home)).toEqual(await contentOf(other));
    for (const path of [
      'parquet/api_request/2021-02.parquet',
      'parquet/slot_exposure/2021-02.parquet',
      'index/outage-2021-02.parquet',
    ]) {
      expect(await inode('000002', path)).toBe(await inode('000001', path));
    }
    const rows = await contentOf(home);
    expect(rows.map((relation) => relation.length > 0)).toEqual(RELATIONS.map(() => true));
    expect((await verifyRelease(home)).ok).toBe(true);
  });

  it('does not sum up the other months again: their rows stay where they were in the database', async () => {
    for (const month of ['2021-01-05', '2021-02-05', '2021-03-05']) await ingestMonth(month, { n: 300 });
    await build();
    const places =
      "select min(rowid), max(rowid), count(*) from rollup_request_day where file_month = date '2021-02-01'";
    const before = await askRelease(home, places);
    await ingestMonth('2021-04-05', { n: 300 });
    await build();
    expect(await askRelease(home, places)).toEqual(before);
  });

  it('an attempt that the new month’s first request carries on changes the sums of the month before', async () => {
    const request = (id: string, at: string, outcome: string): Readonly<Record<string, string | boolean>> => ({
      request_id: id,
      received_at: at,
      interface: 'OWN_WEB',
      endpoint: 'BOOK',
      outcome,
      idempotency_key: 'k',
      is_probe: false,
    });
    await ingestRows(home, 'api_request', { label: 'april', rows: [request('1', '2021-04-30 21:59:50', 'TIMEOUT')] });
    await build();
    expect(await askRelease(home, 'select sum(attempts) from rollup_request_day')).toEqual([[1]]);
    await ingestRows(home, 'api_request', { label: 'may', rows: [request('2', '2021-04-30 22:00:10', 'SUCCESS')] });
    expect(await build()).toBe(await buildWhole());
    expect(
      await askRelease(home, 'select day, sum(attempts), sum(confirmed) from rollup_request_day group by 1 order by 1'),
    ).toEqual([
      ['2021-04-30', 0, 0],
      ['2021-05-01', 1, 1],
    ]);
    expect(await contentOf(home)).toEqual(await contentOf(other));
  });

  it('a month that is gone is gone from the sums', async () => {
    for (const month of ['2021-01-05', '2021-02-05', '2021-03-05']) await ingestMonth(month, { n: 300 });
    await build();
    await rm(join(home, 'warehouse/ingests'), { recursive: true });
    for (const month of ['2021-01-05', '2021-03-05']) await ingestMonth(month, { n: 300 });
    expect(await build()).toBe(await buildWhole());
    expect(await contentOf(home)).toEqual(await contentOf(other));
  });
});

describe('several files', () => {
  it('that repeat requests: of 300 sent again with 200 more, 500 stay, and the newer statement holds', async () => {
    await ingestMonth('2021-01-05', { n: 300, label: 'x', extractedOn: '2021-02-01' });
    await makeIngest({
      home,
      table: 'api_request',
      label: 'again',
      extractedOn: '2021-03-01',
      sql: `select 'x-' || i as request_id, timestamptz '2021-01-05 00:00:00+00' + to_seconds(cast(hash(i, 1) % 2400000 as bigint)) as received_at, 'OWN_APP' as interface, 'EXPORT' as endpoint, 'SUCCESS' as outcome, false as is_probe
        from unnest(range(500)) r(i)`,
    });
    const { release } = await buildRelease(home, { codeRevision: 'test' });
    expect(release.manifest.steps.find((step) => step.name === 'api_request: latest state')).toMatchObject({
      rowsIn: 800,
      rowsOut: 500,
      leftOut: [{ rows: 0 }, { rows: 300 }],
    });
    expect(await askRelease(home, 'select interface, sum(requests) from rollup_request_day group by 1')).toEqual([
      ['OWN_APP', 500],
    ]);
  });

  it('a slot published anew in another month is one slot: the newer file’s, with its exposure', async () => {
    const slot = (at: string, specialty: string): Readonly<Record<string, string | boolean | readonly string[]>> => ({
      slot_id: 'A',
      practitioner_id_nat: 'P1',
      site_dept: '75',
      specialty_code: specialty,
      start: '2021-06-01 10:00:00',
      end: '2021-06-01 10:20:00',
      audience: ['PUBLIC'],
      own_patients_only: false,
      status: 'free',
      published_at: at,
    });
    await ingestRows(home, 'slot', {
      label: 'old',
      rows: [slot('2021-03-10 10:00:00', 'SM01')],
      extractedOn: '2021-04-01',
    });
    await ingestRows(home, 'slot_exposure', {
      label: 'shown',
      rows: [
        { slot_id: 'A', channel: 'OWN_WEB', first_visible_at: '2021-04-10 10:00:00' },
        { slot_id: 'A', channel: 'PARTNER_API', partner_code: 'beta', first_visible_at: '2021-04-10 10:00:30' },
      ],
    });
    await build();
    await ingestRows(home, 'slot', {
      label: 'new',
      rows: [slot('2021-04-10 10:00:00', 'SM02')],
      extractedOn: '2021-05-01',
    });
    expect(await build()).toBe(await buildWhole());
    expect(await askRelease(home, 'select specialty, file_month, lag_seconds, n from rollup_exposure_month')).toEqual([
      ['SM02', '2021-04-01', 30, 1],
    ]);
    expect(await contentOf(home)).toEqual(await contentOf(other));
  });

  it('rowsIn = rowsOut + what was left out, in every step', async () => {
    await ingestMonth('2021-01-05', { n: 1000 });
    const { release } = await buildRelease(home, { codeRevision: 'test' });
    for (const step of release.manifest.steps)
      expect([step.name, step.rowsIn]).toEqual([
        step.name,
        step.rowsOut + step.leftOut.reduce((sum, each) => sum + each.rows, 0),
      ]);
  });
});

describe('a log in order of time', () => {
  it('is copied and stands in the order that sorting a shuffled one gives; 1 thread or 2 write the same bytes', async () => {
    const rows = (
      order: string,
    ): string => `select 'r' || lpad(cast(i as varchar), 7, '0') as request_id, timestamptz '2021-01-05 00:00:00+00' + to_milliseconds(cast(i * 3 as bigint)) as received_at, 'OWN_APP' as interface,
      'SLOT_SEARCH' as endpoint, 'SUCCESS' as outcome, hash(i) % 1000 / 10.0 as ttlb_ms, false as is_probe from range(300000) r(i) order by ${order}`;
    await makeIngest({ home, table: 'api_request', label: 'log', sql: rows('i') });
    await makeIngest({ home: other, table: 'api_request', label: 'log', sql: rows('hash(i)') });
    const [inOrder, shuffled] = await Promise.all([
      buildRelease(home, { codeRevision: 'test', threads: 2 }),
      buildRelease(other, { codeRevision: 'test', threads: 1 }),
    ]);
    const digests = [];
    const database = await openDatabase();
    for (const { release } of [inOrder, shuffled]) {
      const file = join(release.folder, 'parquet/api_request/2021-01.parquet');
      digests.push(
        await readRows(
          await database.connect(),
          `select md5(string_agg(request_id || received_at || ttlb_ms, ',' order by file_row_number)) as digest, count(*) as n from read_parquet('${file}', file_row_number = true)`,
        ),
      );
    }
    database.close();
    expect(Number(digests[0]?.[0]?.['n'])).toBe(300_000);
    expect(digests[0]).toEqual(digests[1]);
    const again = await buildRelease(home, { codeRevision: 'test', force: true, threads: 1 });
    expect(again.release.hash).toBe(inOrder.release.hash);
  });
});

describe('a month larger than what may be sorted at once', () => {
  it('80 MB hold 84,210 rows: 120,000 requests, and 3 × 36,000 exposures, are sorted in stretches and give the bytes of one', async () => {
    await makeIngest({
      home,
      table: 'api_request',
      label: 'large',
      sql: `select 'r' || (i * 7919) % 120000 as request_id, timestamptz '2021-05-02 08:00:00+00' + to_seconds(cast(hash(i) % 2000000 as bigint)) as received_at, 'OWN_APP' as interface, 'SLOT_SEARCH' as endpoint,
         'SUCCESS' as outcome, false as is_probe from unnest(range(120000)) t(i)`,
    });
    await makeIngest({
      home,
      table: 'slot',
      label: 'large-slots',
      sql: `select 's' || i as slot_id, 'P1' as practitioner_id_nat, '75' as site_dept, timestamptz '2021-06-02 08:00:00+00' as "start", timestamptz '2021-06-02 08:20:00+00' as "end", ['PUBLIC'] as audience,
         false as own_patients_only, 'free' as status, timestamptz '2021-05-02 08:00:00+00' as published_at from unnest(range(36000)) t(i)`,
    });
    await makeIngest({
      home,
      table: 'slot_exposure',
      label: 'large-exposures',
      sql: `select 's' || i as slot_id, c.channel, c.partner_code, timestamptz '2021-05-02 08:00:00+00' + to_seconds(i % 60) as first_visible_at from unnest(range(36000)) t(i),
         (values ('OWN_APP', null), ('OWN_WEB', null), ('PARTNER_API', 'beta')) c(channel, partner_code)`,
    });
    const sliced = await buildRelease(home, { codeRevision: 'test', memoryLimitMb: 80, threads: 1 });
    const whole = await buildRelease(home, { codeRevision: 'test', force: true });
    expect(sliced.release.hash).toBe(whole.release.hash);
    expect(await askRelease(home, "select sum(n) from rollup_exposure_month where comparison = 'beta'")).toEqual([
      [36_000],
    ]);
  });
});
