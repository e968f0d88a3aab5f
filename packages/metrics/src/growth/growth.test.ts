import { describe, expect, it } from 'vitest';
import { runMetric } from '../frame/run-metric.ts';
import { memoryRelease } from '../testing/memory-release.ts';
import { marketDefinitions } from '../market/definitions/definition.ts';
import { weeklyInserts } from '../testing/real-like.ts';
import { resolveBase } from './base-period.ts';
import { growthChange } from './change/definition.ts';
import { growthDecomposition } from './decomposition/definition.ts';

const weekly = await memoryRelease(weeklyInserts(), '2021-05-10');

describe('growth of published counts', () => {
  it('on the half-reported week: raw 100/200 − 1 = −50 %, flagged; on the two sites of both weeks 100/150 − 1', async () => {
    const figure = await runMetric(weekly, growthChange, {
      from: '2021-05-03',
      to: '2021-05-10',
      against: 'previous',
      register: '2021-05-04',
    });
    const all = figure.rows.find((r) => r['platform'] === 'all');
    expect(all).toMatchObject({
      value: -0.5,
      numerator: 100,
      denominator: 200,
      balancedCurrent: 100,
      balancedBase: 150,
      panelUnits: 2,
      currentUnits: 2,
      baseUnits: 4,
    });
    expect(all?.['balancedRatio']).toBeCloseTo(-1 / 3, 12);
    expect(all?.flags.map((f) => f.code)).toEqual(expect.arrayContaining(['COVERAGE_CHANGED', 'INCOMPLETE_PERIOD']));
  });
  it('says that there is no base, never 0 or 100 %', async () => {
    const figure = await runMetric(weekly, growthChange, {
      from: '2021-04-12',
      to: '2021-04-19',
      register: '2021-05-04',
    });
    const row = figure.rows.find((r) => r['platform'] === 'doctolib');
    expect(row?.value).toBeNull();
    expect(row?.flags.map((f) => f.code)).toContain('NO_BASE');
  });
});

