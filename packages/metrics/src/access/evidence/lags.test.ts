import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LagBin, LagSums, RateStratum } from './kpi-sums.ts';
import { lagEvidence } from './lags.ts';
import { strataDispersion } from './lag-tools.ts';
import { besideOf, expectSound, indicatorOf } from './testing/expect-sound.ts';

const times = (values: readonly number[], censored: readonly number[] = []): LagBin[] =>
  values.map((value) => ({ value, censored: censored.includes(value), n: 1 }));
const partner = times([2, 3, 3, 5, 8, 13, 21, 34, 55, 60], [34, 60]);
const lags = (sums: Omit<LagSums, 'kind'>): LagSums => ({ kind: 'lags', ...sums });
const many = (value: number, n: number, censored = false): LagBin => ({ value, censored, n });

describe('CA-02, exposure lag', () => {
  const CA02 = indicatorOf('CA-02');
  it('2,3,3,5,8,13,21,34+,55,60+ s: median 10.5 by R’s rule, S(60) = 0.15; own 1,2,3: median 2: effect −8.5 s', () => {
    const evidence = lagEvidence(CA02, lags({ partner, own: times([1, 2, 3]), partnerFirst: 4 }));
    expect(evidence).toMatchObject({ partnerLevel: 10.5, ownLevel: 2, effect: -8.5, partnerN: 10, ownN: 3 });
    expect(besideOf(evidence, 'within 60 s')?.partner).toBeCloseTo(0.85, 12);
    expect(besideOf(evidence, 'within 300 s')?.own).toBe(1);
    expect(besideOf(evidence, 'not seen')?.partner).toBeCloseTo(0.2, 12);
    expect(besideOf(evidence, 'partner first')?.partner).toBe(4);
    expectSound(evidence);
  });
  it('1,000 slots 200 s later than 1,000 own ones: worse, and worse than 60 s', () => {
    const spread = (from: number): LagBin[] => Array.from({ length: 50 }, (_, index) => many(from + index, 20));
    const evidence = lagEvidence(CA02, lags({ partner: spread(200), own: spread(0) }));
    expect(evidence.effect).toBe(-200);
    expect(evidence.ciHigh).toBeLessThan(-150);
    expect(evidence.p).toBeLessThan(1e-12);
    expect(evidence.materialityP).toBeLessThan(1e-12);
  });
  it('ten seconds later is worse but not by more than 60 s', () => {
    const spread = (from: number): LagBin[] => Array.from({ length: 50 }, (_, index) => many(from + index, 20));
    const evidence = lagEvidence(CA02, lags({ partner: spread(10), own: spread(0) }));
    expect(evidence.p).toBeLessThan(1e-6);
    expect(evidence.materialityP).toBeGreaterThan(0.99);
    expect(evidence.ciLow).toBeGreaterThan(-60);
  });
  it('six of ten never shown: the median is not reached, the effect a bound, the lower end open, and harm still found', () => {
    const evidence = lagEvidence(
      CA02,
      lags({ partner: [many(30, 400), many(86_400, 600, true)], own: [many(5, 900), many(20, 100)] }),
    );
    expect(evidence).toMatchObject({ partnerLevel: null, effect: -(86_400 - 5), ciLow: null, ownLevel: 5 });
    expect(evidence.materialityP).toBeLessThan(1e-9);
    expect(evidence.flags).toMatchObject([{ code: 'NO_EVENT', severity: 'note', facts: { share: 0.6 } }]);
    expectSound(evidence);
  });
  it('nothing ever shown on the partner: still a result', () => {
    const evidence = lagEvidence(CA02, lags({ partner: [many(3600, 500, true)], own: [many(5, 500)] }));
    expect(evidence.p).toBeLessThan(1e-9);
    expect(evidence.effect).toBe(-3595);
    expectSound(evidence);
  });
  it('no slot, no baseline, a baseline that never happened: named', () => {
    expect(lagEvidence(CA02, lags({ partner: [], own: times([1]) })).flags).toMatchObject([
      { code: 'NO_EVENT', severity: 'refuse' },
    ]);
    expect(lagEvidence(CA02, lags({ partner, own: [] })).flags).toMatchObject([
      { code: 'NO_DATA', severity: 'refuse' },
    ]);
    expect(lagEvidence(CA02, lags({ partner, own: [many(9, 5, true)] })).flags).toMatchObject([
      { code: 'NO_EVENT', severity: 'refuse' },
    ]);
  });
  it('like for like: slow practitioners are slow on both sides; a partner that has more of them is at parity, crude it is not', () => {
    const strata = [
      { key: 'FAST', partner: [many(5, 100)], own: [many(5, 900)] },
      { key: 'SLOW', partner: [many(400, 300)], own: [many(400, 100)] },
      { key: 'ALONE', partner: [many(9, 7)], own: [] },
    ];
    const evidence = lagEvidence(CA02, lags({ partner: [], own: [], strata }));
    expect(evidence).toMatchObject({ effect: 0, crudeEffect: -395, ownLevel: 400, partnerLevel: 400 });
    expect(evidence.p).toBe(1);
    expect(evidence.flags).toMatchObject([{ code: 'STRATA_MERGED', facts: { units: 7, strata: 1 } }]);
    expectSound(evidence);
  });
  it('φ from strata: 40 strata whose shares swing by ±20 points say so, 40 alike do not', () => {
    const cell = (index: number, swing: number): RateStratum => ({
      key: { specialty: `S${index}`, departement: '75', visitKind: '*', visitMode: '*', dayType: '*', hourBand: '*' },
      partner: { successes: 80 + (index % 2 === 0 ? swing : -swing), trials: 100 },
      own: { successes: 800, trials: 1000 },
    });
    const cells = (swing: number): RateStratum[] => Array.from({ length: 40 }, (_, index) => cell(index, swing));
    expect(strataDispersion(cells(0))).toBe(1);
    expect(strataDispersion(cells(20))).toBeGreaterThan(10);
    expect(strataDispersion(cells(20).slice(0, 9))).toBe(1);
    const evidence = lagEvidence(
      CA02,
      lags({ partner: [many(1, 80), many(100, 20)], own: [many(1, 800), many(100, 200)], cells: cells(20) }),
    );
    expect(evidence.flags.map((flag) => flag.code)).toContain('CLUSTERED');
    expect(evidence.strata).toHaveLength(40);
    expectSound(evidence);
  });
});

