import { describe, expect, it } from 'vitest';
import { runMetric } from '../../frame/run-metric.ts';
import { goldenInserts } from '../../testing/golden-a.ts';
import { memoryRelease } from '../../testing/memory-release.ts';
import { mergerScreen } from '../merger-screen/definition.ts';
import { marketConcentration } from './definition.ts';

const release = await memoryRelease(goldenInserts());
const march = { from: '2021-03-01', to: '2021-04-01' };

describe('concentration of golden dataset A', () => {
  it.each([
    ['bookings MS-1', {}, 4610.969388, 2.168741],
    ['seats MS-4', { definition: 'M1_ONLINE_EQUIPPED', countingRule: 'MS-4' }, 3553.719008, 2.813953],
    ['fractional MS-5, the default for practitioners', { definition: 'M1_ONLINE_EQUIPPED' }, 3750, 2.666667],
    ['primary MS-6', { definition: 'M1_ONLINE_EQUIPPED', countingRule: 'MS-6' }, 4687.5, 2.133333],
  ])('%s', async (_name, params, expected, equivalent) => {
    const figure = await runMetric(release, marketConcentration, { ...march, ...params });
    expect(figure.rows).toHaveLength(1);
    expect(figure.rows[0]?.value).toBeCloseTo(expected, 6);
    expect(figure.rows[0]?.['effectiveNumber']).toBeCloseTo(equivalent, 6);
  });
  it('by département: 75 has 4753.451677, 48 has 4325.259516', async () => {
    const { rows } = await runMetric(release, marketConcentration, { ...march, by: ['departement'] });
    expect(rows.map((r) => [r['departement'], Number(r.value?.toFixed(6))])).toEqual([
      ['48', 4325.259516],
      ['75', 4753.451677],
    ]);
  });
  it('refuses the full count: 62.5 + 37.5 + 37.5 = 137.5 % is no whole', async () => {
    const figure = await runMetric(release, marketConcentration, {
      ...march,
      definition: 'M1_ONLINE_EQUIPPED',
      countingRule: 'MS-3',
    });
    expect(figure.rows).toEqual([]);
    expect(figure.flags[0]).toMatchObject({
      code: 'REFUSED',
      severity: 'refuse',
      facts: { reason: 'SHARES_DO_NOT_SUM' },
    });
  });
});

describe('unknown fringe', () => {
  it('known 70/15/8 of 100, other 7: the index lies in [5189, 5189 + 7²]', async () => {
    const known = [
      ['own', 70],
      ['alpha', 15],
      ['beta', 8],
      ['other', 7],
      ['none', 40],
    ] as const;
    const rows = known.map(
      ([p, n]) =>
        `('2021-03-01', '${p}', '75', 'MED', 'SM54', 'SOLO', false, false, true, 'counted', 'OWN_SYSTEM', ${n}, ${n}, 0)`,
    );
    const days = known.map(
      ([p, n]) => `('2021-03-15', '${p}', '75', false, false, true, 'counted', 'OWN_SYSTEM', ${n}, ${n}, 0, 1)`,
    );
    const fringe = await memoryRelease([
      `insert into rollup_booking_month values ${rows.join(', ')}`,
      `insert into rollup_booking_day values ${days.join(', ')}`,
    ]);
    const figure = await runMetric(fringe, marketConcentration, march);
    expect(figure.rows[0]).toMatchObject({ hhiLower: 5189, hhiUpper: 5238, fringeRatio: 0.07, denominator: 100 });
    expect(figure.rows[0]?.flags.map((f) => f.code)).toContain('KNOWN_FRINGE');
  });
});

describe('merger screen', () => {
  it('alpha 55 and beta 50 of 280: Δ = 2 · 19.642857 · 17.857143 = 701.530612', async () => {
    const figure = await runMetric(release, mergerScreen, { ...march, first: 'alpha', second: 'beta' });
    expect(figure.rows[0]?.value).toBeCloseTo(701.530612, 6);
    expect(figure.rows[0]?.['postHhi']).toBeCloseTo(4610.969388 + 701.530612, 5);
    expect(figure.rows[0]?.['euRules']).toContain('POST_HHI_OVER_2000_DELTA_150');
  });
  it('says that a party is absent instead of a Δ of 0', async () => {
    const release = await memoryRelease([
      ...goldenInserts(),
      `insert into vendor_volume values ('2021-03-01', 'gamma', 'NEW_CONTRACTS', 1, null, 'ESTIMATE')`,
    ]);
    const figure = await runMetric(release, mergerScreen, { ...march, first: 'own', second: 'gamma' });
    expect(figure.rows[0]).toMatchObject({ value: null });
    expect(figure.rows[0]?.flags[0]?.facts['reason']).toBe('PARTY_ABSENT');
  });
});