describe('growth over an export that begins or ends between the periods', () => {
  type Month = readonly [month: string, platform: string, practitioner: number, n: number];
  /** Rows by practitioner with the rollups above them, and practitioners per month as a release has them. */
  function inserts(cells: readonly Month[], reporting: readonly (readonly [string, string, number])[]): string[] {
    const values = (row: (m: Month) => string): string => cells.map(row).join(', ');
    return [
      // Bookings on every day of the month, all of them on the first.
      `insert into rollup_booking_day select cast(m || '-01' as date) + cast(d as integer), p, '75', false, false, true, 'counted', 'OWN_SYSTEM',
         case when d = 0 then n else 0 end, case when d = 0 then n else 0 end, 0, 1
       from (values ${values(([m, p, , n]) => `('${m}', '${p}', ${n})`)}) cells(m, p, n), range(28) days(d)`,
      `insert into rollup_booking_month values ${values(([m, p, , n]) => `('${m}-01', '${p}', '75', 'MED', 'SM54', 'SOLO', false, false, true, 'counted', 'OWN_SYSTEM', ${n}, ${n}, 0)`)}`,
      `insert into rollup_practitioner_month values ${values(([m, p, who, n]) => `('${m}-01', ${who}, '${p}', '75', 'MED', 'SM54', false, false, ${n}, ${n})`)}`,
      ...(reporting.length === 0
        ? []
        : [
            `insert into series_reporting values ${reporting.map(([m, p, n]) => `('booking:${p}', '${p}', 'month', '${m}-01', ${n}, ${n}, ${n})`).join(', ')}`,
          ]),
    ];
  }
  const own: Month[] = ['2020-03', '2020-06', '2020-09', '2021-03'].map((m) => [m, 'own', 1, m < '2021' ? 100 : 120]);
  const gamma: Month[] = ['2020-06', '2020-09', '2021-03'].map((m) => [m, 'gamma', 2, 300]);
  const shared: Month[] = [
    ['2021-03', 'gamma', 1, 50],
    ['2020-06', 'gamma', 1, 50],
  ];
  const year = { from: '2021-03-01', to: '2021-04-01' };
  const full = ['2020-06', '2020-07', '2020-08', '2020-09'].map((m) => [m, 'gamma', 200] as const);
  const small = full.map(([m, p], i) => [m, p, 20 + 80 * i] as const);
  const release = memoryRelease(inserts([...own, ...gamma, ...shared], full));

  it('gamma’s export begins in June 2020: market 470 / 100 − 1 = +370 % is withheld; on the panel without gamma 120 / 100 − 1 = +20 %', async () => {
    const { rows } = await runMetric(await release, growthChange, year);
    const of = (platform: string) => rows.find((r) => r['platform'] === platform);
    expect(of('all')).toMatchObject({ value: null, numerator: 470, denominator: 100 });
    expect(of('all')?.['balancedRatio']).toBeCloseTo(0.2, 12);
    expect(of('all')?.flags).toContainEqual(
      expect.objectContaining({
        code: 'COVERAGE_CHANGED',
        severity: 'refuse',
        facts: expect.objectContaining({ reason: 'EXPORT_BEGINS', platform: 'gamma', firstDay: '2020-06-01' }),
      }),
    );
    expect(of('own')?.value).toBeCloseTo(0.2, 12);
    expect(of('gamma')).toMatchObject({ value: null, balancedRatio: null });
    expect(of('gamma')?.flags.map((f) => f.code)).toEqual(expect.arrayContaining(['NO_BASE', 'COVERAGE_CHANGED']));
  });
  it('the share changes with it: the change over 12 months and its parts are withheld, with the reason', async () => {
    const { rows } = await runMetric(await release, marketDefinitions, { ...year, platform: 'own' });
    const m3 = rows.find((r) => r['definition'] === 'M3_ONLINE_BOOKINGS');
    expect(m3).toMatchObject({ value: 120 / 470, changeRatio: null });
    expect(m3?.flags.filter((f) => f.severity === 'refuse').map((f) => f.facts['platform'])).toEqual(['gamma']);
    const parts = await runMetric(await release, growthDecomposition, { ...year, platform: 'own' });
    expect(parts.rows).toEqual([]);
    expect(parts.flags[0]).toMatchObject({ code: 'BREAK_IN_SERIES', severity: 'refuse' });
  });
  it('where gamma grew from 20 practitioners to 260 it is a new platform: the market’s +370 % stands', async () => {
    const fresh = await memoryRelease(inserts([...own, ...gamma, ...shared], small));
    const { rows, flags } = await runMetric(fresh, growthChange, year);
    expect(rows.find((r) => r['platform'] === 'all')?.value).toBeCloseTo(3.7, 12);
    expect(flags.map((f) => f.code)).not.toContain('BREAK_IN_SERIES');
  });
  it('both periods after the start are compared: September on June 2020, 400 / 450 − 1', async () => {
    const { rows } = await runMetric(await release, growthChange, {
      from: '2020-09-01',
      to: '2020-10-01',
      against: 'dates',
      baseFrom: '2020-06-01',
      baseTo: '2020-07-01',
    });
    expect(rows.find((r) => r['platform'] === 'all')?.value).toBeCloseTo(400 / 450 - 1, 12);
  });
  it('an export that ended in September 2020 lacks in March 2021: gamma is withheld, not −100 %', async () => {
    const ended = await memoryRelease(
      inserts([...own, ['2020-03', 'gamma', 2, 300], ['2020-09', 'gamma', 2, 300]], full),
    );
    const { rows } = await runMetric(ended, growthChange, year);
    expect(rows.find((r) => r['platform'] === 'gamma')).toMatchObject({ value: null, numerator: 0, denominator: 300 });
    expect(rows.find((r) => r['platform'] === 'own')?.value).toBeCloseTo(0.2, 12);
  });
  it('a panel whose weight changed between the periods is in no total', async () => {
    const months = ['2020-03', '2020-04', '2020-05', '2020-06'];
    const moved = await memoryRelease([
      ...inserts([...own, ['2020-03', 'beta', 2, 40], ['2021-03', 'beta', 2, 80]], []),
      `insert into series_reporting values ${months.map((m, i) => `('booking:beta', 'beta', 'month', '${m}-01', 50, 50, ${i < 3 ? 200 : 400})`).join(', ')}`,
    ]);
    const { rows } = await runMetric(moved, growthChange, year);
    expect(rows.find((r) => r['platform'] === 'beta')).toMatchObject({ value: null, balancedRatio: null });
    expect(rows.find((r) => r['platform'] === 'own')?.value).toBeCloseTo(0.2, 12);
    expect(rows.find((r) => r['platform'] === 'all')?.['balancedRatio']).toBeCloseTo(0.2, 12);
  });
  it('data that begin inside the base period compare nothing: of March and April 2020 only April is there', async () => {
    const half = await memoryRelease(
      inserts(
        [
          ['2020-04', 'own', 1, 100],
          ['2021-03', 'own', 1, 120],
        ],
        [],
      ),
    );
    const { rows } = await runMetric(half, growthChange, {
      from: '2021-03-01',
      to: '2021-04-01',
      against: 'dates',
      baseFrom: '2020-03-01',
      baseTo: '2020-05-01',
    });
    expect(rows.find((r) => r['platform'] === 'all')).toMatchObject({ value: null, balancedRatio: null });
  });
});

