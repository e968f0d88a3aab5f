import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../random/mulberry32.ts';
import { quantile } from '../quantiles/quantile.ts';
import { expectAllClose, expectClose, valueOf } from '../testing/expect-close.ts';
import {
  binnedQuantile,
  binnedQuantileInterval,
  binnedSurvivalAt,
  kaplanMeierOfBins,
  type DurationBin,
} from './binned.ts';
import { moverDifference, quantileTest, standardiseOwn } from './compare-quantiles.ts';
import { kaplanMeier, medianSurvival } from './kaplan-meier.ts';
import { logRank } from './log-rank.ts';
import { logRankOfBins, logRankPermutationP } from './log-rank-bins.ts';

const seconds = [2, 3, 3, 5, 8, 13, 21, 34, 55, 60];
const censored = new Set([34, 60]);
const lags: DurationBin[] = seconds.map((value) => ({ value, censored: censored.has(value), n: 1 }));
const other: DurationBin[] = [1, 2, 2, 4, 6, 9, 11, 15, 20, 40, 41].map((value) => ({
  value,
  censored: value === 11 || value === 41,
  n: 1,
}));
const events = (values: readonly number[]): DurationBin[] => values.map((value) => ({ value, censored: false, n: 1 }));
const bin = fc.record({
  value: fc.integer({ min: 0, max: 12 }),
  censored: fc.boolean(),
  n: fc.integer({ min: 1, max: 4 }),
});
const bins = fc.array(bin, { minLength: 1, maxLength: 12 });
const spread = (all: readonly DurationBin[]): { time: number; event: boolean }[] =>
  all.flatMap(({ value, censored: ended, n }) => Array.from({ length: n }, () => ({ time: value, event: !ended })));

describe('Kaplan–Meier of bins', () => {
  it('2,3,3,5,8,13,21,34+,55,60+: S = 0.90, 0.70, 0.60, 0.50, 0.40, 0.30, 0.15; median 10.5 as R, P25 3, P90 not reached', () => {
    const curve = kaplanMeierOfBins(lags);
    expect(curve.map((step) => step.time)).toEqual([2, 3, 5, 8, 13, 21, 55]);
    expectAllClose(
      curve.map((step) => step.survival),
      [0.9, 0.7, 0.6, 0.5, 0.4, 0.3, 0.15],
    );
    expectClose(binnedQuantile(curve, 0.5), 10.5);
    expectClose(binnedQuantile(curve, 0.25), 3);
    expect(binnedQuantile(curve, 0.9)).toBeNull();
    // Nothing censored yet at 21: ten units know S(21) = 0.3. At 55 Greenwood's variance is that of fewer.
    expectClose(binnedSurvivalAt(curve, 21).effectiveN, 10);
    expect(binnedSurvivalAt(curve, 55).effectiveN).toBeLessThan(10);
    expect(binnedSurvivalAt(curve, 1)).toEqual({ survival: 1, effectiveN: 10 });
  });
  it('is the curve of the same durations one by one', () => {
    fc.assert(
      fc.property(bins, (all) => {
        const one = kaplanMeier(spread(all));
        const binned = kaplanMeierOfBins(all);
        expectAllClose(
          binned.map((step) => step.survival),
          one.map((step) => step.survival),
        );
        const median = medianSurvival(one);
        if (median === null) expect(binnedQuantile(binned, 0.5)).toBeNull();
        else expectClose(binnedQuantile(binned, 0.5), median);
      }),
    );
  });
  it('censored only, empty, and one duration: no curve, no quantile, an open interval', () => {
    expect(kaplanMeierOfBins([{ value: 3, censored: true, n: 9 }])).toEqual([]);
    expect(binnedQuantileInterval([], 0.5)).toBeNull();
    const single = kaplanMeierOfBins(events([7]));
    expect(binnedQuantile(single, 0.5)).toBe(7);
    expect(binnedQuantileInterval(single, 0.5)).toEqual({ lower: 7, upper: null });
    expect(() => kaplanMeierOfBins([{ value: Number.NaN, censored: false, n: 1 }])).toThrow(RangeError);
  });
  it('median of 1…100 at 95 %: |S − ½| ≤ 1.96·√(¼/100) = 0.098, so S from 0.59 to 0.41: the 41st and the 60th value', () => {
    const curve = kaplanMeierOfBins(events(Array.from({ length: 100 }, (_, index) => index + 1)));
    expect(binnedQuantileInterval(curve, 0.5)).toEqual({ lower: 41, upper: 60 });
    expect(binnedQuantileInterval(curve, 0.5, { dispersion: 4 })).toEqual({ lower: 31, upper: 70 });
  });
  it('covers the true P90 of an exponential in about 90 % of 600 samples of 80, a third of them censored', () => {
    const random = mulberry32(5);
    const truth = Math.log(10);
    let covered = 0;
    for (let turn = 0; turn < 600; turn++) {
      const sample = Array.from({ length: 80 }, () => {
        const [time, stop] = [-Math.log(1 - random()), -3 * Math.log(1 - random())];
        return { value: Math.min(time, stop), censored: stop < time, n: 1 };
      });
      const interval = binnedQuantileInterval(kaplanMeierOfBins(sample), 0.9, { confidence: 0.9 });
      if (interval && interval.lower <= truth && (interval.upper ?? Infinity) >= truth) covered += 1;
    }
    expect(covered / 600).toBeGreaterThan(0.86);
    expect(covered / 600).toBeLessThan(0.95);
  });
});

