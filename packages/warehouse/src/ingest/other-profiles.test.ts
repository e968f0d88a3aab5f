import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../engine/open-database.ts';
import { runSql } from '../engine/run-sql.ts';
import { bookingsCsv } from './testing/booking-rows.ts';
import { makeIngestRoom } from './testing/ingest-room.ts';
import { ingestFile } from './ingest-file.ts';
import { dateInName, yearInName } from './file-date.ts';

let room: ReturnType<typeof makeIngestRoom>;
beforeAll(() => {
  room = makeIngestRoom();
});
afterAll(() => room.close());

describe('universe', () => {
  const csv = `practitioner_id_nat,profession,specialty,mode,active,principal_dept,site_depts,source
10001234565,MED,SM54,LIBERAL,true,75,75|92,RPPS
810123456781,DENT,,mixed,oui,2A,,RPPS
10001234565,MED,SM54,LIBERAL,true,75,,RPPS
`;
  it('is dated by its name, its identifiers get their prefix, a person comes once', async () => {
    const outcome = await room.ingest(csv, { name: 'universe_20260101.csv' });
    expect(outcome).toMatchObject({ table: 'universe_snapshot', accepted: 2, rejected: 1, dataFrom: '2026-01-01' });
    expect(await room.rows(outcome, 'practitioner_id_nat, "mode", active, principal_dept, site_depts')).toEqual([
      {
        practitioner_id_nat: '810001234565',
        mode: 'LIBERAL',
        active: true,
        principal_dept: '75',
        site_depts: ['75', '92'],
      },
      { practitioner_id_nat: '810123456781', mode: 'MIXED', active: true, principal_dept: '2A', site_depts: null },
      { practitioner_id_nat: '810001234565', mode: 'LIBERAL', active: true, principal_dept: '75', site_depts: null },
    ]);
  });
});

describe('equipment-panel', () => {
  it('months in three forms; weights of 1 where there are none, which is said', async () => {
    const outcome = await room.ingest(
      `month,practitioner_id_nat,platform_code,product,is_equipped,evidence,confidence\n2026-01,10001234565,OWN,AGENDA,true,CONTRACT,1\n02/2026,10001234565,Own,AGENDA,1,SURVEY,0.6\n2026-03-15,10001234565,own,AGENDA,0,CRM_NOTE,1.2\n`,
    );
    expect(outcome).toMatchObject({
      table: 'equipment_panel',
      accepted: 2,
      rejected: 1,
      dataFrom: '2026-01-01',
      dataTo: '2026-02-28',
    });
    expect(await room.rows(outcome, '"month", platform_code, weight')).toEqual([
      { month: '2026-01-01', platform_code: 'own', weight: 1 },
      { month: '2026-02-01', platform_code: 'own', weight: 1 },
      { month: '2026-03-01', platform_code: 'own', weight: 1 },
    ]);
    expect(outcome.warnings).toContain(
      'The file has no column “weight”: the default of the profile stands in its place.',
    );
  });
});

describe('vendor-volume', () => {
  it('amounts with spaces and a decimal comma', async () => {
    const outcome = await room.ingest(
      'month;platform_code;measure;value;data_origin\n2026-01;alpha;REVENUE_CENTS;1 234 567,50;ESTIMATE\n2026-01;alpha;PROFIT;1;ESTIMATE\n',
    );
    expect(outcome).toMatchObject({ table: 'vendor_volume', delimiter: ';', accepted: 1, rejected: 1 });
    expect((await room.rows(outcome, 'value'))[0]).toEqual({ value: 1_234_567.5 });
    expect((await room.issues(outcome))[0]?.message).toBe(
      'measure is “PROFIT”; expected one of REVENUE_CENTS, NEW_CONTRACTS, ONLINE_BOOKINGS, ALL_APPOINTMENTS.',
    );
  });
});

describe('options', () => {
  it('--platform fills an export without that column, and is part of what the ingest is', async () => {
    const csv = bookingsCsv([{}]).replace('platform_code,', '').replace('ALPHA,', '');
    await expect(room.ingest(csv, { profile: 'booking-export' })).rejects.toThrow(/nothing for platform_code/);
    const alpha = await room.ingest(csv, { profile: 'booking-export', options: { platform: 'alpha' } });
    const beta = await room.ingest(csv, { profile: 'booking-export', options: { platform: 'beta' } });
    expect(await room.rows(beta, 'platform_code')).toEqual([{ platform_code: 'beta' }]);
    expect(alpha.id).not.toBe(beta.id);
  });

  it('a register without a date in its name takes the latest day of its rows, and says so', async () => {
    const outcome = await room.ingest(
      'gid;nom;rdv_site_web;_edit_datemaj\n1;A;https://www.doctolib.fr;2021-03-01 10:00:00\n2;B;rien;2021-03-04 09:00:00.5\n',
      { name: 'centres.csv' },
    );
    expect(outcome).toMatchObject({ dataFrom: '2021-03-04', table: 'site_register' });
    expect(outcome.warnings[0]).toMatch(/the latest day in “_edit_datemaj”, 2021-03-04, was taken/);
    const given = await room.ingest('gid;nom;rdv_site_web;_edit_datemaj\n1;A;x;2021-03-01 10:00:00\n', {
      name: 'centres-2.csv',
      options: { date: '2021-03-02' },
    });
    expect([given.dataFrom, given.warnings]).toEqual(['2021-03-02', []]);
  });

  it('the day of a file’s name: one, or none when there are two', () => {
    expect(dateInName('centres_2021-05-04.csv.gz')).toBe('2021-05-04');
    expect(dateInName('centres20210504.csv')).toBe('2021-05-04');
    expect(dateInName('weeks-2021-04-12_2021-05-03.csv')).toBeNull();
    expect(dateInName('x-2021-02-30.csv')).toBeNull();
    expect(yearInName('medecins_2022.csv')).toBe(2022);
  });
});

describe('simulated data', () => {
  it('is known by the option, or by the mark in a Parquet file', async () => {
    expect((await room.ingest(bookingsCsv([{ booking_id: 'S' }]), { options: { simulated: true } })).simulated).toBe(
      true,
    );
    const path = join(room.home, 'volumes.parquet');
    const database = await openDatabase();
    await runSql(
      await database.connect(),
      `COPY (SELECT DATE '2026-01-01' AS month, 'own' AS platform_code, 'NEW_CONTRACTS' AS measure, 5 AS value, 'OWN_SYSTEM' AS data_origin) TO '${path}' (FORMAT parquet, KV_METADATA {'vigie.simulated': 'true'})`,
    );
    database.close();
    expect(await ingestFile({ home: room.home }, { path })).toMatchObject({
      simulated: true,
      format: 'parquet',
      accepted: 1,
      table: 'vendor_volume',
    });
  });
});
