import type { Figure, FigureRow } from '@vigie/kernel';
import { describe, expect, it } from 'vitest';
import { runMetric } from '../../frame/run-metric.ts';
import { goldenBInserts, requestInsert } from '../../testing/access-rows.ts';
import { memoryRelease } from '../../testing/memory-release.ts';
import { accessParity } from './definition.ts';

const month = '2021-04';
const rowOf = (figure: Figure, kpi: string, partner = 'beta'): FigureRow => {
  const row = figure.rows.find((r) => r['kpi'] === kpi && r['partner'] === partner);
  if (!row) throw new Error(`no row ${kpi} ${partner}`);
  return row;
};

describe('golden dataset B through the release', () => {
  it('stratified −0.0295198728, CI90 [−0.0551003, −0.0039394], exact p 0.0298578080 → AMBER; crude 0.91 − 0.8890 = +0.0210 would be GREEN', async () => {
    const release = await memoryRelease(goldenBInserts(), '2021-05-01');
    const figure = await runMetric(release, accessParity, { month, partner: 'BETA', kpi: 'CA-08' });
    expect(figure.rows).toHaveLength(1);
    const row = rowOf(figure, 'CA-08');
    expect(row).toMatchObject({ status: 'AMBER', rule: 'SIGNIFICANT', monthsInRow: 1, dispersion: 1, month });
    expect(row.value).toBeCloseTo(-0.029519872814, 10);
    expect(row.ciLow).toBeCloseTo(-0.0551003, 6);
    expect(row.ciHigh).toBeCloseTo(-0.0039394, 6);
    expect(row['p']).toBeCloseTo(0.0298578080137, 11);
    expect(row['q']).toBeCloseTo(0.0298578080137, 11);
    expect(row['materialityQ']).toBeCloseTo(0.270223062535, 9);
    expect(row['crudeEffect']).toBeCloseTo(0.91 - 0.889032258065, 10);
    expect(Number(row['partnerLevel']) - Number(row['ownLevel'])).toBeCloseTo(row.value ?? 0, 12);
    expect(row['strata']).toHaveLength(4);
    expect(row['beside']).toContainEqual({ name: 'crude', own: 1378 / 1550, partner: 819 / 900, unit: 'ratio' });
  });
});

