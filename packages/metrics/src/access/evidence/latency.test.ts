import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LagBin, LatencySums, LogMoments } from './kpi-sums.ts';
import { latencyDispersion, latencyEvidence } from './latency.ts';
import { besideOf, expectSound, indicatorOf } from './testing/expect-sound.ts';

const CA05 = indicatorOf('CA-05');
const ownMs = [
  120, 95, 130, 180, 110, 105, 160, 140, 100, 125, 90, 115, 135, 150, 170, 98, 108, 112, 122, 145, 155, 102, 118, 128,
  138, 148, 158, 92, 99, 132, 141, 151,
];
const partnerMs = [150, 210, 165, 190, 240, 175, 160, 205, 185, 170, 155, 220];
const own = [80, 85, 90, 95, 100, 105, 110, 120, 150, 400];
const partner = [100, 110, 115, 120, 130, 140, 150, 180, 300, 900];

function moments(values: readonly number[]): LogMoments {
  const logs = values.map((value) => Math.log(value + 0.4));
  return {
    n: logs.length,
    sumLn: logs.reduce((acc, value) => acc + value, 0),
    sumLnSquared: logs.reduce((acc, value) => acc + value * value, 0),
  };
}
const bins = (values: readonly number[]): LagBin[] => values.map((value) => ({ value, censored: false, n: 1 }));
function sums(of: readonly number[], against: readonly number[], days: LatencySums['days'] = []): LatencySums {
  return {
    kind: 'latency',
    strata: [{ key: 'SLOT_SEARCH|WEEKDAY|MORNING', partner: moments(of), own: moments(against) }],
    partnerHistogram: bins(of),
    ownHistogram: bins(against),
    days,
  };
}

