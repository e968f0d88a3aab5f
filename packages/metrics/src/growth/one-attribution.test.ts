import { describe, expect, it } from 'vitest';
import { runMetric } from '../frame/run-metric.ts';
import { marketPenetration } from '../market/penetration/definition.ts';
import { marketShare } from '../market/share/definition.ts';
import { memoryRelease } from '../testing/memory-release.ts';
import { weeklyInserts } from '../testing/real-like.ts';
import { growthChange } from './change/definition.ts';
import { growthDecomposition } from './decomposition/definition.ts';

const count = (site: string, day: string, n: number, grain = 'week', platform = 'null'): string =>
  `('${site}', '${day}', '${grain}', '75', null, null, ${n}, null, ${platform}, true, null, 1, 1)`;

describe('periods that are compared stand under one attribution', () => {
  it('the same bookings in two weeks, a register between them: growth is 0 for every platform', async () => {
    const registers = weeklyInserts()[1] ?? '';
    const release = await memoryRelease(
      [
        registers,
        `insert into booking_count values ${['2021-04-26', '2021-05-10'].flatMap((day) => [count('A', day, 90), count('B', day, 60)]).join(', ')}`,
      ],
      '2021-05-17',
    );
    const ask = {
      from: '2021-05-10',
      to: '2021-05-17',
      against: 'dates',
      baseFrom: '2021-04-26',
      baseTo: '2021-05-03',
    };
    const figure = await runMetric(release, growthChange, ask);
    expect(figure.rows.map((r) => [r['platform'], r.value])).toEqual([
      ['doctolib', 0],
      ['keldoc', 0],
      ['all', 0],
    ]);
    const parts = await runMetric(release, growthDecomposition, { ...ask, platform: 'doctolib' });
    expect(parts.rows[0]?.value).toBe(0);
  });

  it('June 300 ordinary and 600 vaccination, July 1,500 vaccination only: ordinary bookings fell by 100 %, they did not grow by 400 %', async () => {
    const row = (month: string, vaccination: boolean, n: number): string[] => [
      `('${month}-15', 'own', '75', ${vaccination}, false, true, 'counted', 'OWN_SYSTEM', ${n}, ${n}, 0, 1)`,
      `('${month}-01', 'own', '75', 'MED', 'SM54', 'SOLO', ${vaccination}, false, true, 'counted', 'OWN_SYSTEM', ${n}, ${n}, 0)`,
    ];
    const rows = [row('2021-06', false, 300), row('2021-06', true, 600), row('2021-07', true, 1500)];
    const release = await memoryRelease(
      [
        `insert into rollup_booking_day values ${rows.map((r) => r[0]).join(', ')}`,
        `insert into rollup_booking_month values ${rows.map((r) => r[1]).join(', ')}`,
      ],
      '2021-08-01',
    );
    const figure = await runMetric(release, growthChange, {
      from: '2021-07-01',
      to: '2021-08-01',
      against: 'previous',
    });
    expect(figure.rows.find((r) => r['platform'] === 'own')).toMatchObject({
      value: -1,
      numerator: 0,
      denominator: 300,
    });
    expect(figure.passport.choices).toContainEqual(expect.objectContaining({ name: 'vaccination', value: 'apart' }));
  });

  it('a period without any booking is refused, not a fall of 100 %', async () => {
    const release = await memoryRelease(weeklyInserts(), '2021-05-10');
    const figure = await runMetric(release, growthChange, {
      from: '2021-06-07',
      to: '2021-06-14',
      against: 'dates',
      baseFrom: '2021-04-12',
      baseTo: '2021-04-19',
    });
    expect(figure.rows).toEqual([]);
    expect(figure.flags[0]).toMatchObject({ code: 'REFUSED', severity: 'refuse' });
  });
});

describe('what a release cannot carry', () => {
  it('a register day that it does not hold is refused with those it holds', async () => {
    const release = await memoryRelease(weeklyInserts(), '2021-05-10');
    await expect(
      runMetric(release, marketShare, { from: '2021-04-12', to: '2021-04-19', register: '2021-05-05' }),
    ).rejects.toThrow(/no register of 2021-05-05/);
  });
  it('the same bookings by week and by month are not added', async () => {
    const release = await memoryRelease([
      `insert into booking_count values ${count('A', '2021-03-01', 100, 'week', "'own'")}, ${count('A', '2021-03-01', 400, 'month', "'own'")}`,
    ]);
    const figure = await runMetric(release, marketShare, { from: '2021-03-01', to: '2021-04-01' });
    expect(figure.rows).toEqual([]);
    expect(figure.flags[0]?.facts['reason']).toBe('SEVERAL_GRAINS');
  });
  it('a day of weekly counts is refused as a grain, and warned as a range', async () => {
    const release = await memoryRelease(weeklyInserts(), '2021-05-10');
    const ask = (params: Record<string, unknown>) =>
      runMetric(release, marketShare, { register: '2021-05-04', ...params });
    expect((await ask({ from: '2021-04-12', to: '2021-04-19', grain: 'day' })).flags[0]?.facts['reason']).toBe(
      'COUNTS_TOO_COARSE',
    );
    expect((await ask({ from: '2021-04-12', to: '2021-04-13' })).flags.map((f) => f.facts['reason'])).toContain(
      'RANGE_CUTS_COUNT',
    );
  });
  it('a panel of 10 in 100, each for 10, 5 equipped: 50 of 100, and said to be a sample', async () => {
    const people = Array.from(
      { length: 100 },
      (_v, i) => `('2021-01-01', 'P${i}', 'MED', 'SM54', 'LIBERAL', true, '75', null)`,
    );
    const panel = Array.from(
      { length: 5 },
      (_v, i) => `('2021-03-01', 'P${i}', 'AGENDA', 'own', '75', 'MED', 'SM54', 10)`,
    );
    const release = await memoryRelease([
      `insert into universe_snapshot values ${people.join(', ')}`,
      `insert into equipment values ${panel.join(', ')}`,
      `insert into rollup_equipped_month values ('2021-03-01', 'AGENDA', '75', 'MED', 'SM54', 50, 100, 10)`,
    ]);
    const figure = await runMetric(release, marketPenetration, { from: '2021-03-01', to: '2021-04-01' });
    expect(figure.rows[0]).toMatchObject({ value: 0.5, numerator: 50, denominator: 100 });
    expect(figure.flags.map((f) => f.code)).toContain('ESTIMATED');
  });
});