describe('log-rank of bins', () => {
  it('R survdiff: O − E = −1.211415382, V = 3.84699101073; with two strata −1.16565656566, V = 3.86006004958', () => {
    const whole = valueOf(logRankOfBins([{ first: lags, second: other }]));
    expectClose(whole.score, -1.211415382);
    expectClose(whole.variance, 3.84699101073);
    const part = (all: readonly DurationBin[], places: readonly number[], stratum: number): DurationBin[] =>
      all.filter((_, index) => places[index] === stratum);
    const [first, second] = [
      [1, 1, 2, 2, 1, 2, 1, 2, 1, 2],
      [1, 2, 2, 1, 1, 2, 1, 1, 2, 2, 1],
    ];
    const strata = [1, 2].map((stratum) => ({
      first: part(lags, first ?? [], stratum),
      second: part(other, second ?? [], stratum),
    }));
    const stratified = valueOf(logRankOfBins(strata));
    expectClose(stratified.score, -1.16565656566);
    expectClose(stratified.variance, 3.86006004958);
    expectClose(stratified.z ** 2, 0.352003650619);
    expectClose(valueOf(logRankOfBins(strata, 4)).z, stratified.z / 2);
  });
  it('three slow against five fast, none tied: 1 of C(8, 3) = 56 orders is as slow; from 30 a side on no permutation', () => {
    const few = { first: events([15, 16, 18]), second: events([10, 11, 12, 13, 14]) };
    expectClose(logRankPermutationP([few]), 1 / 56);
    const many = { first: [{ value: 2, censored: false, n: 30 }], second: [{ value: 1, censored: false, n: 30 }] };
    expect(logRankPermutationP([many])).toBeNull();
  });
  it('is the two-sided test of the same durations, with a direction', () => {
    fc.assert(
      fc.property(bins, bins, (first, second) => {
        const one = logRank(spread(first), spread(second));
        const binned = logRankOfBins([{ first, second }]);
        expect(binned.ok).toBe(one.ok);
        if (one.ok && binned.ok) expectClose(binned.value.z ** 2, one.value.statistic, 1e-9);
      }),
    );
    expect(logRankOfBins([{ first: [], second: other }])).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
    expect(
      logRankOfBins([{ first: [{ value: 1, censored: true, n: 2 }], second: [{ value: 1, censored: true, n: 2 }] }]),
    ).toEqual({ ok: false, reason: 'NO_EVENT' });
  });
});

