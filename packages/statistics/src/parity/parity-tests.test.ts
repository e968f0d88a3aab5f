import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proportionChiSquare } from '../proportions/chi-square-test.ts';
import { expectAllClose, expectClose, valueOf } from '../testing/expect-close.ts';
import { lcugMeans, lcugProportions } from './lcug.ts';
import { modifiedT } from './modified-t.ts';
import {
  balancingCriticalValue,
  meanCell,
  proportionCell,
  truncatedZ,
  untruncatedCriticalValue,
  type WeightedCell,
} from './truncated-z.ts';

const own = [
  120, 95, 130, 180, 110, 105, 160, 140, 100, 125, 90, 115, 135, 150, 170, 98, 108, 112, 122, 145, 155, 102, 118, 128,
  138, 148, 158, 92, 99, 132, 141, 151,
];
const partner = [150, 210, 165, 190, 240, 175, 160, 205, 185, 170, 155, 220];

describe('LCUG modified z', () => {
  it('2.0 s (sd 1.5, n 5000) against 2.4 s (n 150): 0.4/(1.5·√(1/150 + 1/5000)) = 3.21807194684', () => {
    const means = { ownMean: 2, ownStandardDeviation: 1.5, ownCount: 5000, partnerMean: 2.4, partnerCount: 150 };
    expectClose(valueOf(lcugMeans({ ...means, better: 'SMALLER' })).z, 3.21807194684);
    expectClose(valueOf(lcugMeans({ ...means, better: 'LARGER' })).z, -3.21807194684);
  });

  it('0.94 of 800 against 0.96 of 20,000: z = 2.83069258536, p = 0.00232236697115; of 1000: 3.14970394174', () => {
    const base = { successes: 19_200, trials: 20_000 };
    const eight = valueOf(lcugProportions({ successes: 752, trials: 800 }, base));
    expectClose(eight.z, 2.83069258536);
    expectClose(eight.p, 0.00232236697115);
    const thousand = valueOf(lcugProportions({ successes: 940, trials: 1000 }, base));
    expectClose(thousand.z, 3.14970394174);
    expectClose(thousand.p, 0.000817179961957);
    // The classical pooled z of the same counts, 3.11440926102.
    const pooled = valueOf(proportionChiSquare([{ successes: 940, trials: 1000 }, base]));
    expectClose(Math.sqrt(pooled.statistic), 3.11440926102);
  });

  it('37/40 against 19,800/20,000: p = 1.83327761362e-5, four hundred times under the exact one', () => {
    const result = valueOf(lcugProportions({ successes: 37, trials: 40 }, { successes: 19_800, trials: 20_000 }));
    expectClose(result.p, 1.83327761362e-5);
    expect(result.enoughUnits).toBe(true);
  });

  it('a perfect own month has no z, an empty side no sample, 30 units too few', () => {
    const perfect = { successes: 5000, trials: 5000 };
    expect(lcugProportions({ successes: 149, trials: 150 }, perfect)).toEqual({ ok: false, reason: 'ZERO_VARIANCE' });
    expect(lcugProportions({ successes: 0, trials: 0 }, perfect)).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
    const few = valueOf(lcugProportions({ successes: 20, trials: 30 }, { successes: 3, trials: 9 }));
    expect(few.enoughUnits).toBe(false);
  });
});

describe('modified t', () => {
  it('raw: 127.25 against 185.416666667, sd 24.2327424459: t = −7.09105549198, p = 2.87961948652e-8', () => {
    const result = valueOf(modifiedT(partner, own));
    expectClose(result.ownMean, 127.25);
    expectClose(result.partnerMean, 185.416666667);
    expectClose(result.ownStandardDeviation, 24.2327424459);
    expectClose(result.t, -7.09105549198);
    expectClose(result.p, 2.87961948652e-8);
    expect(result.degreesOfFreedom).toBe(31);
  });

  it('ln(x + 0.4): 4.831792246321 against 5.214493071299, t = −5.93589547317, p = 7.36404832062e-7', () => {
    const result = valueOf(modifiedT(partner, own, 1));
    expectClose(result.ownMean, 4.831792246321);
    expectClose(result.partnerMean, 5.214493071299);
    expectClose(result.ownStandardDeviation, 0.190463792465);
    expectClose(result.t, -5.93589547317);
    expectClose(result.p, 7.36404832062e-7);
  });

  it('too few values, no spread, a negative duration', () => {
    expect(modifiedT([], own)).toEqual({ ok: false, reason: 'SAMPLE_TOO_SMALL' });
    expect(modifiedT([1], [2, 2])).toEqual({ ok: false, reason: 'ZERO_VARIANCE' });
    expect(() => modifiedT([-1], own)).toThrow(RangeError);
    expect(() => modifiedT([1], own, 0)).toThrow(RangeError);
  });
});

