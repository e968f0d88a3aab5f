import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stratifiedPermutation } from '../resampling/stratified-permutation.ts';
import { expectClose, valueOf } from '../testing/expect-close.ts';
import { mannWhitney } from './mann-whitney.ts';
import { rankTestOfBins } from './rank-test-bins.ts';
import type { RankBin } from './ranks.ts';

const own = [80, 85, 90, 95, 100, 105, 110, 120, 150, 400];
const partner = [100, 110, 115, 120, 130, 140, 150, 180, 300, 900];
const binsOf = (first: readonly number[], second: readonly number[]): RankBin[] => [
  ...first.map((value) => ({ value, first: 1, second: 0 })),
  ...second.map((value) => ({ value, first: 0, second: 1 })),
];
const repeated = (values: readonly number[], times: number): number[] =>
  Array.from({ length: times }, (_, turn) => values.map((value) => value + turn)).flat();
const counts = fc.record({
  value: fc.integer({ min: 0, max: 9 }),
  first: fc.integer({ min: 0, max: 12 }),
  second: fc.integer({ min: 0, max: 12 }),
});

describe('rank test of bins', () => {
  it('40 against 50 with ties: W = 1552, U/(nm) = 0.776, p = 3.75910969946e-6 as R wilcox.test', () => {
    const result = valueOf(rankTestOfBins([binsOf(repeated(partner, 4), repeated(own, 5))]));
    expect(result.method).toBe('NORMAL');
    expectClose(result.probabilityGreater, 1552 / 2000);
    expectClose(result.greaterP, 3.75910969946e-6);
  });
  it('two strata (van Elteren): p = 4.19099597512e-10', () => {
    const [y, x] = [repeated(partner, 4), repeated(own, 5)];
    const second = binsOf(
      y.slice(0, 32).map((value) => 2 * value),
      x.slice(0, 35).map((value) => 2 * value),
    );
    expectClose(valueOf(rankTestOfBins([binsOf(y, x), second])).greaterP, 4.19099597512e-10);
  });
  it('ten against ten are permuted: mid-rank sums of 184,756 splits, near the normal 0.0187', () => {
    const result = valueOf(rankTestOfBins([binsOf(partner, own)]));
    expect(result.method).toBe('PERMUTATION');
    expectClose(result.probabilityGreater, 0.78);
    expect(result.greaterP).toBeGreaterThan(0.01);
    expect(result.greaterP).toBeLessThan(0.025);
  });
  it('all tied, one value a side, and empty: 1, a stated p, a reason', () => {
    expect(valueOf(rankTestOfBins([[{ value: 3, first: 40, second: 50 }]])).greaterP).toBe(1);
    expect(valueOf(rankTestOfBins([binsOf([2], [1])])).greaterP).toBe(0.5);
    expect(rankTestOfBins([binsOf([1, 2], [])])).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
    expect(rankTestOfBins([])).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
    expect(() => rankTestOfBins([binsOf([Number.NaN], [1])])).toThrow(RangeError);
  });
  it('is the Mann–Whitney test of the same values', () => {
    fc.assert(
      fc.property(fc.array(counts, { minLength: 3, maxLength: 8 }), (bins) => {
        const spread = (side: 'first' | 'second'): number[] =>
          bins.flatMap((bin) => Array.from({ length: bin[side] }, () => bin.value));
        const one = mannWhitney(spread('first'), spread('second'), 'GREATER');
        const binned = rankTestOfBins([bins]);
        expect(binned.ok).toBe(one.ok);
        if (!one.ok || !binned.ok) return;
        expectClose(binned.value.probabilityGreater, one.value.probabilityGreater);
        if (binned.value.method === 'NORMAL') expectClose(binned.value.greaterP, one.value.correctedNormalP);
      }),
    );
  });
});

describe('permutation within strata', () => {
  it('15, 18, 16 against 10…14: 1 of 56; two such strata: (1/56)² within the error of the shuffles', () => {
    const stratum = { first: [15, 18, 16], second: [10, 12, 14, 11, 13] };
    expect(valueOf(stratifiedPermutation([stratum]))).toEqual({ p: 1 / 56, method: 'EXACT' });
    const both = valueOf(stratifiedPermutation([stratum, stratum]));
    expect(both.method).toBe('MONTE_CARLO');
    expect(both.p).toBeLessThan(0.0012);
    expect(both.p).toBeGreaterThan(0);
  });
  it('labels that cannot be exchanged leave no test; too many units are named', () => {
    expect(stratifiedPermutation([{ first: [1], second: [] }])).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
    const many = Array.from({ length: 20_001 }, () => 1);
    expect(stratifiedPermutation([{ first: [1], second: many }])).toEqual({
      ok: false,
      reason: 'TOO_MANY_ARRANGEMENTS',
    });
  });
});
