import { describe, expect, it } from 'vitest';
import { runEvents, runPairs } from './run-binomial.ts';
import { runLatency } from './run-latency.ts';
import { runRates, type RateCell } from './run-rates.ts';
import { chooseGroups } from './rate-streams.ts';
import { monthDispersion, sequencePlan } from './plan.ts';
import { bothCode } from './sentence.ts';

const now = { rho: 2, shownFrom: '2021-01-01' };
/** Failures of the partner and of own, each out of its units. */
const cell = (group: number, partner: [number, number], own: [number, number]): RateCell => ({
  group,
  partner: { successes: partner[1] - partner[0], trials: partner[1] },
  own: { successes: own[1] - own[0], trials: own[1] },
});

describe('the stream of S1.2: two groups, three days, the third in a new month at φ = 1.25', () => {
  const cells = new Map([
    ['2021-01-30', [cell(0, [2, 10], [10, 200]), cell(1, [1, 5], [20, 100])]],
    ['2021-01-31', [cell(0, [1, 12], [8, 210]), cell(1, [2, 4], [15, 90])]],
    ['2021-02-01', [cell(0, [3, 11], [9, 190]), cell(1, [0, 6], [19, 95])]],
  ]);
  const months = [
    { dispersion: 1, days: ['2021-01-30', '2021-01-31'] },
    { dispersion: 1.25, days: ['2021-02-01'] },
  ];
  const points = runRates({ months, cells, groups: 2, plan: now });

  it('ln E = 0.0296750500287, 0.100059953842, 0.278898405117; RD = −0.0974160539596 on the third day', () => {
    const expected = [0.0296750500287, 0.100059953842, 0.278898405117];
    points.forEach((point, i) => expect(point.lnEvidence).toBeCloseTo(expected[i] ?? NaN, 10));
    expect(points[2]?.difference).toBeCloseTo(-0.0974160539596, 11);
    expect(points.map((p) => p.dispersion)).toEqual([1, 1, 1.25]);
  });

  it('no sequence before 30 expected successes and 30 expected failures', () => {
    expect(points.map((p) => [p.csLow, p.csHigh])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
  });

  it('past burn-in, with V and W forty times as large and ρ = 80, the sequence is [−0.2825, 0.0877] drawn by its boundary', () => {
    const many = new Map([...cells].map(([day, own]) => [day, Array.from({ length: 40 }, () => own).flat()]));
    const last = runRates({ months, cells: many, groups: 2, plan: { ...now, rho: 80 } })[2];
    expect(last?.difference).toBeCloseTo(-0.0974160539596, 11);
    // b(40V)/(40W) = b(V)/W/√40: half-width 0.185106423517 (ρ = 2) over √40.
    expect((last?.csHigh ?? 0) - (last?.csLow ?? 0)).toBeCloseTo((2 * 0.185106423517) / Math.sqrt(40), 10);
  });

  it('a day without cells leaves the evidence where it was, and is a gap', () => {
    const silent = runRates({
      months: [{ dispersion: 1, days: ['2021-01-30', '2021-01-31'] }],
      cells: new Map([...cells].slice(0, 1)),
      groups: 2,
      plan: now,
    });
    expect(silent[1]).toMatchObject({ isGap: true, lnEvidence: silent[0]?.lnEvidence });
  });
});

describe('binomial streams: one day since 1 January, so E = (e + 11)/12', () => {
  const one = [{ dispersion: 1, days: ['2021-01-15'] }];
  /** One group: common and local are the same mixture. */
  const year = (lnMixture: number): number => Math.log((Math.exp(lnMixture) + 11) / 12);

  it('pairs 150 against 86: ln mixture 7.17863240999; sequence of the share not seen', () => {
    const [point] = runPairs(one, [{ day: '2021-01-15', both: 9850, ownOnly: 150, partnerOnly: 86 }]);
    expect(point?.monthLnEvidence).toBeCloseTo(7.17863240999, 9);
    expect(point?.lnEvidence).toBeCloseTo(year(7.17863240999), 9);
    expect(point?.difference).toBe(-0.015);
    expect(point?.csLow).toBeLessThan(-0.015);
    expect(point?.csHigh).toBeGreaterThan(-0.015);
  });

  it('20 of 1,000 not seen: sequence [0.00823208937556, 0.0384700099596] turned over', () => {
    const [point] = runPairs(one, [{ day: '2021-01-15', both: 980, ownOnly: 20, partnerOnly: 0 }]);
    expect(point?.csLow).toBeCloseTo(-0.0384700099596, 11);
    expect(point?.csHigh).toBeCloseTo(-0.00823208937556, 11);
  });

  it('12 in 10,000 against 100 in 200,000: ln mixture 2.10763690727, −ln of the ratio 2.4', () => {
    const [point] = runEvents(one, [
      { day: '2021-01-15', partnerEvents: 12, partnerExposure: 1e4, ownEvents: 100, ownExposure: 2e5 },
    ]);
    expect(point?.monthLnEvidence).toBeCloseTo(2.10763690727, 9);
    expect(point?.difference).toBeCloseTo(-Math.log(2.4), 12);
    expect(point?.csLow).toBeLessThan(-Math.log(2.4));
  });

  it('φ = 4 divides the exponents, and the counts of the sequence', () => {
    const day = { day: '2021-01-15', both: 9800, ownOnly: 200, partnerOnly: 100 };
    const [plain] = runPairs(one, [day]);
    const [wide] = runPairs([{ dispersion: 4, days: ['2021-01-15'] }], [day]);
    expect(wide?.monthLnEvidence).toBeLessThan(plain?.monthLnEvidence ?? 0);
    expect((wide?.csHigh ?? 0) - (wide?.csLow ?? 0)).toBeGreaterThan(
      1.8 * ((plain?.csHigh ?? 0) - (plain?.csLow ?? 0)),
    );
  });
});

describe('log latencies', () => {
  const side = (n: number, mean: number) => ({ n, sumLn: n * mean, sumLnSquared: n * (mean * mean + 0.36) });
  it('S = −30 with V = 100 and ρ = 25: one-sided ln E of −S, 3.48477638544, is the month’s', () => {
    // w = 1000·1000/2000 = 500, s² = 0.2, V = 100; difference −0.06, S = −30.
    const [point] = runLatency({
      months: [{ dispersion: 1, days: ['2021-01-15'], ownDeviation: Math.sqrt(0.2) }],
      days: [{ day: '2021-01-15', own: side(1000, 5), partner: side(1000, 5.06) }],
      plan: { rho: 25, shownFrom: '2021-01-01' },
    });
    expect(point?.monthLnEvidence).toBeCloseTo(3.48477638544, 9);
    expect(point?.difference).toBeCloseTo(-0.06, 12);
    // b(100) = 30.8238999389 at ρ = 25.
    expect(point?.csLow).toBeCloseTo(-0.06 - 30.8238999389 / 500, 11);
  });
});

describe('what is fixed before a month is read', () => {
  const days = new Map([
    ['2020-12-01', Array.from({ length: 20 }, () => 2)],
    ['2021-01-01', [2, 2]],
  ]);
  it('φ of closed months first, then of the own control, then of the month itself', () => {
    const factor = (list: readonly number[]): number => list.length;
    expect(monthDispersion('2021-01-01', days, { factor })).toEqual({ dispersion: 20, from: 'CLOSED_MONTHS' });
    expect(monthDispersion('2020-12-01', days, { factor, control: () => 1.5 })).toEqual({
      dispersion: 1.5,
      from: 'OWN_CONTROL',
    });
    expect(monthDispersion('2020-12-01', days, { factor })).toEqual({ dispersion: 20, from: 'OWN_MONTH' });
    expect(monthDispersion('2020-06-01', days, { factor })).toEqual({ dispersion: 1, from: 'NONE' });
  });

  it('ρ = 30 days of V ÷ 8.21196806207, from the quarter before; a stream that begins later shows its sequence after its first month', () => {
    const how = { varianceOf: (list: readonly number[]) => list.reduce((a, b) => a + b, 0), dispersionOf: () => 1.5 };
    expect(sequencePlan('2021', days, how)).toEqual({
      rho: expect.closeTo((30 * 2 * 1.5) / 8.21196806207, 9),
      shownFrom: '2021-01-01',
    });
    expect(sequencePlan('2020', days, how).shownFrom).toBe('2021-01-01');
    expect(sequencePlan('2022', new Map(), how).rho).toBeNull();
  });

  it('sixty pairs of specialty and region are grouped by specialty; at most fifty groups', () => {
    const names = (specialties: number, regions: number) =>
      new Set(Array.from({ length: specialties * regions }, (_, i) => `S${Math.floor(i / regions)}|R${i % regions}`));
    expect(new Set(chooseGroups(names(10, 5)).values()).size).toBe(50);
    expect(new Set(chooseGroups(names(10, 6)).values()).size).toBe(10);
    expect(new Set(chooseGroups(names(80, 1)).values()).size).toBe(50);
  });
});

describe('month and year in one sentence', () => {
  const seen = { status: 'GREEN', level: 'QUIET', csLow: -0.05, csHigh: 0.01, margin: 0.02 } as const;
  it.each([
    [{ status: 'AMBER' }, 'MONTH_ONLY'],
    [{ level: 'WATCH' }, 'YEAR_ONLY'],
    [{ status: 'INCONCLUSIVE', level: 'ALARM' }, 'YEAR_CAN'],
    [{ status: 'RED', level: 'ALARM', csLow: -0.015, csHigh: -0.004 }, 'BELOW_MARGIN'],
    [{ status: 'RED', level: 'ALARM' }, 'AGREE'],
    [{}, 'QUIET'],
    [{ status: null }, null],
    [{ status: 'INCONCLUSIVE', level: 'WATCH' }, null],
  ] as const)('%j → %s', (change, code) => expect(bothCode({ ...seen, ...change })).toBe(code));
});