describe('truncated z', () => {
  const ownCounts = [400, 900, 250, 1600];
  const partnerCounts = [40, 60, 25, 100];
  const statistics = [-1.2, 0.4, -2.1, 0.9];
  const cells = ownCounts
    .map((count, index) => meanCell(count, partnerCounts[index] ?? 0, statistics[index] ?? NaN))
    .filter((cell): cell is WeightedCell => cell !== null);

  const balancing = (delta: number) => valueOf(balancingCriticalValue(cells, { delta }));

  it('four cells: weights √(n1 n2/(n1+n2)), Z^T = −0.719297823647', () => {
    expectAllClose(
      cells.map((cell) => cell.weight),
      [6.03022689156, 7.5, 4.76731294623, 9.70142500145],
    );
    expectClose(valueOf(truncatedZ(cells)), -0.719297823647);
  });

  it('balancing critical values −1.85714172757, −4.08505970063, −8.65053644313: no disparity', () => {
    expectClose(balancing(0.25).criticalValue, -1.85714172757);
    expectClose(balancing(0.25).errorRate, 0.0316454964, 2e-9);
    expectClose(balancing(0.5).criticalValue, -4.08505970063);
    expectClose(balancing(1).criticalValue, -8.65053644313);
  });

  it('one cell of 5000 and 150: untruncated −1.50847122508, truncated −1.65442833856', () => {
    expectClose(untruncatedCriticalValue(5000, 150, 0.25), -1.50847122508);
    const single = meanCell(5000, 150, 0);
    const result = balancingCriticalValue(single === null ? [] : [single], { delta: 0.25 });
    expectClose(valueOf(result).criticalValue, -1.65442833856);
  });

  it('40 bad of 1000 against 9 of 100: Z = −2.30977380919, W = 1.96702722227', () => {
    const cell = proportionCell({ ownCount: 1000, ownBad: 40, partnerCount: 100, partnerBad: 9 });
    expectClose(cell?.z, -2.30977380919);
    expectClose(cell?.weight, 1.96702722227);
  });

  it('cells that say nothing are null, no cell is named', () => {
    expect(meanCell(0, 5, 1)).toBeNull();
    expect(proportionCell({ ownCount: 10, ownBad: 0, partnerCount: 5, partnerBad: 0 })).toBeNull();
    expect(truncatedZ([])).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
    expect(balancingCriticalValue([], { delta: 1 })).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
  });

  it('good cells cannot offset bad ones: raising a positive cell changes nothing', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 50, noNaN: true }), (raise) => {
        const raised = cells.map((cell) => (cell.z > 0 ? { ...cell, z: cell.z + raise } : cell));
        expectClose(valueOf(truncatedZ(raised)), -0.719297823647);
      }),
    );
  });

  it('the critical value falls, and both errors with it, as the alternative moves away', () => {
    const delta = fc.double({ min: 0.01, max: 3, noNaN: true });
    fc.assert(
      fc.property(delta, delta, (one, other) => {
        const [near, far] = [balancing(Math.min(one, other)), balancing(Math.max(one, other))];
        expect(near.criticalValue).toBeLessThan(0);
        expect(far.criticalValue).toBeLessThanOrEqual(near.criticalValue + 1e-12);
        expect(far.errorRate).toBeLessThanOrEqual(near.errorRate + 1e-12);
      }),
    );
  });
});