describe('quantiles of two sides', () => {
  it('MOVER: 10 [8, 13] − 6 [5, 7]: 4 − √(2² + 1²), 4 + √(3² + 1²); an open end stays open', () => {
    const result = moverDifference(
      { estimate: 10, interval: { lower: 8, upper: 13 } },
      { estimate: 6, interval: { lower: 5, upper: 7 } },
    );
    expectAllClose([result.difference, result.lower, result.upper], [4, 4 - Math.sqrt(5), 4 + Math.sqrt(10)]);
    const open = moverDifference(
      { estimate: 10, interval: { lower: 8, upper: null } },
      { estimate: 6, interval: { lower: 5, upper: 7 } },
    );
    expect(open.upper).toBeNull();
    expectClose(open.lower, 4 - Math.sqrt(5));
  });
  it('pooled median of 5 against 3: partner 15, 16, 18 all beyond 13, own 1 of 5: 5/56 … of C(8, 4) splits C(5,1)/70 = 0.0714285714', () => {
    // Pooled 10 11 12 13 14 15 16 18: cut after 13, four beyond, of which three partner: C(3,3)·C(5,1)/C(8,4) = 5/70.
    const test = quantileTest([{ partner: events([15, 18, 16]), own: events([10, 12, 14, 11, 13]) }], {
      probability: 0.5,
    });
    expect(test).toMatchObject({ method: 'EXACT', cut: 13 });
    expectClose(test?.p, 5 / 70);
  });
  it('own + 4 s: pooled 14 15 15 16 16 17 18 18, cut 16, beyond it partner 1 of 3, own 2 of 5: no evidence of more than 4 s', () => {
    const test = quantileTest([{ partner: events([15, 18, 16]), own: events([10, 12, 14, 11, 13]) }], {
      probability: 0.5,
      shift: 4,
    });
    // P(partner ≥ 1 of the 3 beyond) = 1 − C(5,3)/C(8,3) = 46/56.
    expect(test?.cut).toBe(16);
    expectClose(test?.p, 46 / 56);
  });
  it('a heap at the quantile: 150 of 1,000 at 900 s are not lost in the pooled P95, which is 900 itself', () => {
    const heap = (late: number, n: number): DurationBin[] => [
      { value: 10, censored: false, n: 1000 - n },
      { value: late, censored: false, n },
    ];
    const test = quantileTest([{ partner: heap(900, 150), own: heap(60, 50) }], { probability: 0.95, shift: 120 });
    expect(test?.cut).toBe(180);
    expect(test?.p).toBeLessThan(1e-20);
  });
  it('censored before the cut: by the curves; not reached: null', () => {
    expect(quantileTest([{ partner: lags, own: other }], { probability: 0.7 })?.method).toBe('NORMAL');
    expect(
      quantileTest([{ partner: [{ value: 5, censored: true, n: 4 }], own: events([1]) }], { probability: 0.9 }),
    ).toBeNull();
    expect(quantileTest([], { probability: 0.5 })).toBeNull();
  });
  it('rejects parity in at most 5 % of 800 samples, P95 of 40 against 400', () => {
    const random = mulberry32(11);
    const draw = (n: number): DurationBin[] => events(Array.from({ length: n }, () => -Math.log(1 - random())));
    let hits = 0;
    for (let turn = 0; turn < 800; turn++) {
      const test = quantileTest([{ partner: draw(40), own: draw(400) }], { probability: 0.95 });
      if ((test?.p ?? 1) < 0.05) hits += 1;
    }
    expect(hits / 800).toBeLessThan(0.06);
  });
  it('own is weighted to the partner’s mix: 30 slow of 40 calls against 10 slow of 100 own ones', () => {
    const strata = [
      { partner: events(Array.from({ length: 30 }, () => 100)), own: events(Array.from({ length: 10 }, () => 100)) },
      { partner: events(Array.from({ length: 10 }, () => 1)), own: events(Array.from({ length: 90 }, () => 1)) },
    ];
    const { own } = standardiseOwn(strata);
    const total = own.reduce((acc, one) => acc + one.n, 0);
    // π = ¾, ¼: effective number 1/(0.5625/10 + 0.0625/90).
    expectClose(total, 1 / (0.5625 / 10 + 0.0625 / 90));
    expectClose(own.filter((one) => one.value === 100).reduce((acc, one) => acc + one.n, 0) / total, 0.75);
  });
  it('quantiles of bins stay within those of the values', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 2, maxLength: 30 }), (values) => {
        const binned = binnedQuantile(kaplanMeierOfBins(events(values)), 0.5) ?? Number.NaN;
        expectClose(binned, quantile(values, 0.5) ?? Number.NaN);
      }),
    );
  });
});
