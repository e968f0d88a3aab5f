import { describe, expect, it } from 'vitest';
import { runMetric } from '../frame/run-metric.ts';
import { memoryRelease } from '../testing/memory-release.ts';
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
    const days = rows.map((row) =>
      row
        .replace(/'MED', 'SM54', 'SOLO', /, '')
        .replace("-01'", "-15'")
        .replace(/\)$/, ', 1)'),
    );
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
