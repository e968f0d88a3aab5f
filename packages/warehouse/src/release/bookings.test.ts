import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildRelease } from './build-release.ts';
import { askRelease } from './testing/ask-release.ts';
import { makeIngest } from './testing/make-ingest.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vigie-bookings-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const ask = (sql: string): Promise<unknown[][]> => askRelease(home, sql);

interface Given {
  readonly id: string;
  readonly at: string;
  readonly platform?: string;
  readonly patient?: string;
  readonly cancelled?: string;
  readonly extracted?: string;
  readonly status?: string;
  readonly test?: boolean;
}

const text = (value: string | undefined): string => (value === undefined ? 'null' : `'${value}'`);

/** Bookings at as many full hours from an instant on. */
function hourly(from: string, hours: number): Given[] {
  return Array.from({ length: hours }, (_, i) => {
    const at = new Date(Date.parse(from) + i * 3_600_000).toISOString().replace('Z', '+00');
    return { id: `${from}-${i}`, at };
  });
}

async function ingestBookings(label: string, given: readonly Given[]): Promise<void> {
  const values = given.map(
    (b) =>
      `('${b.id}', '${b.platform ?? 'own'}', '${b.at}', ${text(b.patient)}, ${text(b.cancelled)}, '${b.extracted ?? '2022-01-01 00:00:00+00'}', '${b.status ?? (b.cancelled === undefined ? 'fulfilled' : 'cancelled')}', ${b.test ?? false})`,
  );
  await makeIngest({
    home,
    table: 'booking',
    label,
    sql: `select id as booking_id, platform as platform_code, 'P1' as practitioner_id_nat, '75' as site_dept, at_ as booked_at, patient as patient_pid,
       cancelled as cancelled_at, extracted as extracted_at, status, is_test
      from (select id, platform, cast(a as timestamptz) as at_, patient, cast(c as timestamptz) as cancelled, cast(e as timestamptz) as extracted, status, is_test
       from (values ${values.join(', ')}) t(id, platform, a, patient, c, e, status, is_test))`,
  });
}

describe('the Paris calendar', () => {
  it('31 March 22:30 Z is 1 April 00:30 in Paris (summer time); 31 December 22:59 Z is still December, 23:00 Z is January', async () => {
    await ingestBookings('edges', [
      { id: 'a', at: '2021-03-31 22:30:00+00' },
      { id: 'b', at: '2021-03-31 21:59:59.999999+00' },
      { id: 'c', at: '2020-12-31 22:59:59+00' },
      { id: 'd', at: '2020-12-31 23:00:00+00' },
    ]);
    await buildRelease(home);
    expect(await ask('select booked_on, month, booked_hour from fact_booking order by 1, 3')).toEqual([
      ['2020-12-31', '2020-12-01', 23],
      ['2021-01-01', '2021-01-01', 0],
      ['2021-03-31', '2021-03-01', 23],
      ['2021-04-01', '2021-04-01', 0],
    ]);
  });

  it('28 March 2021 lasts 23 hours (no hour 2), 31 October 25 (hour 2 twice)', async () => {
    await ingestBookings('changes', [...hourly('2021-03-27T23:00:00Z', 23), ...hourly('2021-10-30T22:00:00Z', 25)]);
    await buildRelease(home);
    expect(await ask('select day, rows from rollup_booking_day order by 1')).toEqual([
      ['2021-03-28', 23],
      ['2021-10-31', 25],
    ]);
    expect(await ask('select booked_on, count(*) from fact_booking where booked_hour = 2 group by 1')).toEqual([
      ['2021-10-31', 2],
    ]);
  });

  it('a mistyped year does not lose the row: 0202-01-05 and 1905-06-01 00:00 Z are counted in their months', async () => {
    await ingestBookings('old', [
      { id: 'a', at: '0202-01-05 10:00:00+00' },
      { id: 'b', at: '1905-06-01 00:00:00+00' },
      { id: 'c', at: '1905-05-31 23:55:00+00' },
    ]);
    await buildRelease(home);
    // Paris stood 9 min 21 s before UTC until 1911: 23:55 Z is 00:04 on the next day there.
    expect(await ask('select booked_on, booked_hour from fact_booking order by 1, 2')).toEqual([
      ['0202-01-05', 10],
      ['1905-06-01', 0],
      ['1905-06-01', 0],
    ]);
  });
});

