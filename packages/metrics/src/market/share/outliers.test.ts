import { describe, expect, it } from 'vitest';
import { runMetric } from '../../frame/run-metric.ts';
import { memoryRelease } from '../../testing/memory-release.ts';
import { marketShare } from './definition.ts';

type Volume = readonly [practitioner: number, site: number, platform: string, n: number];
const march = { from: '2021-03-01', to: '2021-04-01' };

/** One month of one département by practitioner and site, and the rollups above. */
function inserts(volumes: readonly Volume[], day = '2021-03-01'): string[] {
  const values = (row: (v: Volume) => string): string => volumes.map(row).join(', ');
  const sites = [...new Set(volumes.map(([, site]) => site))];
  const people = [...new Set(volumes.map(([person]) => person))];
  return [
    `insert into rollup_booking_month values ${values(([, , p, n]) => `('${day}', '${p}', '75', 'MED', 'SM54', 'SOLO', false, false, true, 'counted', 'OWN_SYSTEM', ${n}, ${n}, 0)`)}`,
    `insert into rollup_booking_day values ${values(([, , p, n]) => `('${day}', '${p}', '75', false, false, true, 'counted', 'OWN_SYSTEM', ${n}, ${n}, 0, 1)`)}`,
    `insert into rollup_practitioner_month values ${values(([who, , p, n]) => `('${day}', ${who}, '${p}', '75', 'MED', 'SM54', false, false, ${n}, ${n})`)}`,
    `insert into rollup_site_month values ${values(([, site, p, n]) => `('${day}', ${site}, '${p}', 'SM54', false, false, ${n}, ${n})`)}`,
    `insert into dim_site values ${sites.map((site) => `(${site}, 'S${site}', '75', null, null)`).join(', ')}`,
    `insert into dim_practitioner values ${people.map((who) => `(${who}, '81000${who}')`).join(', ')}`,
  ];
}
/** 100 practitioners of 10 bookings: 60 on own, 40 on alpha, two to a site. */
const crowd: Volume[] = Array.from({ length: 100 }, (_v, i) => [
  i + 1,
  Math.floor(i / 2) + 1,
  i < 60 ? 'own' : 'alpha',
  10,
]);
const outliersOf = async (volumes: readonly Volume[], params: Record<string, unknown> = march) =>
  (await runMetric(await memoryRelease(inserts(volumes)), marketShare, params)).flags.filter(
    (f) => f.code === 'OUTLIER',
  );

describe('one unit of a row-level export that moves a share', () => {
  it('a practitioner with 250 on alpha: 650 / 1,250 − 400 / 1,000 = 12 points, by name, a warning nationally', async () => {
    const flags = await outliersOf([...crowd, [777, 999, 'alpha', 250]]);
    expect(flags).toHaveLength(1);
    expect(flags[0]).toMatchObject({
      severity: 'warn',
      facts: { reason: 'PRACTITIONER', practitioner: '81000777', platform: 'alpha', period: '2021-03-01' },
    });
    expect(flags[0]?.facts['effect']).toBeCloseTo(0.12, 12);
  });
  it('a site of 25 practitioners with 10 each moves it as much, and no practitioner of it does', async () => {
    const centre = Array.from({ length: 25 }, (_v, i): Volume => [200 + i, 999, 'alpha', 10]);
    const flags = await outliersOf([...crowd, ...centre]);
    expect(flags.map((f) => [f.facts['site'], f.facts['platform']])).toEqual([['S999', 'alpha']]);
    expect(flags[0]?.facts['effect']).toBeCloseTo(0.12, 12);
  });
  it('one who books half on two platforms moves the third, which he is not on: 600 / 1,200 − 600 / 1,000', async () => {
    const others = crowd.filter(([, , platform]) => platform === 'own');
    const beta = Array.from({ length: 40 }, (_v, i): Volume => [300 + i, 150 + i, i < 20 ? 'alpha' : 'beta', 10]);
    const flags = await outliersOf([...others, ...beta, [777, 999, 'alpha', 100], [777, 999, 'beta', 100]]);
    expect(flags.map((f) => [f.facts['practitioner'], f.facts['platform']])).toEqual([['81000777', 'own']]);
    expect(flags[0]?.facts['effect']).toBeCloseTo(-0.1, 12);
  });
  it('in a département it is a note, and an even crowd has none', async () => {
    const local = await outliersOf([...crowd, [777, 999, 'alpha', 250]], { ...march, by: 'platform,departement' });
    expect(local.map((f) => [f.severity, f.facts['departement']])).toEqual([['note', '75']]);
    expect(await outliersOf(crowd)).toEqual([]);
  });
  it('4.9 points are within the limit of 5, 5.3 are not', async () => {
    expect(await outliersOf([...crowd, [777, 999, 'alpha', 89]])).toEqual([]);
    expect(await outliersOf([...crowd, [777, 999, 'alpha', 97]])).toHaveLength(1);
  });
});
