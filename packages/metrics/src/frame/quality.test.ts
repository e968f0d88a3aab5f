import { describe, expect, it } from 'vitest';
import { memoryRelease } from '../testing/memory-release.ts';
import { createMetricContext } from './metric-context.ts';
import { findBookingFaults } from './quality.ts';

const day = (date: string, platform: string): string =>
  `('${date}', '${platform}', '75', false, false, true, 'counted', 'OWN_SYSTEM', 10, 10, 0, 5)`;
const bookings = `insert into rollup_booking_day values ${[day('2018-01-01', 'epsilon'), day('2018-06-30', 'epsilon'), day('2018-01-01', 'own'), day('2021-03-31', 'own')].join(', ')}`;
const equipped = (month: string, platform: string): string =>
  `('${month}', 'P1', 'AGENDA', '${platform}', '75', 'MED', 'SM54', 1)`;
const faults = async (inserts: string[], from: string, to: string) =>
  (await findBookingFaults(createMetricContext(await memoryRelease(inserts)), from, to)).map((f) => [
    f.flag.severity,
    f.flag.facts['reason'],
    f.from,
    f.toExclusive,
  ]);

it('an export that ends is a warning for a year, then a note', async () => {
  expect(await faults([bookings], '2018-01-01', '2021-04-01')).toEqual([
    ['warn', 'EXPORT_ENDS', '2018-07-01', '2019-07-01'],
    ['note', 'EXPORT_ENDED_LONG_AGO', '2019-07-01', '2021-04-01'],
  ]);
  expect(await faults([bookings], '2021-03-01', '2021-04-01')).toEqual([
    ['note', 'EXPORT_ENDED_LONG_AGO', '2019-07-01', '2021-04-01'],
  ]);
});

it('a platform on which a later panel finds nobody has left the market; one on which it still finds somebody is silent', async () => {
  const before = equipped('2018-06-01', 'epsilon');
  expect(
    await faults(
      [bookings, `insert into equipment values ${before}, ${equipped('2018-08-01', 'own')}`],
      '2018-01-01',
      '2018-12-01',
    ),
  ).toEqual([['note', 'PLATFORM_GONE', '2018-07-01', '2018-12-01']]);
  expect(
    await faults(
      [bookings, `insert into equipment values ${before}, ${equipped('2018-08-01', 'epsilon')}`],
      '2018-01-01',
      '2018-12-01',
    ),
  ).toEqual([['warn', 'EXPORT_ENDS', '2018-07-01', '2018-12-01']]);
});

const months = ['2020-09', '2020-10', '2020-11', '2020-12', '2021-01', '2021-02', '2021-03'];
const daily = (platform: string, from: string, to: string): string =>
  `insert into rollup_booking_day select cast(d as date), '${platform}', '75', false, false, true, 'counted', 'OWN_SYSTEM', 10, 10, 0, 5
   from generate_series(date '${from}', date '${to}', interval 1 day) s(d)`;
/** Own from January 2020; gamma from the first day of September 2020, with these practitioners a month. */
const gamma = (practitioners: readonly number[]): string[] => [
  daily('own', '2020-01-01', '2021-03-31'),
  daily('gamma', '2020-09-01', '2021-03-31'),
  `insert into series_reporting values ${practitioners.map((n, i) => `('booking:gamma', 'gamma', 'month', '${months[i]}-01', ${n}, ${10 * n}, ${10 * n})`).join(', ')}`,
];
const FULL = [400, 410, 405, 400, 420, 410, 400];
const SMALL = [40, 90, 160, 230, 300, 350, 400];

describe('a platform whose bookings begin inside the period', () => {
  it('400 practitioners in the first month and 400 to 420 after it: the export begins late', async () => {
    expect(await faults(gamma(FULL), '2020-03-01', '2021-04-01')).toEqual([
      ['warn', 'EXPORT_BEGINS', '2020-03-01', '2020-09-01'],
      ['warn', 'EXPORT_BEGINS', '2020-09-01', '2020-09-02'],
    ]);
  });
  it('40 in the first month, then 90 to 400 (median 265): it is new', async () => {
    expect(await faults(gamma(SMALL), '2020-03-01', '2021-04-01')).toEqual([
      ['note', 'PLATFORM_NEW', '2020-09-01', '2020-09-02'],
    ]);
    expect(await faults(gamma(SMALL), '2020-03-01', '2020-08-01')).toEqual([]);
  });
  it('an earlier panel decides: somebody on it, late however small; nobody, new however full', async () => {
    const panel = (platform: string): string => `insert into equipment values ${equipped('2020-06-01', platform)}`;
    const reasons = async (inserts: string[]) => (await faults(inserts, '2020-03-01', '2021-04-01')).map((f) => f[1]);
    expect(await reasons([...gamma(SMALL), panel('gamma')])).toEqual(['EXPORT_BEGINS', 'EXPORT_BEGINS']);
    expect(await reasons([...gamma(FULL), panel('own')])).toEqual(['PLATFORM_NEW']);
  });
  it('a first month that nothing follows is taken for a late export', async () => {
    expect((await faults(gamma([400]), '2020-03-01', '2021-04-01')).map((f) => f[1])).toContain('EXPORT_BEGINS');
  });
  it('when all exports begin together, the data begin: one finding, no platform; a quiet day or two is none', async () => {
    const all = [daily('own', '2020-09-01', '2021-03-31'), daily('gamma', '2020-09-03', '2021-03-31')];
    expect(await faults(all, '2020-08-01', '2021-04-01')).toEqual([['warn', 'DATA_BEGIN', '2020-08-01', '2020-09-01']]);
    expect(await faults(all, '2020-09-01', '2021-04-01')).toEqual([]);
  });
  it('bookings on a handful of days begin somewhere by chance: nothing is said', async () => {
    const sparse = `insert into rollup_booking_day values ${[day('2020-01-15', 'own'), day('2021-03-31', 'own'), day('2020-09-01', 'gamma'), day('2021-03-31', 'gamma')].join(', ')}`;
    expect(await faults([sparse], '2020-01-01', '2021-04-01')).toEqual([]);
  });
});
