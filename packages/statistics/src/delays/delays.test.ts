import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectClose, expectInterval, valueOf } from '../testing/expect-close.ts';
import { hodgesLehmann, hodgesLehmannOfBins } from './hodges-lehmann.ts';
import { kolmogorovSmirnov, kolmogorovSmirnovOfBins } from './kolmogorov-smirnov.ts';
import { mannWhitney } from './mann-whitney.ts';
import { quantileRatio, rankExposure } from './quantile-ratio.ts';
import { rankAll } from './ranks.ts';
import { welchTest } from './welch.ts';

const x = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
const y = [1.15, 0.88, 0.9, 0.74, 1.21];
const own = [80, 85, 90, 95, 100, 105, 110, 120, 150, 400];
const partner = [100, 110, 115, 120, 130, 140, 150, 180, 300, 900];
const distinct = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 4, maxLength: 24 });
const sample = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 30 });

describe('Mann–Whitney', () => {
  it('U = 35 of 50; exact 0.254412254412 and 0.127206127206; normal 0.22067136192, corrected 0.244623605127', () => {
    const both = valueOf(mannWhitney(x, y));
    expect(both.u).toBe(35);
    expectClose(both.exactP, 0.254412254412);
    expectClose(both.normalP, 0.22067136192);
    expectClose(both.correctedNormalP, 0.244623605127);
    expectClose(valueOf(mannWhitney(x, y, 'GREATER')).exactP, 0.127206127206);
  });

  it('latencies with ties: U/(nm) = 0.78, p = 0.0373481613419', () => {
    const result = valueOf(mannWhitney(partner, own));
    expectClose(result.probabilityGreater, 0.78);
    expectClose(result.correctedNormalP, 0.0373481613419);
    expect(result.exactP).toBeNull();
  });

  it('all tied is no evidence; empty is named; ties share ranks 1, 2½, 2½, 4', () => {
    expect(valueOf(mannWhitney([3, 3], [3]))).toMatchObject({ u: 1, normalP: 1, correctedNormalP: 1 });
    expect(mannWhitney([], [1])).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
    expect(rankAll([10, 20, 20, 30])).toEqual({ ranks: [1, 2.5, 2.5, 4], tieTerm: 6, hasTies: true });
  });

  it('is symmetric, and close to normal at 49 against 49', () => {
    fc.assert(
      fc.property(distinct, (values) => {
        const [left, right] = [values.slice(0, 2), values.slice(2)];
        const there = valueOf(mannWhitney(left, right));
        const back = valueOf(mannWhitney(right, left));
        expect(there.u + back.u).toBe(left.length * right.length);
        expectClose(there.exactP, back.exactP ?? NaN, 1e-9);
        expect(valueOf(mannWhitney(left, right, 'LESS')).exactP).toBeCloseTo(
          valueOf(mannWhitney(right, left, 'GREATER')).exactP ?? NaN,
          12,
        );
      }),
    );
    const evens = Array.from({ length: 49 }, (_, index) => 2 * index + 12.5);
    const odds = Array.from({ length: 49 }, (_, index) => 2 * index + 1);
    const large = valueOf(mannWhitney(evens, odds));
    expectClose(large.exactP, large.correctedNormalP, 0.05);
  });
});

describe('Hodges–Lehmann', () => {
  it('0.305 [−0.15, 0.76]', () => {
    const result = valueOf(hodgesLehmann(x, y));
    expectClose(result.shift, 0.305);
    expectInterval(result, [-0.15, 0.76]);
    expect(result.method).toBe('EXACT');
  });

  it('is the median of all differences, ties or not', () => {
    fc.assert(
      fc.property(sample, sample, (left, right) => {
        const all = left.flatMap((one) => right.map((other) => one - other)).toSorted((a, b) => a - b);
        const middle =
          ((all[Math.floor((all.length - 1) / 2)] ?? NaN) + (all[Math.ceil((all.length - 1) / 2)] ?? NaN)) / 2;
        const result = valueOf(hodgesLehmann(left, right));
        expect(result.shift).toBe(middle);
        expect(result.lower).toBeLessThanOrEqual(result.shift);
        expect(result.upper).toBeGreaterThanOrEqual(result.shift);
      }),
    );
    expect(hodgesLehmann([1], [])).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
  });

  it('two samples of 20,000 with a shift of 3: found without listing 4·10⁸ differences', () => {
    const base = Array.from({ length: 20_000 }, (_, index) => (index * 7919) % 20_011);
    const result = valueOf(
      hodgesLehmann(
        base.map((value) => value + 3),
        base,
      ),
    );
    expect(result.shift).toBe(3);
    expect(result.lower).toBeGreaterThan(-150);
    expect(result.method).toBe('NORMAL');
  });
});

