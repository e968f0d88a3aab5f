import { passportOfRow } from '@vigie/kernel';
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

it('each definition stands on its own: 280 bookings for M3, 700 appointments for M4, 11 panel rows of 8 people for M1; the figure covers 5 of 8 definitions', async () => {
  const release = await memoryRelease(goldenInserts());
  const figure = await runMetric(release, marketDefinitions, { from: '2021-03-01', to: '2021-04-01' });
  const passport = (id: string) => {
    const row = figure.rows.find((r) => r['definition'] === id);
    if (!row) throw new TypeError(`no row ${id}`);
    return passportOfRow(figure, row);
  };
  expect(passport('M3_ONLINE_BOOKINGS')).toMatchObject({
    definition: 'M3_ONLINE_BOOKINGS',
    formula: 'MS-1',
    coverage: { unit: 'bookings', rowsRead: 700, rowsCounted: 280, leftOut: [{ reason: 'offline', rows: 420 }] },
  });
  expect(passport('M4_ALL_APPOINTMENTS').coverage).toMatchObject({ rowsCounted: 700, leftOut: [] });
  expect(passport('M1_ONLINE_EQUIPPED')).toMatchObject({
    period: { countedBy: 'last panel month of the period' },
    coverage: { unit: 'practitioner × platform rows', rowsCounted: 11, reporting: 8, sources: ['equipment_panel'] },
  });
  expect(passport('M1_ONLINE_EQUIPPED').choices.map((c) => c.name)).toEqual(
    expect.arrayContaining(['platform', 'panelMonth', 'proof']),
  );
  expect(passport('M3_ONLINE_BOOKINGS').choices.map((c) => c.name)).not.toContain('panelMonth');
  expect(figure.coverage).toMatchObject({
    unit: 'market definitions',
    rowsRead: 8,
    rowsCounted: 5,
    leftOut: [{ reason: 'refused', rows: 3 }],
  });
});

it('a fault of bookings is on the rows of bookings and on no other', async () => {
  const release = await memoryRelease([
    ...goldenInserts(),
    ...['2020-12', '2021-01', '2021-02', '2021-03'].map(
      (m, i) =>
        `insert into series_reporting values ('booking:own', 'own', 'month', '${m}-01', ${i < 3 ? 400 : 100}, 1000, 1000)`,
    ),
  ]);
  const figure = await runMetric(release, marketDefinitions, { from: '2021-03-01', to: '2021-04-01' });
  const falls = figure.rows.filter((r) => r.flags.some((f) => f.facts['reason'] === 'REPORTING_FALL'));
  expect(falls.map((r) => r['definition'])).toEqual(['M3_ONLINE_BOOKINGS', 'M4_ALL_APPOINTMENTS']);
});
