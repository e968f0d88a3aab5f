import { describe, expect, it } from 'vitest';
import { runMetric } from '../../frame/run-metric.ts';
import { goldenInserts } from '../../testing/golden-a.ts';
import { memoryRelease } from '../../testing/memory-release.ts';
import { marketShare } from './definition.ts';

const release = await memoryRelease(goldenInserts());
const march = { from: '2021-03-01', to: '2021-04-01' };

async function sharesOf(params: Record<string, unknown>): Promise<Record<string, number | null>> {
  const figure = await runMetric(release, marketShare, { ...march, ...params });
  return Object.fromEntries(figure.rows.map((row) => [String(row['platform']), row.value]));
}

describe('golden dataset A, March 2021', () => {
  it('MS-1 bookings: 175 + 55 + 50 = 280', async () => {
    expect(await sharesOf({})).toEqual({ own: 175 / 280, alpha: 55 / 280, beta: 50 / 280 });
  });
  it('MS-1 from the daily rollup gives the same: range 2 to 31 March', async () => {
    expect(await sharesOf({ from: '2021-03-02' })).toEqual({ own: 175 / 280, alpha: 55 / 280, beta: 50 / 280 });
  });
  it('MS-2 all appointments: 280 online + 420 by phone and desk = 700', async () => {
    expect(await sharesOf({ definition: 'M4_ALL_APPOINTMENTS' })).toEqual({
      own: 0.25,
      alpha: 55 / 700,
      beta: 50 / 700,
    });
  });
  it('MS-3 full count: 5, 3 and 3 of 8 equipped, sum 137.5 %, flagged', async () => {
    const figure = await runMetric(release, marketShare, { ...march, definition: 'M1_ONLINE_EQUIPPED' });
    expect(figure.rows.map((r) => r.value)).toEqual([3 / 8, 3 / 8, 5 / 8]);
    expect(figure.flags.map((f) => f.code)).toContain('FULL_COUNT');
    expect(figure.flags[0]?.facts['sumRatio']).toBeCloseTo(1.375, 12);
  });
  it('MS-4 seats: 5 + 3 + 3 = 11', async () => {
    expect(await sharesOf({ definition: 'M1_ONLINE_EQUIPPED', countingRule: 'MS-4' })).toEqual({
      own: 5 / 11,
      alpha: 3 / 11,
      beta: 3 / 11,
    });
  });
  it('MS-5 fractional: 3 + ½ + ½ = 4, 1 + ½ + ½ = 2, 1 + ½ + ½ = 2, of 8', async () => {
    expect(await sharesOf({ definition: 'M1_ONLINE_EQUIPPED', countingRule: 'MS-5' })).toEqual({
      own: 0.5,
      alpha: 0.25,
      beta: 0.25,
    });
  });
  it('MS-6 primary: 5 + 2 + 1 = 8', async () => {
    expect(await sharesOf({ definition: 'M1_ONLINE_EQUIPPED', countingRule: 'MS-6' })).toEqual({
      own: 0.625,
      alpha: 0.25,
      beta: 0.125,
    });
  });
  it('PEN: 5, 3 and 3 of the 10 in the register', async () => {
    expect(await sharesOf({ definition: 'M2_ALL_PRACTITIONERS' })).toEqual({ own: 0.5, alpha: 0.3, beta: 0.3 });
  });
  it('by département: 75 own 125 of 195, 48 own 50 of 85', async () => {
    const figure = await runMetric(release, marketShare, { ...march, by: 'platform,departement' });
    const own = figure.rows.filter((r) => r['platform'] === 'own').map((r) => [r['departement'], r.value]);
    expect(own).toEqual([
      ['48', 50 / 85],
      ['75', 125 / 195],
    ]);
  });
});