describe('CA-09, change propagation', () => {
  const CA09 = indicatorOf('CA-09');
  const own = [many(10, 950), many(60, 50)];
  it('the worse of two directions counts, and says which', () => {
    const evidence = lagEvidence(
      CA09,
      lags({
        partner: [],
        own: [],
        strata: [
          { key: 'OWN_TO_PARTNER', partner: [many(10, 850), many(900, 150)], own },
          { key: 'PARTNER_TO_OWN', partner: [many(10, 960), many(60, 40)], own },
        ],
      }),
    );
    expect(evidence.test).toContain('shown: OWN_TO_PARTNER');
    // S(60) of own is 0 and S(10) exactly 0.05: the P95 is the middle of the flat stretch, (10 + 60)/2 = 35.
    expect(evidence).toMatchObject({ partnerLevel: 900, ownLevel: 35, effect: -865, ownN: 1000, partnerN: 2000 });
    expect(evidence.materialityP).toBeLessThan(1e-6);
    expect(besideOf(evidence, 'OWN_TO_PARTNER within 120 s')?.partner).toBeCloseTo(0.85, 12);
    expectSound(evidence);
  });
  it('both at parity: shown within 120 s', () => {
    const evidence = lagEvidence(
      CA09,
      lags({ partner: [], own: [], strata: ['A', 'B'].map((key) => ({ key, partner: own, own })) }),
    );
    expect(evidence.ciLow).toBeGreaterThan(-120);
    expect(evidence.p).toBeGreaterThan(0.4);
  });
});

