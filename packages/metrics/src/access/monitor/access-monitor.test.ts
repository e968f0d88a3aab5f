import type { Figure } from '@vigie/kernel';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../frame/period.ts';
import { runMetric } from '../../frame/run-metric.ts';
import { goldenBInserts, requestInsert, type RequestRow } from '../../testing/access-rows.ts';
import { memoryRelease } from '../../testing/memory-release.ts';
import { accessMonitor } from './definition.ts';

const params = { partner: 'beta', kpi: 'CA-08', year: 2021 };
const numbers = (figure: Figure, name: string): (number | null)[] =>
  figure.rows.map((row) => row[name] as number | null);

/** `days` days from 1 January 2021; a day's rows may depend on its number. */
function daily(days: number, rowsOf: (index: number) => readonly Partial<RequestRow>[]): string {
  return requestInsert(
    Array.from({ length: days }, (_, i) => rowsOf(i).map((row) => ({ ...row, day: addDays('2021-01-01', i) }))).flat(),
  );
}
const outcome = (units: number, failures: number): Partial<RequestRow> => ({
  confirmed: units - failures,
  failedPlatform: failures,
});

describe('golden B as one day, closed by the day after it', () => {
  it('month: ln(½·e^0.869418053806 + ½·e^0.198365854341); year: four months started, (4e + 8)/12', async () => {
    const release = await memoryRelease([
      ...goldenBInserts('2021-04-14'),
      requestInsert([{ day: '2021-04-15', requests: 1 }]),
    ]);
    const figure = await runMetric(release, accessMonitor, params);
    expect(figure.rows.map((row) => row['day'])).toEqual(['2021-04-14']);
    const e = (Math.exp(0.869418053806) + Math.exp(0.198365854341)) / 2;
    expect(figure.rows[0]?.['monthLnEvidence']).toBeCloseTo(Math.log(e), 10);
    expect(figure.rows[0]?.['lnEvidence']).toBeCloseTo(Math.log((4 * e + 8) / 12), 10);
    expect(figure.rows[0]).toMatchObject({ level: 'QUIET', csLow: null, dispersion: 1 });
    expect(figure.rows[0]?.['difference']).toBeCloseTo(-0.029519872814, 11);
    expect(figure.summary).toMatchObject({ level: 'QUIET', streams: 6, watchOn: null, alarmOn: null, listSize: 0 });
  });
});