describe('base periods', () => {
  it.each([
    [
      'a month a year before',
      { from: '2021-03-01', to: '2021-04-01' },
      { against: 'year-before' as const },
      { from: '2020-03-01', to: '2020-04-01' },
    ],
    [
      'four weeks a year before keep their weekdays (364 days)',
      { from: '2021-04-12', to: '2021-05-10' },
      { against: 'year-before' as const },
      { from: '2020-04-13', to: '2020-05-11' },
    ],
    [
      'the quarter before',
      { from: '2021-04-01', to: '2021-07-01' },
      { against: 'previous' as const },
      { from: '2021-01-01', to: '2021-04-01' },
    ],
    [
      'February of a leap year before March',
      { from: '2020-03-01', to: '2020-04-01' },
      { against: 'previous' as const },
      { from: '2020-02-01', to: '2020-03-01' },
    ],
  ])('%s', (_name, period, asked, expected) => {
    expect(resolveBase(period, asked)).toEqual(expected);
  });
});

describe('a change of share taken apart', () => {
  const month = (day: string, cells: readonly (readonly [string, string, number])[]): string[] =>
    cells.map(
      ([platform, departement, n]) =>
        `('${day}', '${platform}', '${departement}', 'MED', 'SM54', 'SOLO', false, false, true, 'counted', 'OWN_SYSTEM', ${n}, ${n}, 0)`,
    );
  const daysOf = (rows: readonly string[]): string[] =>
    rows.map((row) =>
      row
        .replace(/'MED', 'SM54', 'SOLO', /, '')
        .replace("-01'", "-15'")
        .replace(/\)$/, ', 1)'),
    );
  it.each([
    ['2A appears with 100 of 400', 'appeared', 'SEGMENT_APPEARED', ['2020', '2021'], 0.1],
    ['2A vanishes with 100 of 400', 'vanished', 'SEGMENT_VANISHED', ['2021', '2020'], -0.1],
  ] as const)('%s: its effect is mix, 0.4 × 0.25, and its row says so', async (_t, presence, reason, years, mix) => {
    const [without, withIt] = years;
    const rows = [
      ...month(`${without}-03-01`, [
        ['own', '75', 300],
        ['alpha', '75', 300],
      ]),
      ...month(`${withIt}-03-01`, [
        ['own', '75', 300],
        ['alpha', '75', 300],
        ['own', '2A', 100],
        ['alpha', '2A', 300],
      ]),
    ];
    const release = await memoryRelease([
      `insert into rollup_booking_month values ${rows.join(', ')}`,
      `insert into rollup_booking_day values ${daysOf(rows).join(', ')}`,
    ]);
    const figure = await runMetric(release, growthDecomposition, {
      from: '2021-03-01',
      to: '2021-04-01',
      platform: 'own',
    });
    const segment = figure.rows.find((r) => r['segment'] === '2A');
    expect(segment).toMatchObject({ presence, within: 0, interaction: 0 });
    expect(segment?.['mix']).toBeCloseTo(mix, 12);
    expect(segment?.flags.map((f) => [f.code, f.facts['reason']])).toEqual([['EMPTY_DENOMINATOR', reason]]);
    expect(figure.rows.find((r) => r['segment'] === '75')).toMatchObject({ presence: 'both', flags: [] });
    expect(figure.rows[0]?.value).toBeCloseTo(-mix, 12);
  });
  it('75: market 600 → 800, own 420 → 600; 48: 400 → 700, own 180 → 375; share 0.60 → 0.65 = 0.0643 − 0.0167 + 0.0024', async () => {
    const rows = [
      ...month('2020-03-01', [
        ['own', '75', 420],
        ['alpha', '75', 180],
        ['own', '48', 180],
        ['alpha', '48', 220],
      ]),
      ...month('2021-03-01', [
        ['own', '75', 600],
        ['alpha', '75', 200],
        ['own', '48', 375],
        ['alpha', '48', 325],
      ]),
    ];
    const days = daysOf(rows);
    const release = await memoryRelease([
      `insert into rollup_booking_month values ${rows.join(', ')}`,
      `insert into rollup_booking_day values ${days.join(', ')}`,
    ]);
    const figure = await runMetric(release, growthDecomposition, {
      from: '2021-03-01',
      to: '2021-04-01',
      platform: 'own',
    });
    const all = figure.rows[0];
    expect(all?.['segment']).toBe('all');
    expect(all?.value).toBeCloseTo(0.05, 12);
    expect(all?.['within']).toBeCloseTo(0.0642857143, 10);
    expect(all?.['mix']).toBeCloseTo(-0.0166666667, 10);
    expect(all?.['interaction']).toBeCloseTo(0.0023809524, 10);
    const parts = figure.rows.slice(1).reduce((sum, row) => sum + (row.value ?? 0), 0);
    expect(parts).toBeCloseTo(0.05, 12);
  });
});

