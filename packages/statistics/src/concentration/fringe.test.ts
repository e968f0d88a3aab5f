import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectInterval, valueOf } from '../testing/expect-close.ts';
import { hhiBounds } from './fringe.ts';
import { hhi } from './hhi.ts';
import { hhiBoundsForTotal } from './total-interval.ts';

describe('fringe of unknown firms', () => {
  it('50/20/5, r = 25: lower 2500+400+25 = 2925; upper + 5·5² = 3050 if known are largest, + 25² = 3550 if not', () => {
    const knownSharesPoints = [50, 20, 5];
    expectInterval(valueOf(hhiBounds({ knownSharesPoints, knownAreLargest: true })), [2925, 3050]);
    expectInterval(valueOf(hhiBounds({ knownSharesPoints, knownAreLargest: false })), [2925, 3550]);
  });

  it('ten firms in the fringe: 2925 + 25²/10 = 2987.5', () => {
    const market = { knownSharesPoints: [50, 20, 5], knownAreLargest: true, fringeFirmCount: 10 };
    expectInterval(valueOf(hhiBounds(market)), [2987.5, 3050]);
  });

  it('70/15/8, r = 7: [5189, 5238]; seven firms of 1 → 5196, inside', () => {
    const bounds = valueOf(hhiBounds({ knownSharesPoints: [70, 15, 8], knownAreLargest: true }));
    expectInterval(bounds, [5189, 5238]);
    const actual = hhi([70, 15, 8, 1, 1, 1, 1, 1, 1, 1]);
    expect(actual).toBe(5196);
  });

  it('a fringe of three firms of 0.1 is three firms, though 0.3/0.1 floors to 2', () => {
    const bounds = valueOf(hhiBounds({ knownSharesPoints: [99.6, 0.1], knownAreLargest: true }));
    expectInterval(bounds, [9920.17, 9920.2], 1e-9);
  });

  it('everything known: both bounds are the HHI', () => {
    expectInterval(valueOf(hhiBounds({ knownSharesPoints: [60, 40], knownAreLargest: true })), [5200, 5200]);
  });

  it('nothing known: anything from 0 to a monopoly', () => {
    expectInterval(valueOf(hhiBounds({ knownSharesPoints: [], knownAreLargest: true })), [0, 10_000]);
  });

  it('contradictions are named', () => {
    const reason = { ok: false, reason: 'CONTRADICTORY_BOUNDS' };
    expect(hhiBounds({ knownSharesPoints: [70, 40], knownAreLargest: true })).toEqual(reason);
    expect(hhiBounds({ knownSharesPoints: [50, 0], knownAreLargest: true })).toEqual(reason);
    expect(hhiBounds({ knownSharesPoints: [50, 5], knownAreLargest: true, fringeFirmCount: 2 })).toEqual(reason);
    expect(hhiBounds({ knownSharesPoints: [50], knownAreLargest: true, fringeFirmCount: 0 })).toEqual(reason);
  });

  it('the bounds hold the truth when the largest k firms are known', () => {
    const market = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 15 });
    fc.assert(
      fc.property(market, fc.integer({ min: 1, max: 15 }), (volumes, k) => {
        const total = volumes.reduce((left, right) => left + right, 0);
        const shares = volumes.toSorted((left, right) => right - left).map((volume) => (100 * volume) / total);
        const knownSharesPoints = shares.slice(0, k);
        const fringeFirmCount = shares.length - knownSharesPoints.length;
        const truth = hhi(shares) ?? NaN;
        const bounds = valueOf(hhiBounds({ knownSharesPoints, knownAreLargest: true, fringeFirmCount }));
        expect(bounds.lower).toBeLessThanOrEqual(truth + 1e-6);
        expect(bounds.upper).toBeGreaterThanOrEqual(truth - 1e-6);
      }),
    );
  });
});

describe('market total known as an interval', () => {
  const knownVolumes = [50, 20, 5];

  it('T in [90, 120]: 10⁴·2925/120² = 2031.25; at T = 90, 10⁴·(2925 + 3·25)/90² = 3703.70370370', () => {
    const bounds = hhiBoundsForTotal({ knownVolumes, totalLower: 90, totalUpper: 120, knownAreLargest: true });
    expectInterval(valueOf(bounds), [2031.25, 3703.7037037037]);
  });

  it('a knot above T1 wins: at T = 80 the fringe fills one firm of 5, more than 1.5² allows at 76.5', () => {
    const bounds = valueOf(hhiBoundsForTotal({ knownVolumes, totalLower: 79, totalUpper: 80, knownAreLargest: true }));
    const [at79, at80] = [(1e4 * (2925 + 16)) / 79 ** 2, (1e4 * (2925 + 25)) / 80 ** 2];
    expectInterval(bounds, [(1e4 * 2925) / 6400, Math.max(at79, at80)]);
  });

  it('the closed form equals the maximum over a fine grid', () => {
    const volumes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(volumes, fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 80 }), (list, slack, width) => {
        const known = list.reduce((left, right) => left + right, 0);
        const market = { knownVolumes: list, totalLower: known + slack, totalUpper: known + slack + width };
        const { upper } = valueOf(hhiBoundsForTotal({ ...market, knownAreLargest: true }));
        for (let step = 0; step <= 400; step++) {
          const total = market.totalLower + (width * step) / 400;
          const knownSharesPoints = list.map((volume) => (100 * volume) / total);
          const point = valueOf(hhiBounds({ knownSharesPoints, knownAreLargest: true }));
          expect(point.upper).toBeLessThanOrEqual(upper * (1 + 1e-6));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('impossible totals are named, and a total under the known volumes is raised to them', () => {
    const market = { knownVolumes, knownAreLargest: false };
    expect(hhiBoundsForTotal({ ...market, totalLower: 10, totalUpper: 20 })).toMatchObject({ ok: false });
    expect(hhiBoundsForTotal({ knownVolumes: [], totalLower: 1, totalUpper: 2, knownAreLargest: true })).toMatchObject({
      reason: 'EMPTY_TOTAL',
    });
    expectInterval(valueOf(hhiBoundsForTotal({ ...market, totalLower: 10, totalUpper: 75 })), [5200, 5200]);
  });
});