describe('one booking in several files', () => {
  it('the latest extraction wins, also when it puts the booking into another month; the others are counted as superseded', async () => {
    await ingestBookings('january', [
      { id: 'a', at: '2021-01-31 10:00:00+00', extracted: '2021-02-01 00:00:00+00', status: 'booked' },
      { id: 'b', at: '2021-01-15 10:00:00+00', extracted: '2021-02-01 00:00:00+00' },
      { id: 'a', platform: 'alpha', at: '2021-01-31 10:00:00+00', extracted: '2021-02-01 00:00:00+00' },
    ]);
    await ingestBookings('february', [
      { id: 'a', at: '2021-02-01 10:00:00+00', extracted: '2021-03-01 00:00:00+00', status: 'noshow' },
      { id: 'c', at: '2021-02-02 10:00:00+00', extracted: '2021-03-01 00:00:00+00' },
    ]);
    await ingestBookings('february-again', [
      { id: 'c', at: '2021-02-02 10:00:00+00', extracted: '2021-03-02 00:00:00+00', status: 'entered_in_error' },
      { id: 'b', at: '2021-01-15 10:00:00+00', extracted: '2021-01-20 00:00:00+00', status: 'booked' },
    ]);
    const { release } = await buildRelease(home);
    expect(await ask('select month, platform, status, class from fact_booking order by 1, 2, 3')).toEqual([
      ['2021-01-01', 'alpha', 'fulfilled', 'counted'],
      ['2021-01-01', 'own', 'fulfilled', 'counted'],
      ['2021-02-01', 'own', 'entered_in_error', 'entered_in_error'],
      ['2021-02-01', 'own', 'noshow', 'counted'],
    ]);
    expect(release.manifest.steps.find((step) => step.name === 'booking: latest state')).toMatchObject({
      rowsIn: 7,
      rowsOut: 4,
      leftOut: [{ reason: 'superseded by a later extraction', rows: 3 }],
    });
  });

  it('every row stands under the file and the line it came from', async () => {
    await ingestBookings('x', [
      { id: 'a', at: '2021-01-02 10:00:00+00' },
      { id: 'b', at: '2021-01-01 10:00:00+00' },
    ]);
    await buildRelease(home);
    expect(await ask('select booked_on, origin_row from booking order by 1')).toEqual([
      ['2021-01-01', 2],
      ['2021-01-02', 1],
    ]);
  });
});

describe('what counts', () => {
  it('a booking within 24 hours after the cancellation of another with the same practitioner counts once, across months; at 24 h 1 s it counts again', async () => {
    await ingestBookings('moves', [
      { id: 'a', patient: 'x', at: '2021-01-20 10:00:00+00', cancelled: '2021-01-31 20:00:00+00' },
      { id: 'b', patient: 'x', at: '2021-02-01 20:00:00+00' },
      { id: 'c', patient: 'y', at: '2021-01-20 10:00:00+00', cancelled: '2021-01-31 20:00:00+00' },
      { id: 'd', patient: 'y', at: '2021-02-01 20:00:01+00' },
      { id: 'e', at: '2021-02-01 10:00:00+00' },
      { id: 'f', patient: 'z', at: '2021-02-03 10:00:00+00', cancelled: '2021-02-03 10:00:00+00' },
      { id: 'g', patient: 'w', at: '2021-02-03 10:00:00+00', cancelled: '2021-02-03 11:00:00+00', test: true },
      { id: 'h', patient: 'w', at: '2021-02-03 12:00:00+00' },
    ]);
    await buildRelease(home);
    const classes = await ask('select origin_row, class from booking order by 1');
    expect(classes.map((row) => row[1])).toEqual([
      'counted',
      'rescheduled',
      'counted',
      'counted',
      'counted',
      'counted',
      'test',
      'counted',
    ]);
    // 6 of 8: not the test, not the reschedule.
    expect(await ask('select sum(rows) from rollup_practitioner_month')).toEqual([[6]]);
  });
});

describe('a month larger than what may be sorted at once', () => {
  it('80 MB hold 84,210 rows: 3 × 40,000 of three départements are sorted in two stretches, and give the bytes of one', async () => {
    await makeIngest({
      home,
      table: 'booking',
      label: 'large-month',
      sql: `select 'b' || (i * 7919) % 120000 as booking_id, 'own' as platform_code, 'P' || i % 50 as practitioner_id_nat,
         ['75', '2A', '01'][1 + i % 3] as site_dept, timestamptz '2021-05-02 08:00:00+00' + to_seconds(i * 17) as booked_at, sha256('' || i) as patient_pid
        from unnest(range(120000)) t(i)`,
    });
    const sliced = await buildRelease(home, { codeRevision: 'test', memoryLimitMb: 80, threads: 1 });
    const whole = await buildRelease(home, { codeRevision: 'test', force: true });
    expect(whole.release.hash).toBe(sliced.release.hash);
    expect(await ask('select departement::varchar, count(*) from fact_booking group by 1 order by 1')).toEqual([
      ['01', 40_000],
      ['2A', 40_000],
      ['75', 40_000],
    ]);
  });
});