describe('CA-05', () => {
  it('moments alone: ln 4.831792246321 − 5.214493071299 = −0.382700824978, modified t p = 7.36404832062e-7', () => {
    const evidence = latencyEvidence(CA05, { ...sums(partnerMs, ownMs), partnerHistogram: [], ownHistogram: [] });
    expect(evidence.effect).toBeCloseTo(4.831792246321 - 5.214493071299, 9);
    expect(evidence.p).toBeCloseTo(7.36404832062e-7, 15);
    expect(evidence.margin).toBe(CA05.margin);
    expect(evidence.ownLevel).toBeCloseTo(Math.exp(4.831792246321) - 0.4, 6);
    expectSound(evidence);
  });
  it('80…400 against 100…900: P50 135 over 102.5 = 1.31707317073, Mann–Whitney U/(nm) 0.78', () => {
    const evidence = latencyEvidence(CA05, sums(partner, own));
    expect(besideOf(evidence, 'P50')).toMatchObject({ own: 102.5, partner: 135 });
    expect(besideOf(evidence, 'P50 ratio')?.partner).toBeCloseTo(1.31707317073, 10);
    expect(besideOf(evidence, 'partner call slower')?.partner).toBeCloseTo(0.78, 12);
    // Ten calls: ranks permuted, times two components.
    expect(evidence.p).toBeGreaterThan(0.02);
    expect(evidence.p).toBeLessThan(0.05);
    expect(evidence.flags.map((flag) => flag.code)).toContain('SMALL_SAMPLE');
    expectSound(evidence);
  });
  it('a mean at parity with a heavy tail is caught by the P95 with its own margin ×1.25', () => {
    const base = Array.from({ length: 2000 }, (_, index) => 90 + (index % 40));
    const heavy = Array.from({ length: 400 }, (_, index) => (index % 10 === 0 ? 900 : 74 + (index % 40)));
    const evidence = latencyEvidence(CA05, sums(heavy, base));
    expect(Math.abs(Math.log(besideOf(evidence, 'mean ratio')?.partner ?? 9))).toBeLessThan(0.1);
    expect(evidence.margin).toBeCloseTo(Math.log(1.25), 12);
    expect(evidence.test).toContain('shown: P95');
    // Beyond the pooled P95 lie 40 of 400 and 100 of 2,000 (own × 1.25): 10 % against 5 %.
    expect(evidence.materialityP).toBeLessThan(0.001);
    expectSound(evidence);
  });
  it('a partner that only books is held against bookings: 300 against 300 ms is parity though searches take 50', () => {
    const spread = (centre: number, n: number): number[] =>
      Array.from({ length: n }, (_, index) => centre + (index % 21) - 10);
    const strata = [
      { key: 'BOOK|*|*', partner: moments(spread(300, 210)), own: moments(spread(300, 420)) },
      { key: 'SLOT_SEARCH|*|*', partner: moments(spread(50, 21)), own: moments(spread(50, 4200)) },
    ];
    const histograms = [
      { key: 'BOOK', partner: bins(spread(300, 210)), own: bins(spread(300, 420)) },
      { key: 'SLOT_SEARCH', partner: bins(spread(50, 21)), own: bins(spread(50, 4200)) },
    ];
    const evidence = latencyEvidence(CA05, {
      kind: 'latency',
      strata,
      histograms,
      partnerHistogram: [],
      ownHistogram: [],
      days: [],
    });
    expect(evidence.effect).toBeCloseTo(0, 9);
    expect(evidence.crudeEffect).toBeLessThan(-1);
    expect(evidence.p).toBeGreaterThan(0.3);
    expect(evidence.ciLow).toBeGreaterThan(-evidence.margin);
    expect(besideOf(evidence, 'P95')?.own).toBe(besideOf(evidence, 'P95')?.partner);
    expectSound(evidence);
  });
  it('days that scatter four times as much divide the evidence by √φ', () => {
    const day = (index: number, shift: number) => ({
      day: `2021-04-${String(index + 1).padStart(2, '0')}`,
      partner: moments(partner.map((ms) => ms * Math.exp(shift))),
      own: moments(own),
    });
    const days = Array.from({ length: 20 }, (_, index) => day(index, index % 2 === 0 ? 0.5 : -0.5));
    const dispersion = latencyDispersion(days);
    expect(dispersion).toBeGreaterThan(2);
    const plain = latencyEvidence(CA05, { ...sums(partnerMs, ownMs), partnerHistogram: [], ownHistogram: [] });
    const clustered = latencyEvidence(CA05, {
      ...sums(partnerMs, ownMs, days),
      partnerHistogram: [],
      ownHistogram: [],
    });
    expect(clustered.effect).toBe(plain.effect);
    expect((clustered.ciHigh ?? 0) - (clustered.ciLow ?? 0)).toBeCloseTo(
      Math.sqrt(dispersion) * ((plain.ciHigh ?? 0) - (plain.ciLow ?? 0)),
      9,
    );
    expect(clustered.p).toBeGreaterThan(plain.p ?? 1);
    expect(clustered.flags.map((flag) => flag.code)).toContain('CLUSTERED');
  });
  it('two endpoints whose gaps differ, −ln 2 and 0: Cochran’s Q says so; alike, it does not', () => {
    const spread = (centre: number, n: number): number[] =>
      Array.from({ length: n }, (_, index) => centre + (index % 21) - 10);
    const two = (slow: number) => ({
      ...sums([], []),
      strata: [
        { key: 'BOOK|*|*', partner: moments(spread(slow, 210)), own: moments(spread(300, 420)) },
        { key: 'SLOT_SEARCH|*|*', partner: moments(spread(100, 210)), own: moments(spread(100, 420)) },
      ],
    });
    const uneven = latencyEvidence(CA05, two(600));
    expect(uneven.homogeneityP).toBeLessThan(1e-9);
    expect(uneven.flags.map((flag) => flag.code)).toContain('HETEROGENEOUS');
    const book = uneven.strata.find((one) => one.key.endpoint === 'BOOK');
    expect(book?.effect).toBeCloseTo(-Math.log(2), 2);
    expect(book?.ciLow ?? 0).toBeLessThan(book?.effect ?? 0);
    expect(latencyEvidence(CA05, two(300)).homogeneityP).toBeGreaterThan(0.9);
  });
  it('no call of the partner, of own, and no spread are named', () => {
    const nothing = latencyEvidence(CA05, sums([], ownMs));
    expect(nothing).toMatchObject({ effect: null, p: null, partnerN: 0 });
    expect(nothing.flags).toMatchObject([{ code: 'NO_DATA', severity: 'refuse' }]);
    expect(latencyEvidence(CA05, sums(partnerMs, [])).flags).toMatchObject([{ code: 'NO_DATA' }]);
    expect(latencyEvidence(CA05, sums([5], [100, 100, 100])).flags).toMatchObject([
      { facts: { reason: 'ZERO_VARIANCE' } },
    ]);
  });
  it('whatever the calls, the evidence is sound', () => {
    const calls = fc.array(fc.integer({ min: 0, max: 9000 }), { maxLength: 40 });
    fc.assert(
      fc.property(calls, calls, (of, against) => {
        expectSound(latencyEvidence(CA05, sums(of, against)));
      }),
      { numRuns: 60 },
    );
  });
});
