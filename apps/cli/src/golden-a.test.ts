import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { figureSchema, type Figure } from '@vigie/kernel';
import { GOLDEN_BOOKINGS, GOLDEN_EQUIPMENT, GOLDEN_PRACTITIONERS } from '@vigie/metrics/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshHome, runVigie } from './testing/run-vigie.ts';

/** Golden dataset A as the files a user would bring: an export, a panel and a register, through ingestion, release and metric. */
const home = freshHome();
const departement = (p: string): string => (Number(p.slice(1)) <= 6 ? '75' : '48');
const national = (p: string): string => `81000000000${Number(p.slice(1)) - 1}`;

const BOOKING_COLUMNS =
  'booking_id,platform_code,data_origin,weight,practitioner_id_nat,profession_code,specialty_code,account_type,site_dept,visit_mode,is_telehealth,is_vaccination,channel,booked_at,appointment_start,appointment_end,status,is_test,extracted_at';

function bookingLines(): string[] {
  let id = 0;
  const line = (p: string, platform: string, channel: string): string => {
    id += 1;
    const minute = String(id % 60).padStart(2, '0');
    return `B${id},${platform},OWN_SYSTEM,1,${national(p)},MED,SM54,SOLO,${departement(p)},AMB,false,false,${channel},2021-03-${String(1 + (id % 31)).padStart(2, '0')}T08:${minute}:00Z,2021-04-01T09:00:00Z,2021-04-01T09:20:00Z,fulfilled,false,2021-04-02T00:00:00Z`;
  };
  const online = GOLDEN_BOOKINGS.flatMap(([p, platform, n]) =>
    Array.from({ length: n }, () => line(p, platform.toUpperCase(), 'OWN_WEB')),
  );
  const phone = Array.from({ length: 420 }, () => line('P01', 'OWN', 'PHONE'));
  return [BOOKING_COLUMNS, ...online, ...phone];
}

beforeAll(async () => {
  const write = (name: string, lines: readonly string[]): string => {
    const path = join(home, name);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  };
  const bookings = write('bookings.csv', bookingLines());
  const panel = write('panel.csv', [
    'month,practitioner_id_nat,platform_code,product,is_equipped,evidence,observed_at,confidence,weight',
    ...GOLDEN_EQUIPMENT.map(
      ([p, platform]) =>
        `2021-03-01,${national(p)},${platform.toUpperCase()},AGENDA,true,CONTRACT,2021-03-31T00:00:00Z,1,1`,
    ),
  ]);
  const universe = write('universe.csv', [
    'snapshot_date,practitioner_id_nat,profession,specialty,mode,active,principal_dept,site_depts,source',
    ...GOLDEN_PRACTITIONERS.map(
      (p) => `2021-01-01,${national(p)},MED,SM54,LIBERAL,true,${departement(p)},${departement(p)},RPPS`,
    ),
  ]);
  for (const [profile, path] of [
    ['booking-export', bookings],
    ['equipment-panel', panel],
    ['universe', universe],
  ] as const) {
    const run = await runVigie(home, ['ingest', '--profile', profile, path]);
    expect(run, run.stdout + run.stderr).toMatchObject({ code: 0 });
  }
  const build = await runVigie(home, ['release', 'build']);
  expect(build, build.stderr).toMatchObject({ code: 0 });
});

async function figure(...args: string[]): Promise<Figure> {
  const run = await runVigie(home, [
    'metric',
    'run',
    ...args,
    '--from',
    '2021-03-01',
    '--to',
    '2021-04-01',
    '--format',
    'json',
  ]);
  expect(run.stderr).toBe('');
  return figureSchema.parse((JSON.parse(run.stdout) as { figure: unknown }).figure);
}
const values = async (...args: string[]): Promise<(number | null)[]> =>
  (await figure(...args)).rows.map((r) => r.value);

describe('golden dataset A from files to figures (rows in the order alpha, beta, own)', () => {
  it.each([
    ['MS-1: 55, 50, 175 of 280', ['--definition', 'M3_ONLINE_BOOKINGS'], [55 / 280, 50 / 280, 175 / 280]],
    ['MS-2: 55, 50, 175 of 280 + 420', ['--definition', 'M4_ALL_APPOINTMENTS'], [55 / 700, 50 / 700, 0.25]],
    ['MS-3: 3, 3, 5 of 8', ['--definition', 'M1_ONLINE_EQUIPPED'], [3 / 8, 3 / 8, 5 / 8]],
    [
      'MS-4: 3, 3, 5 of 11',
      ['--definition', 'M1_ONLINE_EQUIPPED', '--counting-rule', 'MS-4'],
      [3 / 11, 3 / 11, 5 / 11],
    ],
    ['MS-5: 2, 2, 4 of 8', ['--definition', 'M1_ONLINE_EQUIPPED', '--counting-rule', 'MS-5'], [0.25, 0.25, 0.5]],
    ['MS-6: 2, 1, 5 of 8', ['--definition', 'M1_ONLINE_EQUIPPED', '--counting-rule', 'MS-6'], [0.25, 0.125, 0.625]],
    ['PEN: 3, 3, 5 of 10', ['--definition', 'M2_ALL_PRACTITIONERS'], [0.3, 0.3, 0.5]],
  ])('%s', async (_name, args, expected) => {
    expect(await values('market.share', ...args)).toEqual(expected);
  });
  it('HHI of bookings 62.5² + 19.64² + 17.86² = 4610.969388', async () => {
    expect((await values('market.concentration'))[0]).toBeCloseTo(4610.969388, 6);
  });
  it('the table for people and the CSV for spreadsheets say the same', async () => {
    const args = ['metric', 'run', 'market.share', '--from', '2021-03-01', '--to', '2021-04-01'];
    const table = await runVigie(home, args);
    expect(table.stdout).toContain('62.50%');
    const csv = await runVigie(home, [...args, '--format', 'csv']);
    expect(csv.stdout.trimEnd().split('\r\n')[3]).toBe('own,0.625,175,280,,,');
  });
  it('a misspelt parameter is refused with exit code 1 and the names that exist', async () => {
    const run = await runVigie(home, ['metric', 'run', 'market.share', '--platfrom', 'own']);
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/no parameter "platfrom".*platform/s);
  });
});