describe('the month and its past', () => {
  const months = ['2021-01-13', '2021-02-10', '2021-03-10', '2021-04-14'];
  /** 940 of 1,000 against 19,200 of 20,000 in each month given, parity in the others. */
  const months940 = (bad: readonly string[]): string =>
    requestInsert(
      months.flatMap((day) => [
        { day, confirmed: 19_200, failedPlatform: 800 },
        { day, partner: 'beta', confirmed: bad.includes(day) ? 940 : 960, failedPlatform: bad.includes(day) ? 60 : 40 },
      ]),
    );
  const run = async (bad: readonly string[], params: Record<string, unknown>): Promise<FigureRow> =>
    rowOf(
      await runMetric(await memoryRelease([months940(bad)]), accessParity, { kpi: 'CA-08', month, ...params }),
      'CA-08',
    );

  it('p = 0.0020: AMBER at a margin of 3 points, RED at half a point (p_δ = 0.0247542916731)', async () => {
    const row = await run(['2021-04-14'], { margins: 'CA-08=0.03' });
    expect(row).toMatchObject({ status: 'AMBER', margin: 0.03, monthsInRow: 1 });
    expect(row['p']).toBeCloseTo(0.00200255117964, 11);
    expect(row.ciLow).toBeCloseTo(-0.0337602654452, 10);
    const strict = await run(['2021-04-14'], { margins: 'ca-08 = 0.005' });
    expect(strict).toMatchObject({ status: 'RED', rule: 'BEYOND_MARGIN' });
    expect(strict['materialityQ']).toBeCloseTo(0.0247542916731, 10);
  });

  it('the third significant month whose interval reaches the margin is RED by persistence; four in a row are counted', async () => {
    const margins = 'CA-08=0.03';
    expect(await run(months.slice(1), { margins })).toMatchObject({
      status: 'RED',
      rule: 'THREE_MONTHS',
      monthsInRow: 3,
    });
    expect(await run(months, { margins })).toMatchObject({ status: 'RED', monthsInRow: 4 });
    expect(await run([months[1] ?? '', months[3] ?? ''], { margins })).toMatchObject({
      status: 'AMBER',
      monthsInRow: 1,
    });
  });

  it('months: 3 shows the months before too, oldest first, each by its own family; strata only in the last', async () => {
    const release = await memoryRelease([months940(months.slice(1))]);
    const figure = await runMetric(release, accessParity, { kpi: 'CA-08', month, months: '3', margins: 'CA-08=0.03' });
    expect(
      figure.rows.map((r) => [r['month'], r['status'], r['monthsInRow'], (r['strata'] as unknown[]).length]),
    ).toEqual([
      ['2021-02', 'AMBER', 1, 0],
      ['2021-03', 'AMBER', 2, 0],
      ['2021-04', 'RED', 3, 1],
    ]);
    expect(figure.passport.period).toMatchObject({ from: '2021-02-01', toExclusive: '2021-05-01' });
    expect(figure.summary).toMatchObject({ month, red: 1, redPartners: 'beta' });
  });

  it('within the margin a third month stays AMBER, and says both', async () => {
    const row = await run(months, { margins: 'CA-08=0.05' });
    expect(row).toMatchObject({ status: 'AMBER', tags: ['PERSISTENT', 'WITHIN_MARGIN'], monthsInRow: 4 });
  });

  it('955 of 1,000 at 3 points is GREEN: p = 0.237489490998', async () => {
    const release = await memoryRelease([
      requestInsert([
        { day: '2021-04-14', confirmed: 19_200, failedPlatform: 800 },
        { day: '2021-04-14', partner: 'beta', confirmed: 955, failedPlatform: 45 },
      ]),
    ]);
    const row = rowOf(await runMetric(release, accessParity, { kpi: 'CA-08', margins: 'CA-08=0.03' }), 'CA-08');
    expect(row).toMatchObject({ status: 'GREEN', monthsInRow: 0 });
    expect(row['p']).toBeCloseTo(0.237489490998, 10);
  });
});

describe('the family', () => {
  it('one row shown, every test counted: two partners with the same p, q = p of either', async () => {
    const release = await memoryRelease([
      ...goldenBInserts(),
      `insert into rollup_request_day select day_utc, day, interface, 'gamma' as partner, * exclude (day_utc, day, interface, partner) from rollup_request_day where partner = 'beta'`,
    ]);
    const one = await runMetric(release, accessParity, { month, partner: 'gamma', kpi: 'CA-08' });
    expect(one.rows).toHaveLength(1);
    expect(one.summary).toMatchObject({ familySize: 2, amber: 1, redPartners: '' });
    expect(one.rows[0]?.['q']).toBeCloseTo(0.0298578080137, 10);
    const all = await runMetric(release, accessParity, { month });
    expect(all.rows).toHaveLength(40);
    expect(rowOf(all, 'CA-02')).toMatchObject({ status: null, value: null });
    expect(rowOf(all, 'CA-02').flags[0]).toMatchObject({ code: 'NO_DATA', severity: 'refuse' });
  });
});

describe('what cannot be answered is refused with the cure', () => {
  it.each([
    [{ partner: 'delta' }, 'There are beta.'],
    [{ month: '2020-01' }, 'It holds 2021-04 to 2021-04.'],
    [{ margins: 'CA-99=1' }, 'CA-08=0.01'],
    [{ margins: 'CA-08=0' }, 'CA-08=0.01'],
  ])('%j', async (params, cure) => {
    const release = await memoryRelease(goldenBInserts());
    await expect(runMetric(release, accessParity, params)).rejects.toMatchObject({
      cure: expect.stringContaining(cure),
    });
  });

  it('a release without a row of access data', async () => {
    await expect(runMetric(await memoryRelease([]), accessParity, {})).rejects.toMatchObject({
      reason: 'NO_ACCESS_DATA',
    });
  });
});
