import { describe, expect, it } from 'vitest';
import { runMetric } from '../../frame/run-metric.ts';
import { memoryRelease } from '../../testing/memory-release.ts';
import { weeklyInserts } from '../../testing/real-like.ts';
import { marketAvailability } from '../availability/definition.ts';
import { marketLocal } from './definition.ts';

/** Paris and Lyon, 391.4994724 km apart; Versailles, 17 km from Paris. */
const sites = [
  [1, 'S1', '75', 48.8566, 2.3522],
  [2, 'S2', '78', 48.8049, 2.1204],
  [3, 'S3', '69', 45.764, 4.8357],
  [4, 'S4', '75', null, null],
];
const volumes = [
  [1, 'own', 60],
  [1, 'alpha', 40],
  [2, 'beta', 100],
  [3, 'own', 500],
  [4, 'own', 7],
];
const origins = [
  ['75', 70],
  ['69', 20],
  [null, 10],
];
const literal = (value: unknown): string =>
  value === null ? 'null' : typeof value === 'number' ? String(value) : `'${String(value)}'`;
const release = await memoryRelease([
  `insert into dim_site values ${sites.map((s) => `(${s.map(literal).join(', ')})`).join(', ')}`,
  `insert into rollup_site_month values ${volumes.map(([no, p, n]) => `('2021-03-01', ${no}, '${p}', 'SM54', false, false, ${n}, ${n})`).join(', ')}`,
  `insert into rollup_booking_day values ('2021-03-15', 'own', '75', false, false, true, 'counted', 'OWN_SYSTEM', 567, 567, 0, 1)`,
  `insert into rollup_booking_month values ('2021-03-01', 'own', '75', 'MED', 'SM54', 'SOLO', false, false, true, 'counted', 'OWN_SYSTEM', 567, 567, 0)`,
  `insert into fact_booking values ${origins.map(([d, n]) => `('2021-03-10', '2021-03-01', 'own', '75', ${literal(d)}, 'SM54', false, false, true, 'counted', ${n})`).join(', ')}`,
]);
const march = { from: '2021-03-01', to: '2021-04-01' };

describe('radius', () => {
  it('20 km around Paris hold Paris and Versailles: own 60 of 100 + 100', async () => {
    const figure = await runMetric(release, marketLocal, { ...march, departement: '75', platform: 'own' });
    expect(figure.rows).toHaveLength(1);
    expect(figure.rows[0]).toMatchObject({
      value: 0.3,
      numerator: 60,
      denominator: 200,
      leader: 'beta',
      leaderRatio: 0.5,
    });
    expect(figure.rows[0]?.['hhi']).toBeCloseTo(30 ** 2 + 20 ** 2 + 50 ** 2, 9);
  });
  it('5 km hold Paris only, 391.4 km not yet Lyon, 391.6 km do', async () => {
    const whole = async (radiusKm: number) =>
      (await runMetric(release, marketLocal, { ...march, departement: '75', platform: 'own', radiusKm })).rows[0]
        ?.denominator;
    expect([await whole(5), await whole(391.4), await whole(391.6)]).toEqual([100, 200, 700]);
  });
  it('takes a point for a centre, and counts the 7 bookings without coordinates as left out', async () => {
    const figure = await runMetric(release, marketLocal, { ...march, lat: '45.76', lon: '4.84', platform: 'own' });
    expect(figure.rows[0]).toMatchObject({ centre: 'point', value: 1, denominator: 500 });
    expect(figure.coverage.leftOut).toEqual([{ reason: 'no_coordinates', rows: 7 }]);
  });
  it('published counts of the neighbouring département are near too: A 300, B 150 and C 90 of the other one', async () => {
    const counts = await memoryRelease(weeklyInserts(), '2021-05-10');
    const figure = await runMetric(counts, marketLocal, {
      from: '2021-04-12',
      to: '2021-05-03',
      register: '2021-05-04',
      departement: '75',
      platform: 'maiia',
    });
    expect(figure.rows[0]).toMatchObject({ numerator: 90, denominator: 540 });
  });
  it('asks for a place', async () => {
    await expect(runMetric(release, marketLocal, march)).rejects.toThrow(/needs a place/);
    await expect(runMetric(release, marketLocal, { ...march, lat: 48 })).rejects.toThrow(/both lat and lon/);
  });
});

describe('catchment', () => {
  it('70 from home and 20 from 391 km of 90: 80 % is reached at the second; 10 do not say', async () => {
    const figure = await runMetric(release, marketLocal, { ...march, kind: 'catchment', departement: '75' });
    expect(figure.rows.map((r) => [r['departement'], r.numerator, r.denominator])).toEqual([
      ['75', 70, 90],
      ['69', 20, 90],
    ]);
    expect(figure.summary['catchmentKm']).toBeCloseTo(391.4994724, 6);
    expect(figure.flags.map((f) => f.code)).toContain('LOW_COVERAGE');
  });
});

describe('availability', () => {
  const reading = (day: string, platform: string, listed: number, free: number): string[] =>
    Array.from(
      { length: listed },
      (_v, i) =>
        `('${day} 10:00:00', '${day}', '75', '${platform}${i}', null, '${platform}', '${platform}', null, null, ${i < free}, null, null, null, null)`,
    );
  it('flags a platform that lists 8 of 40 at the next reading, and one none of whose 30 places is free', async () => {
    const rows = [
      ...reading('2021-04-10', 'keldoc', 40, 10),
      ...reading('2021-04-10', 'doctolib', 60, 20),
      ...reading('2021-04-14', 'keldoc', 8, 1),
      ...reading('2021-04-14', 'doctolib', 60, 20),
      ...reading('2021-04-14', 'other', 30, 0),
    ];
    const fresh = await memoryRelease([`insert into availability values ${rows.join(', ')}`]);
    const figure = await runMetric(fresh, marketAvailability, { from: '2021-04-10', to: '2021-04-15' });
    expect(figure.rows.find((r) => r['reading'] === '2021-04-10' && r['platform'] === 'keldoc')).toMatchObject({
      value: 0.4,
      flags: [],
    });
    expect(figure.flags.map((f) => [f.facts['reason'], f.facts['platform']])).toEqual([
      ['LISTING_FALL', 'keldoc'],
      ['NONE_AVAILABLE', 'other'],
    ]);
  });
});
