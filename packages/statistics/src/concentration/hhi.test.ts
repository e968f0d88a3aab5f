import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/expect-close.ts';
import { gini } from './gini.ts';
import { concentrationRatio, deltaHhi, effectiveNumber, hhi, normalisedHhi, sharesPointsOf } from './hhi.ts';
import { theilL, theilT } from './theil.ts';

/** shares, HHI, N_eff, HHI*, Gini, Theil T, Theil L, CR1, CR2, CR4. */
type Row = [number[], number, number, number, number, number, number, number, number, number];

const published: Row[] = [
  [[30, 30, 20, 20], 2600, 3.84615384615, 0.0133333333333, 0.1, 0.0201355135507, 0.0204109972601, 30, 60, 100],
  [[40, 20, 15, 15, 10], 2550, 3.92156862745, 0.06875, 0.26, 0.121639532432, 0.115072828981, 40, 60, 90],
  [[40, 30, 20, 10], 3000, 3.33333333333, 0.0666666666667, 0.25, 0.106440135286, 0.121777274287, 40, 70, 100],
  [
    [10, 9, 12, 15, 12, 11, 15, 16],
    1296,
    7.71604938272,
    0.00525714285714,
    0.1075,
    0.0184554087974,
    0.0187027234147,
    16,
    31,
    58,
  ],
  [[60, 20, 8, 6, 4, 2], 4120, 2.42718446602, 0.2944, 0.566666666667, 0.585518084828, 0.639957485366, 60, 80, 94],
  [[80, 8, 6, 4, 2], 6520, 1.53374233129, 0.565, 0.64, 0.853064643729, 0.929198436102, 80, 88, 98],
];

const volumes = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 2, maxLength: 40 });

describe('published concentration vectors', () => {
  it.each(published)('%j', (shares, index, firms, normalised, giniIndex, t, l, cr1, cr2, cr4) => {
    expectClose(hhi(shares), index);
    expectClose(effectiveNumber(shares), firms);
    expectClose(normalisedHhi(shares), normalised);
    expectClose(gini(shares), giniIndex);
    expectClose(theilT(shares), t);
    expectClose(theilL(shares), l);
    expectClose(concentrationRatio(shares, 1), cr1);
    expectClose(concentrationRatio(shares, 2), cr2);
    expectClose(concentrationRatio(shares, 4), cr4);
  });

  it('three largest of the eight-firm list: 16 + 15 + 15 = 46', () => {
    expectClose(concentrationRatio([10, 9, 12, 15, 12, 11, 15, 16], 3), 46);
  });
});

describe('golden bookings 175/55/50 of 280', () => {
  it('62.5² + 19.64…² + 17.86…² = 4610.969388, and 10⁴ over it = 2.168741 firms', () => {
    const shares = sharesPointsOf([175, 55, 50]) ?? [];
    expectClose(hhi(shares), 4610.969388, 1e-9);
    expectClose(effectiveNumber(shares), 2.168741, 1e-6);
  });

  it('seats 5/3/3 of 11 → 3553.719008; fractional 4/2/2 of 8 → 3750; primary 5/2/1 of 8 → 4687.5', () => {
    expectClose(hhi(sharesPointsOf([5, 3, 3]) ?? []), 3553.719008, 1e-9);
    expectClose(hhi(sharesPointsOf([4, 2, 2]) ?? []), 3750);
    expectClose(hhi(sharesPointsOf([5, 2, 1]) ?? []), 4687.5);
  });

  it('by département: 75 has 125/35/35 → 4753.451677, 48 has 50/20/15 → 4325.259516', () => {
    expectClose(hhi(sharesPointsOf([125, 35, 35]) ?? []), 4753.451677);
    expectClose(hhi(sharesPointsOf([50, 20, 15]) ?? []), 4325.259516);
  });
});

describe('limits', () => {
  it('an empty market has no index; a monopoly has 10,000 and no normalised index', () => {
    expect(sharesPointsOf([0, 0])).toBeNull();
    expect([hhi([]), effectiveNumber([]), effectiveNumber([0]), concentrationRatio([], 4)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(hhi([100])).toBe(10_000);
    expect(normalisedHhi([100])).toBeNull();
  });

  it('fewer firms than k: CR4 of two firms is their sum, 60 + 40 = 100', () => {
    expect(concentrationRatio([60, 40], 4)).toBe(100);
  });

  it('a negative or missing share is a caller error', () => {
    expect(() => hhi([-1, 101])).toThrow(RangeError);
    expect(() => hhi([NaN])).toThrow(RangeError);
  });
});

describe('properties', () => {
  it('shares sum to 100', () => {
    fc.assert(
      fc.property(volumes, (list) => {
        const total = (sharesPointsOf(list) ?? []).reduce((left, right) => left + right, 0);
        expectClose(total, 100, 1e-12);
      }),
    );
  });

  it('merging a and b adds 2ab', () => {
    fc.assert(
      fc.property(volumes, (list) => {
        const [a = 0, b = 0, ...rest] = sharesPointsOf(list) ?? [];
        const before = hhi([a, b, ...rest]) ?? NaN;
        expect(Math.abs((hhi([a + b, ...rest]) ?? NaN) - before - deltaHhi(a, b))).toBeLessThan(1e-9);
      }),
    );
  });

  it('10⁴/n ≤ HHI ≤ 10⁴, and 0 ≤ HHI* ≤ 1', () => {
    fc.assert(
      fc.property(volumes, (list) => {
        const shares = sharesPointsOf(list) ?? [];
        const index = hhi(shares) ?? NaN;
        expect(index).toBeGreaterThanOrEqual((1e4 / list.length) * (1 - 1e-12));
        expect(index).toBeLessThanOrEqual(1e4 * (1 + 1e-12));
        expect(normalisedHhi(shares)).toBeGreaterThanOrEqual(-1e-12);
        expect(normalisedHhi(shares)).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});
