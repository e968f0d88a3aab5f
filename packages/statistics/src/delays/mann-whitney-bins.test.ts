import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permutationOfBins } from '../resampling/permutation-bins.ts';
import { expectClose, valueOf } from '../testing/expect-close.ts';
import { mannWhitney, mannWhitneyOfBins } from './mann-whitney.ts';
import { rankTestOfBins } from './rank-test-bins.ts';
import { rankBins, type RankBin } from './ranks.ts';

const counts = fc.record({
  value: fc.integer({ min: 0, max: 9 }),
  first: fc.integer({ min: 0, max: 6 }),
  second: fc.integer({ min: 0, max: 6 }),
});
const alternative = fc.constantFrom('GREATER', 'LESS', 'TWO_SIDED');

function spread(bins: readonly RankBin[], side: 'first' | 'second'): number[] {
  return bins.flatMap((bin) => Array.from({ length: bin[side] }, () => bin.value));
}

describe('Mann–Whitney of bins', () => {
  it('is the test of the same values one by one', () => {
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 12 }), alternative, (bins, side) => {
        const binned = mannWhitneyOfBins(bins, side);
        expect(binned).toEqual(mannWhitney(spread(bins, 'first'), spread(bins, 'second'), side));
      }),
    );
  });

  it('10⁹ of one value on each side: U = ½·10¹⁸ exactly, no variance, p = 1', () => {
    const tied = mannWhitneyOfBins([{ value: 3, first: 1e9, second: 1e9 }]);
    expect(valueOf(tied)).toEqual({
      u: 5e17,
      probabilityGreater: 0.5,
      exactP: null,
      normalP: 1,
      correctedNormalP: 1,
    });
    expect(valueOf(rankTestOfBins([[{ value: 3, first: 1e9, second: 1e9 }]])).greaterP).toBe(1);
  });

  it('10⁹ a side, 50,005/49,995 and reverse of 10⁵ in two values: z = 5·10⁴/√(10⁹/2) = 2.2360679775, p = 0.0126736593', () => {
    const bins = [
      { value: 1, first: 499_950_000, second: 500_000_000 },
      { value: 2, first: 500_050_000, second: 500_000_000 },
    ];
    const result = valueOf(mannWhitneyOfBins(bins, 'GREATER'));
    expectClose(result.probabilityGreater, 0.500025);
    expectClose(result.normalP, 0.0126736593, 1e-6);
  });

  it('refuses an empty side and a value without rank', () => {
    expect(mannWhitneyOfBins(rankBins([{ value: 1, n: 3 }], []))).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
    expect(() => mannWhitneyOfBins([{ value: Number.NaN, first: 1, second: 1 }])).toThrow(RangeError);
    expect(() => mannWhitneyOfBins([{ value: 1, first: -1, second: 1 }])).toThrow(RangeError);
  });
});

describe('a small side against very many units', () => {
  // Three partner units over all but 1 % of 10⁹ own ones: P = 0.01³ = 1e-6, less than a draw can tell.
  const own = Array.from({ length: 100 }, (_, index) => ({ value: index, first: 0, second: 1e7 }));

  it('three slow units among 10⁹: permuted, p = 1/20,000, at once', () => {
    const result = valueOf(rankTestOfBins([[...own, { value: 99.5, first: 3, second: 0 }]]));
    expect(result.method).toBe('PERMUTATION');
    expectClose(result.greaterP, 1 / 20_000);
  });

  it('one unit in the slowest tenth: 10 % within the error of 19,999 draws, from either side', () => {
    const bins = [...own, { value: 89.5, first: 1, second: 0 }];
    const slower = valueOf(rankTestOfBins([bins])).greaterP;
    expect(Math.abs(slower - 0.1)).toBeLessThan(4 * Math.sqrt(0.09 / 19_999));
    const swapped = bins.map(({ value, first, second }) => ({ value: -value, first: second, second: first }));
    const mirrored = valueOf(rankTestOfBins([swapped])).greaterP;
    expect(Math.abs(mirrored - 0.1)).toBeLessThan(4 * Math.sqrt(0.09 / 19_999));
  });

  it('agrees with the exact hypergeometric tail: 2 of 4 marked ones among 30,000 of which a fifth are marked', () => {
    const bins = [
      { score: 1, first: 2, second: 5_998 },
      { score: 0, first: 2, second: 23_998 },
    ];
    const { p } = valueOf(permutationOfBins([bins]));
    expect(Math.abs(p - 0.1808)).toBeLessThan(4 * Math.sqrt((0.1808 * 0.8192) / 19_999) + 1e-4);
  });

  it('sides that are both long are left to the normal curve', () => {
    const bins = [{ score: 1, first: 1e6, second: 1e6 }];
    expect(permutationOfBins([bins])).toEqual({ ok: false, reason: 'TOO_MANY_ARRANGEMENTS' });
    expect(permutationOfBins([[{ score: 1, first: 0, second: 1e6 }]])).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
  });
});
