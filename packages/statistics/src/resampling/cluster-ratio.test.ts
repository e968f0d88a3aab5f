import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../random/mulberry32.ts';
import { expectClose, expectInterval, valueOf } from '../testing/expect-close.ts';
import { clusterBootstrap } from './bootstrap.ts';
import { clusterMeanRatio, clusterRatio, type RatioCluster } from './cluster-ratio.ts';

const cluster = fc.record({
  numerator: fc.integer({ min: 0, max: 50 }),
  denominator: fc.integer({ min: 50, max: 90 }),
});

function market(n: number): RatioCluster[] {
  const random = mulberry32(9);
  return Array.from({ length: n }, () => {
    const denominator = 1000 + 9000 * random();
    return { numerator: denominator * 0.04 * random(), denominator };
  });
}

describe('ratio over clusters', () => {
  it('(3 + 1)/(4 + 4) = 0.5, between 0.25 and 0.75; error √(2·(1² + 1²))/8 = 0.25', () => {
    const result = valueOf(
      clusterRatio(
        [
          { numerator: 3, denominator: 4 },
          { numerator: 1, denominator: 4 },
        ],
        { confidence: 0.95 },
      ),
    );
    expectClose(result.ratio, 0.5);
    expectInterval(result, [0.25, 0.75]);
    expectClose(result.standardError, 0.25);
  });
  it('under the limit it is the seeded cluster bootstrap itself', () => {
    const clusters = market(40);
    const sumOf = (sample: readonly RatioCluster[], read: (one: RatioCluster) => number): number =>
      sample.reduce((acc, one) => acc + read(one), 0);
    const plain = valueOf(
      clusterBootstrap(
        clusters,
        (sample) => sumOf(sample, (one) => one.numerator) / sumOf(sample, (one) => one.denominator),
        { confidence: 0.9 },
      ),
    );
    expectInterval(valueOf(clusterRatio(clusters)), [plain.lower, plain.upper]);
  });
  it('100,000 clusters in 4,096 groups: the interval is that of the linearised error within 5 %, in a second', () => {
    const started = performance.now();
    const result = valueOf(clusterRatio(market(100_000)));
    expect(performance.now() - started).toBeLessThan(5000);
    expect(result.groups).toBe(4096);
    expectClose((result.upper - result.lower) / (2 * 1.644853627), result.standardError, 0.06);
    expect(valueOf(clusterRatio(market(5000))).lower).toBe(valueOf(clusterRatio(market(5000))).lower);
  });
  it('no cluster, one, and nothing to divide by are named', () => {
    expect(clusterRatio([])).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
    expect(clusterRatio([{ numerator: 1, denominator: 2 }])).toEqual({ ok: false, reason: 'SINGLE_CLUSTER_STRATUM' });
    expect(clusterRatio([{ numerator: 0, denominator: 0 }])).toEqual({ ok: false, reason: 'EMPTY_TOTAL' });
  });
  it('the interval stays within the clusters’ own ratios', () => {
    fc.assert(
      fc.property(fc.array(cluster, { minLength: 2, maxLength: 12 }), (clusters) => {
        const { lower, upper, ratio } = valueOf(clusterRatio(clusters, { replicates: 200 }));
        const ratios = clusters.map((one) => one.numerator / one.denominator);
        expect(lower).toBeGreaterThanOrEqual(Math.min(...ratios) - 1e-12);
        expect(upper).toBeLessThanOrEqual(Math.max(...ratios) + 1e-12);
        expect(ratio).toBeLessThanOrEqual(Math.max(...ratios) + 1e-12);
      }),
      { numRuns: 40 },
    );
  });
});

describe('ratio of two standardised means', () => {
  it('0.414353 over 0.687202 from three listings a side: ratio 0.602957018186', () => {
    const ownExposure = [1, 0.630929753571, 0.430676558073];
    const partnerExposure = [0.5, 0.386852807235, 0.356207187108];
    const mean = (values: readonly number[]): number => values.reduce((acc, value) => acc + value, 0) / 3;
    const influence = (values: readonly number[]): number[] => values.map((value) => (value - mean(values)) / 3);
    const result = valueOf(
      clusterMeanRatio({
        partnerMean: mean(partnerExposure),
        ownMean: mean(ownExposure),
        partnerInfluence: influence(partnerExposure),
        ownInfluence: influence(ownExposure),
      }),
    );
    expectClose(result.ratio, 0.602957018186);
    expect(result.lower).toBeGreaterThanOrEqual(0.356207187108 - 1e-9);
    expect(result.upper).toBeLessThan(0.5 / 0.430676558073 + 1e-9);
    expect(result.degreesOfFreedom).toBeGreaterThan(2);
  });
  it('an empty or single side and a mean of 0 are named', () => {
    const input = { partnerMean: 1, ownMean: 1, partnerInfluence: [0, 0], ownInfluence: [0, 0] };
    expect(clusterMeanRatio({ ...input, ownInfluence: [] })).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
    expect(clusterMeanRatio({ ...input, ownInfluence: [0] })).toEqual({ ok: false, reason: 'SINGLE_CLUSTER_STRATUM' });
    expect(clusterMeanRatio({ ...input, partnerMean: 0 })).toEqual({ ok: false, reason: 'EMPTY_TOTAL' });
    expect(valueOf(clusterMeanRatio(input))).toMatchObject({ ratio: 1, lower: 1, upper: 1, logStandardError: 0 });
  });
});