describe('organic against acquired', () => {
  it('4 customers, 3 bought, 6 at the end of whom 2 bought: total +50 %, organic 0 %, pro forma −14.3 %, retention 2/3', async () => {
    const at = (day: string, pairs: readonly (readonly [string, string])[]): string[] =>
      pairs.map(([p, platform]) => `('${day}', '${p}', 'AGENDA', '${platform}', '75', 'MED', 'SM54', 1)`);
    const start = ['P1', 'P2', 'P3', 'P4'].map((p) => [p, 'own'] as const);
    const bought = ['Q1', 'Q2', 'Q3'].map((p) => [p, 'epsilon'] as const);
    const end = ['P1', 'P2', 'P3', 'N1', 'Q1', 'Q2'].map((p) => [p, 'own'] as const);
    const release = await memoryRelease(
      [
        `insert into equipment values ${[...at('2018-06-01', [...start, ...bought]), ...at('2019-06-01', end)].join(', ')}`,
      ],
      '2019-07-01',
    );
    const figure = await runMetric(release, growthDecomposition, {
      kind: 'origin',
      platform: 'own',
      acquired: 'epsilon',
      from: '2019-06-01',
      to: '2019-07-01',
    });
    const value = (component: string): number =>
      figure.rows.find((r) => r['component'] === component)?.value ?? Number.NaN;
    expect(value('total')).toBeCloseTo(0.5, 12);
    expect(value('organic')).toBeCloseTo(0, 12);
    expect(value('pro forma')).toBeCloseTo(6 / 7 - 1, 12);
    expect(value('acquired retention')).toBeCloseTo(2 / 3, 12);
  });
});