describe('CA-14 and CA-15, terms', () => {
  const [CA14, CA15] = [indicatorOf('CA-14'), indicatorOf('CA-15')];
  it('onboarding 10, 20, 40 days and one waiting for 50: S = 0.75, 0.5, … median (20 + 40)/2 = 30: met', () => {
    const evidence = lagEvidence(CA14, lags({ partner: times([10, 20, 40, 50], [50]), own: [] }));
    expect(evidence).toMatchObject({ partnerLevel: 30, effect: -30, standardStatus: 'GREEN', p: null });
    expect(evidence.test).toContain('outside the family');
    expectSound(evidence);
  });
  it('three of four after day 30: AMBER; still waiting for 12 days: no status', () => {
    expect(lagEvidence(CA14, lags({ partner: times([10, 40, 45, 50]), own: [] }))).toMatchObject({
      standardStatus: 'AMBER',
    });
    const young = lagEvidence(CA14, lags({ partner: times([5, 12, 12.5], [12, 12.5]), own: [] }));
    expect(young).toMatchObject({ standardStatus: null, effect: null });
    expect(young.flags).toMatchObject([{ code: 'NO_EVENT', severity: 'refuse' }]);
    // Half were through by day 12: however long the others wait, the median is known.
    expect(lagEvidence(CA14, lags({ partner: times([5, 12], [12]), own: [] }))).toMatchObject({
      standardStatus: 'GREEN',
    });
  });
  it('portability: 18 of 20 by day 30 against 95 %: P(X ≤ 18 | 20, 0.95) = 1 − 0.7358395249 = 0.2641604751', () => {
    const evidence = lagEvidence(CA15, lags({ partner: [many(12, 18), many(400, 2, true)], own: [] }));
    expect(evidence.effect).toBeCloseTo(-0.1, 12);
    expect(evidence.p).toBeCloseTo(0.2641604751, 9);
    expect(evidence.materialityP).toBe(evidence.p);
    expect(evidence.partnerLevel).toBeCloseTo(0.9, 12);
    expectSound(evidence);
  });
  it('all 60 of 60 in time is shown, 1 of 1 is not enough, 0 of 10 is found', () => {
    expect(lagEvidence(CA15, lags({ partner: [many(3, 60)], own: [] })).ciLow).toBeGreaterThan(-0.05);
    const one = lagEvidence(CA15, lags({ partner: [many(3, 1)], own: [] }));
    expect(one.ciLow).toBeLessThan(-0.05);
    expect(one.mdd).toBeGreaterThan(0.1);
    expect(lagEvidence(CA15, lags({ partner: [many(45, 10)], own: [] })).p).toBeCloseTo(0.05 ** 10, 20);
  });
});

describe('CA-17, support', () => {
  const CA17 = indicatorOf('CA-17');
  const spread = (from: number, step: number, n: number): LagBin[] =>
    Array.from({ length: n }, (_, index) => many(from + step * index, 1));
  it('same severity with same severity: a partner with the hard tickets is not slower', () => {
    const strata = [
      { key: 'S1', partner: spread(10, 1, 10), own: spread(10, 0.1, 91) },
      { key: 'S4', partner: spread(1000, 10, 90), own: spread(1000, 90, 10) },
    ];
    const evidence = lagEvidence(CA17, lags({ partner: [], own: [], strata }));
    expect(evidence.crudeEffect).toBeLessThan(-3);
    expect(Math.abs(evidence.effect ?? 9)).toBeLessThan(0.2);
    expect(evidence.p).toBeGreaterThan(0.2);
    expect(evidence.strata.map((one) => [one.key.endpoint, one.weight])).toEqual([
      ['S1', 0.1],
      ['S4', 0.9],
    ]);
    expectSound(evidence);
  });
  it('twice as long on 60 tickets: worse, and worse than ×1.25', () => {
    const evidence = lagEvidence(CA17, lags({ partner: spread(60, 2, 60), own: spread(30, 1, 60) }));
    expect(evidence.effect).toBeLessThan(-0.6);
    expect(evidence.materialityP).toBeLessThan(0.001);
    expectSound(evidence);
  });
  it('unanswered tickets make it a log-rank; no own ticket of that severity is named', () => {
    const open = lagEvidence(
      CA17,
      lags({ partner: [...spread(30, 1, 30), many(5000, 20, true)], own: spread(30, 1, 60) }),
    );
    expect(open.test).toContain('log-rank');
    expect(open.p).toBeLessThan(0.01);
    expectSound(open);
    const alone = lagEvidence(CA17, lags({ partner: spread(5, 1, 3), own: [] }));
    expect(alone.flags).toMatchObject([{ code: 'NO_DATA', severity: 'refuse' }]);
  });
});

describe('any lags', () => {
  const bin = fc.record({
    value: fc.integer({ min: 0, max: 400 }),
    censored: fc.boolean(),
    n: fc.integer({ min: 0, max: 9 }),
  });
  const bins = fc.array(bin, { maxLength: 12 });
  it.each(['CA-02', 'CA-09', 'CA-14', 'CA-15', 'CA-17'] as const)('%s is sound', (id) => {
    fc.assert(
      fc.property(bins, bins, bins, (one, two, own) => {
        expectSound(lagEvidence(indicatorOf(id), lags({ partner: one, own })));
        const strata = [
          { key: 'A', partner: one, own },
          { key: 'B', partner: two, own },
        ];
        expectSound(lagEvidence(indicatorOf(id), lags({ partner: [], own: [], strata })));
      }),
      { numRuns: 25 },
    );
  });
});