describe('ninety days', () => {
  it('7 % of 150 against 5 % of 5,000 a day: watched, then an alarm at 6/0.05 = 120 that stays, on the list of the day', async () => {
    const release = await memoryRelease([
      daily(91, (i) => [outcome(5000, 250), { partner: 'beta', ...outcome(150, i < 60 ? 10 + (i % 2) : 7) }]),
    ]);
    const figure = await runMetric(release, accessMonitor, params);
    const levels = figure.rows.map((row) => row['level']);
    expect(levels).toHaveLength(90);
    const watch = levels.indexOf('WATCH');
    const alarm = levels.indexOf('ALARM');
    expect(watch).toBeGreaterThan(3);
    expect(alarm).toBeGreaterThan(watch);
    expect(levels.slice(alarm).every((level) => level === 'ALARM')).toBe(true);
    expect(numbers(figure, 'lnEvidence')[alarm]).toBeGreaterThanOrEqual(Math.log(120));
    expect(figure.summary).toMatchObject({
      level: 'ALARM',
      watchOn: addDays('2021-01-01', watch),
      alarmOn: addDays('2021-01-01', alarm),
      month: '2021-03',
      listed: true,
      listedOfPartner: 'CA-08',
      listSize: 1,
    });
    expect(figure.summary['alarmLnEvidence']).toBeCloseTo(Math.log(120), 12);
    // The sequence waits for the first month, whose days gave ρ.
    expect(
      numbers(figure, 'csLow')
        .slice(0, 31)
        .every((low) => low === null),
    ).toBe(true);
    expect(numbers(figure, 'csHigh')[59]).toBeLessThan(0);
  });

  it('parity within a hard and an easy specialty, the partner mostly in the hard one (crude −9 points): quiet all the time', async () => {
    const release = await memoryRelease([
      daily(60, (i) => [
        { specialty: 'GP', ...outcome(4000, 80 + (i % 3)) },
        { specialty: 'DERM', ...outcome(1000, 200 + (i % 3)) },
        { specialty: 'GP', partner: 'beta', ...outcome(50, 1) },
        { specialty: 'DERM', partner: 'beta', ...outcome(100, 20) },
      ]),
    ]);
    const figure = await runMetric(release, accessMonitor, params);
    expect(new Set(figure.rows.map((row) => row['level']))).toEqual(new Set(['QUIET']));
    expect(Math.max(...numbers(figure, 'lnEvidence').map(Number))).toBeLessThan(Math.log(3));
    const last = figure.rows.at(-1);
    expect(last?.ciLow).toBeLessThan(0);
    expect(last?.ciHigh).toBeGreaterThan(0);
  });

  it('a silent week is seven marked days with the evidence of the day before', async () => {
    const silent = (i: number): boolean => i >= 20 && i < 27;
    const release = await memoryRelease([
      daily(40, (i) => (silent(i) ? [{ requests: 1 }] : [outcome(500, 25), { partner: 'beta', ...outcome(50, 4) }])),
    ]);
    const figure = await runMetric(release, accessMonitor, params);
    const evidence = numbers(figure, 'lnEvidence');
    expect(new Set(evidence.slice(19, 27)).size).toBe(1);
    expect(figure.rows.filter((row) => row.flags.length > 0)).toHaveLength(7);
    expect(figure.coverage).toMatchObject({ rowsRead: 39, rowsCounted: 32 });
  });

  it('a failed reading of slots is a gap, not a thousand hidden slots', async () => {
    const days = Array.from({ length: 50 }, (_, i) => ({ day: addDays('2021-01-01', i), failed: i === 45 }));
    const release = await memoryRelease([
      `insert into rollup_visibility_day values ${days.map(({ day, failed }) => `('${day}', 'beta', 'GP', '75', null, null, ${failed ? 100 : 990}, ${failed ? 900 : 5}, 5, 1, 0, 0)`).join(', ')}`,
      `insert into access_reporting values ${days.flatMap(({ day, failed }) => [`('probe', 'own', '${day}', 1000, 1000, 900, 0)`, `('probe', 'beta', '${day}', ${failed ? 100 : 1000}, 1000, 900, 0)`]).join(', ')}`,
    ]);
    const figure = await runMetric(release, accessMonitor, { ...params, kpi: 'ca-01' });
    expect(figure.rows).toHaveLength(50);
    expect(figure.rows[45]?.flags[0]).toMatchObject({ code: 'NO_DATA', facts: { reason: 'GAP' } });
    expect(figure.summary).toMatchObject({ level: 'QUIET' });
    expect(figure.rows[49]?.['difference']).toBeCloseTo(-5 / 995, 12);
  });

  it('an unknown partner, year or indicator is refused; a stream without data says so', async () => {
    const release = await memoryRelease(goldenBInserts());
    await expect(runMetric(release, accessMonitor, { ...params, partner: 'delta' })).rejects.toMatchObject({
      reason: 'NO_SUCH_PARTNER',
    });
    await expect(runMetric(release, accessMonitor, { ...params, year: '2019' })).rejects.toMatchObject({
      cure: 'It holds 2021.',
    });
    await expect(runMetric(release, accessMonitor, { ...params, kpi: 'CA-12' })).rejects.toMatchObject({
      reason: 'BAD_PARAMETER',
    });
    const figure = await runMetric(release, accessMonitor, { ...params, kpi: 'CA-07' });
    expect(figure.flags[0]).toMatchObject({ code: 'NO_DATA' });
  });
});