describe('Kolmogorov–Smirnov', () => {
  it('D = 0.6, exact 0.165834165834, asymptotic 0.181300449938', () => {
    const result = valueOf(kolmogorovSmirnov(x, y));
    expectClose(result.d, 0.6);
    expectClose(result.exactP, 0.165834165834);
    expectClose(result.asymptoticP, 0.181300449938);
  });

  it('latencies: D = 0.5, asymptotic 2(e^−2.5 − e^−10 + …) = 0.164079197727', () => {
    const result = valueOf(kolmogorovSmirnov(partner, own));
    expectClose(result.d, 0.5);
    expectClose(result.asymptoticP, 0.164079197727);
    expect(result.exactP).toBeGreaterThan(0.05);
  });

  it('separated samples: 2 of C(10, 5) paths reach D = 1; identical ones none short of p = 1', () => {
    expectClose(valueOf(kolmogorovSmirnov([1, 2, 3, 4, 5], [6, 7, 8, 9, 10])).exactP, 2 / 252);
    expect(valueOf(kolmogorovSmirnov([1, 2], [1, 2]))).toEqual({ d: 0, exactP: 1, asymptoticP: 1 });
    expect(kolmogorovSmirnov([], [1])).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
    const long = Array.from({ length: 1500 }, (_, index) => index);
    expect(
      valueOf(
        kolmogorovSmirnov(
          long,
          long.map((value) => value + 1),
        ),
      ).exactP,
    ).toBeNull();
  });

  it('is symmetric and its p-values are probabilities', () => {
    fc.assert(
      fc.property(sample, sample, (left, right) => {
        const there = valueOf(kolmogorovSmirnov(left, right));
        const back = valueOf(kolmogorovSmirnov(right, left));
        expectClose(there.exactP, back.exactP ?? NaN, 1e-9);
        for (const p of [there.exactP ?? NaN, there.asymptoticP]) {
          expect(p).toBeGreaterThanOrEqual(0);
          expect(p).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('shift and distance of bins', () => {
  const long = Array.from({ length: 1000 }, (_, index) => ({ value: index, first: 0, second: 1e6 }));
  const bins = [...long, ...long.map(({ value }) => ({ value: value + 3, first: 1e6, second: 0 }))];

  it('10⁹ a side on a grid of 1,000 shifted by 3: shift 3 with its interval, D = 3/1000', () => {
    expect(valueOf(hodgesLehmannOfBins(bins))).toEqual({ shift: 3, lower: 3, upper: 3, method: 'NORMAL' });
    const { d, exactP, asymptoticP } = valueOf(kolmogorovSmirnovOfBins(bins));
    expectClose(d, 0.003);
    expect(exactP).toBeNull();
    // 2·exp(−2·0.003²·10⁹/2) underflows no earlier than it should.
    expect(asymptoticP).toBe(0);
    expect(valueOf(kolmogorovSmirnovOfBins(bins, 'LESS'))).toMatchObject({ d: 0, asymptoticP: 1 });
  });

  it('two equal bins of 10⁹: no shift, no distance', () => {
    const same = [{ value: 7, first: 1e9, second: 1e9 }];
    expect(valueOf(hodgesLehmannOfBins(same))).toMatchObject({ shift: 0, lower: 0, upper: 0 });
    expect(valueOf(kolmogorovSmirnovOfBins(same))).toEqual({ d: 0, exactP: null, asymptoticP: 1 });
  });

  it('one-sided distance with ties, exact, by all 20 splits of 1,1,2 and 1,2,2: D⁺ = 1/3, p = 0.5 for larger', () => {
    expectClose(valueOf(kolmogorovSmirnov([1, 2, 2], [1, 1, 2], 'GREATER')).exactP, splitsAsFar([1, 2, 2], [1, 1, 2]));
    fc.assert(
      fc.property(small, small, (left, right) => {
        expectClose(valueOf(kolmogorovSmirnov(left, right, 'GREATER')).exactP, splitsAsFar(left, right));
        expectClose(valueOf(kolmogorovSmirnov(right, left, 'LESS')).exactP, splitsAsFar(left, right));
      }),
    );
  });
});

const small = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 });

/** Share of all splits of the pooled values in which G − F goes as far as in the one given. */
function splitsAsFar(left: readonly number[], right: readonly number[]): number {
  const all = [...left, ...right];
  const distance = (first: readonly number[], second: readonly number[]): number =>
    Math.max(
      0,
      ...all.map((at) => {
        const share = (values: readonly number[]) => values.filter((value) => value <= at).length / values.length;
        return share(second) - share(first);
      }),
    );
  const observed = distance(left, right) - 1e-9;
  let [hits, splits] = [0, 0];
  for (let code = 0; code < 2 ** all.length; code++) {
    const first = all.filter((_, index) => code & (1 << index));
    if (first.length !== left.length) continue;
    const second = all.filter((_, index) => !(code & (1 << index)));
    splits += 1;
    if (distance(first, second) >= observed) hits += 1;
  }
  return hits / splits;
}

describe('Welch', () => {
  const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
  const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

  it('sleep: t = −1.86081346749 on 17.7764735162, p = 0.0793941401874', () => {
    const result = valueOf(welchTest(first, second));
    expectClose(result.t, -1.86081346749);
    expectClose(result.degreesOfFreedom, 17.7764735162);
    expectClose(result.p, 0.0793941401874);
    expectInterval(result, [-3.36548323071, 0.205483230711]);
  });

  it('one value, or no spread, is named', () => {
    expect(welchTest([1], [2, 3])).toEqual({ ok: false, reason: 'SAMPLE_TOO_SMALL' });
    expect(welchTest([1, 1], [2, 2])).toEqual({ ok: false, reason: 'ZERO_VARIANCE' });
  });
});

describe('ratios and exposure', () => {
  it('P50 135/102.5 = 1.31707317073', () => {
    expectClose(quantileRatio(partner, own, 0.5), 1.31707317073);
    expect(quantileRatio([], own, 0.5)).toBeNull();
    expect(quantileRatio(partner, [0, 0], 0.5)).toBeNull();
  });

  it('ranks 1,2,4 expose 1 + 0.6309… + 0.4307… = 2.06160631164; 3,5,6 expose 1.24305999434', () => {
    expectClose(rankExposure([1, 2, 4]), 2.06160631164);
    expectClose(rankExposure([3, 5, 6]), 1.24305999434);
    expectClose(rankExposure([3, 5, 6]) / rankExposure([1, 2, 4]), 0.602957018186);
  });
});
