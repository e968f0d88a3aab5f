import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median } from '../quantiles/quantile.ts';
import { mean } from '../sums.ts';
import { expectClose, expectInterval, valueOf } from '../testing/expect-close.ts';
import { clusterBootstrap, exhaustiveBootstrap, twoSampleBootstrap } from './bootstrap.ts';
import { permutationTest } from './permutation.ts';

const own = [80, 85, 90, 95, 100, 105, 110, 120, 150, 400];
const partner = [100, 110, 115, 120, 130, 140, 150, 180, 300, 900];

function ratioOfMedians(ownDelays: readonly number[], partnerDelays: readonly number[]): number | null {
  const [above, below] = [median(partnerDelays), median(ownDelays)];
  return above === null || below === null ? null : above / below;
}

function ratio(sample: readonly { hit: number; all: number }[]): number {
  return sample.reduce((acc, one) => acc + one.hit, 0) / sample.reduce((acc, one) => acc + one.all, 0);
}

function share(sample: readonly number[]): number | null {
  return sample.includes(1) ? mean(sample) : null;
}

describe('bootstrap', () => {
  it('ratio of medians, B = 2000, seed 42, own drawn first: 1.31707317073 [1, 2.15079545455]', () => {
    const result = valueOf(twoSampleBootstrap([own, partner], ratioOfMedians));
    expectClose(result.estimate, 1.31707317073);
    expectInterval(result, [1, 2.15079545455]);
  });

  it('mean of (1, 2, 6) over its 27 resamples: mean 3, deviation √(14/9) = 1.247219128925', () => {
    const result = valueOf(exhaustiveBootstrap([1, 2, 6], mean));
    expect(result.resamples).toBe(27);
    expectClose(result.mean, 3);
    expectClose(result.standardDeviation, 1.247219128925);
    expect(exhaustiveBootstrap([], mean)).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
    expect(exhaustiveBootstrap([1, 2, 3, 4, 5, 6, 7, 8], mean)).toEqual({ ok: false, reason: 'TOO_MANY_ARRANGEMENTS' });
  });

  it('clusters move whole: two practitioners with 3 and 1 of 4 rows give ratios between theirs', () => {
    const clusters = [
      { hit: 3, all: 4 },
      { hit: 1, all: 4 },
    ];
    expectInterval(valueOf(clusterBootstrap(clusters, ratio)), [0.25, 0.75]);
  });

  it('undefined replicates are counted, an undefined statistic is named', () => {
    expect(valueOf(clusterBootstrap([1, 0], share, { replicates: 400 })).undefinedReplicates).toBeGreaterThan(50);
    expect(clusterBootstrap([0], () => null)).toEqual({ ok: false, reason: 'NOT_REACHABLE' });
    expect(clusterBootstrap([], () => 1)).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
  });

  it('the same seed gives the same interval', () => {
    const options = { replicates: 200, seed: 7 };
    expect(clusterBootstrap(own, mean, options)).toEqual(clusterBootstrap(own, mean, options));
    expect(clusterBootstrap(own, mean, options)).not.toEqual(clusterBootstrap(own, mean, { ...options, seed: 8 }));
  });
});

describe('permutation', () => {
  it('partner 15,18,16 against 10,12,14,11,13: 1 of C(8,3) = 56', () => {
    const result = valueOf(permutationTest([15, 18, 16], [10, 12, 14, 11, 13]));
    expectClose(result.difference, 4.3333, 1e-4);
    expectClose(result.p, 1 / 56);
    expect(result).toMatchObject({ method: 'EXACT', arrangements: 56 });
  });

  it('partner 15,18,12 against 10,12,19,11,13: difference 2, 13 of 56', () => {
    const result = valueOf(permutationTest([15, 18, 12], [10, 12, 19, 11, 13]));
    expectClose(result.difference, 2);
    expectClose(result.p, 13 / 56);
  });

  it('shuffles agree with all reassignments within their error, and never say 0', () => {
    const exact = valueOf(permutationTest(partner, own)).p;
    const shuffled = valueOf(permutationTest(partner, own, { exactLimit: 10, draws: 20_000 }));
    expect(shuffled.method).toBe('MONTE_CARLO');
    expect(Math.abs(shuffled.p - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / 20_000));
    const apart = permutationTest(
      Array.from({ length: 40 }, () => 9),
      Array.from({ length: 40 }, () => 1),
      { draws: 99 },
    );
    expectClose(valueOf(apart).p, 0.01);
  });

  it('both one-sided p-values overlap at the observed split', () => {
    const sample = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(sample, sample, (first, second) => {
        const there = valueOf(permutationTest(first, second));
        const back = valueOf(permutationTest(second, first));
        expect(there.p + back.p).toBeGreaterThan(1 - 1e-12);
        expect(there.arrangements).toBe(back.arrangements);
      }),
    );
    expect(permutationTest([], [1])).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
  });
});
