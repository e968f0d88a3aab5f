import { expect, it } from 'vitest';
import { runMetric } from '../../frame/run-metric.ts';
import { goldenInserts } from '../../testing/golden-a.ts';
import { memoryRelease } from '../../testing/memory-release.ts';
import { marketDefinitions } from './definition.ts';

it('shows golden dataset A under every definition it carries: 25 % to 62.5 %, and why the others are refused', async () => {
  const release = await memoryRelease(goldenInserts());
  const figure = await runMetric(release, marketDefinitions, { from: '2021-03-01', to: '2021-04-01' });
  expect(Object.fromEntries(figure.rows.map((r) => [r['definition'], r.value]))).toEqual({
    M1_ONLINE_EQUIPPED: 0.625,
    M2_ALL_PRACTITIONERS: 0.5,
    M3_ONLINE_BOOKINGS: 0.625,
    M4_ALL_APPOINTMENTS: 0.25,
    M5_REVENUE: null,
    M6_TELECONSULT_TECH: null,
    M7_PM_SOFTWARE: 0.625,
    M8_NEW_CONTRACTS: null,
  });
  expect(figure.summary).toMatchObject({
    platform: 'own',
    lowest: 0.25,
    highest: 0.625,
    carried: 5,
    refused: 3,
    aboveHalf: 3,
  });
  for (const row of figure.rows.filter((r) => r.value === null))
    expect(row.flags.some((f) => f.severity === 'refuse')).toBe(true);
});
