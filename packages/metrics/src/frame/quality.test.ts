import { expect, it } from 'vitest';
import { memoryRelease } from '../testing/memory-release.ts';
import { createMetricContext } from './metric-context.ts';
import { findBookingFaults } from './quality.ts';

const day = (date: string, platform: string): string =>
  `('${date}', '${platform}', '75', false, false, true, 'counted', 'OWN_SYSTEM', 10, 10, 0, 5)`;
const bookings = `insert into rollup_booking_day values ${day('2018-06-30', 'epsilon')}, ${day('2021-03-31', 'own')}`;
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
