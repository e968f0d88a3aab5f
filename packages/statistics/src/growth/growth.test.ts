import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectAllClose, expectClose } from '../testing/expect-close.ts';
import { cagr, growthRatio, monthlyEquivalent, newVersusInstalled, yearsFromDays } from './growth.ts';
import { organicGrowth } from './origin.ts';
import { pricePath } from './price-path.ts';
import { shiftShare } from './shift-share.ts';
import { logLinearTrend } from './trend.ts';

describe('rates of growth', () => {
  it('80,000 / 65,000 − 1 = 0.2307692308; a fall is negative', () => {
    expectClose(growthRatio(80_000, 65_000), 0.2307692308);
    expectClose(growthRatio(50, 80), -0.375);
  });

  it('no base is neither 0 nor 100 %', () => {
    expect(growthRatio(5, 0)).toBeNull();
    expect(growthRatio(5, -3)).toBeNull();
  });

  it('10,000 → 150,000 in 6 years; 65,000 → 150,000 in 2.75', () => {
    expectClose(cagr(10_000, 150_000, 6), 0.5704178025);
    expectClose(cagr(65_000, 150_000, 2.75), 0.355391294, 2e-9);
    expect(cagr(0, 10, 1)).toBeNull();
    expect(cagr(10, 10, 0)).toBeNull();
  });

  it('50 % a year is 0.0343660832 a month', () => {
    expectClose(monthlyEquivalent(0.5), 0.0343660832, 2e-9);
    expect(monthlyEquivalent(-1.1)).toBeNull();
    expect(monthlyEquivalent(-1)).toBe(-1);
  });

  it('100,110,125,135,150: slope 0.101572462886, growth 0.106910125388', () => {
    const trend = logLinearTrend([100, 110, 125, 135, 150]);
    expectClose(trend?.slope, 0.101572462886);
    expectClose(trend?.growthRatio, 0.106910125388);
    expect(logLinearTrend([100, 0])).toBeNull();
    expect(logLinearTrend([100])).toBeNull();
    expect(logLinearTrend([100, 200], [3, 3])).toBeNull();
  });
});

describe('decompositions', () => {
  it('50,000 + 10,000 bought → 75,000 of which 8,500 bought: 50 %, 33 %, 25 %, 85 %', () => {
    const growth = organicGrowth({
      startCustomers: 50_000,
      acquiredCustomers: 10_000,
      endCustomers: 75_000,
      survivingAcquired: 8_500,
    });
    expect(growth).toEqual({
      totalRatio: 0.5,
      organicRatio: 0.33,
      proFormaRatio: 0.25,
      acquiredRetentionRatio: 0.85,
    });
  });

  it('without a start or an acquisition, null', () => {
    const none = { startCustomers: 0, acquiredCustomers: 0, endCustomers: 3, survivingAcquired: 0 };
    expect(Object.values(organicGrowth(none))).toEqual([null, null, null, null]);
  });

  it('0.60 → 0.65 = 0.0642857143 within − 0.0166666667 mix + 0.0023809524; midpoint 0.0654761905 − 0.0154761905', () => {
    const change = shiftShare([
      { marketStart: 600, marketEnd: 800, ownStart: 420, ownEnd: 600 },
      { marketStart: 400, marketEnd: 700, ownStart: 180, ownEnd: 375 },
    ]);
    expectClose(change?.startShareRatio, 0.6);
    expectClose(change?.endShareRatio, 0.65);
    expectClose(change?.within, 0.0642857143, 1e-9);
    expectClose(change?.mix, -0.0166666667, 3e-9);
    expectClose(change?.interaction, 0.0023809524, 1e-8);
    expectClose(change?.midpointWithin, 0.0654761905, 1e-9);
    expectClose(change?.midpointMix, -0.0154761905, 2e-9);
  });

  it('the terms always add up to the change, segments that open or close included', () => {
    const volume = fc.integer({ min: 0, max: 1000 });
    const segment = fc
      .record({ marketStart: volume, marketEnd: volume, a: fc.double({ min: 0, max: 1, noNaN: true }) })
      .map(({ marketStart, marketEnd, a }) => ({
        marketStart,
        marketEnd,
        ownStart: marketStart * a,
        ownEnd: marketEnd * (1 - a),
      }));
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 8 }), (segments) => {
        const change = shiftShare(segments);
        if (change === null) return;
        const moved = change.endShareRatio - change.startShareRatio;
        expect(Math.abs(change.within + change.mix + change.interaction - moved)).toBeLessThan(1e-12);
        expect(Math.abs(change.midpointWithin + change.midpointMix - moved)).toBeLessThan(1e-12);
      }),
    );
    expect(shiftShare([{ marketStart: 0, marketEnd: 5, ownStart: 0, ownEnd: 5 }])).toBeNull();
  });

  it('600 of 1000 installed = 60 %, 375 of 500 net adds = 75 %', () => {
    const counts = { ownBase: 600, marketBase: 1000, ownNetAdds: 375, marketNetAdds: 500 };
    expect(newVersusInstalled(counts)).toEqual({ installedShareRatio: 0.6, newShareRatio: 0.75 });
    expect(newVersusInstalled({ ...counts, marketBase: 0, marketNetAdds: -5 })).toEqual({
      installedShareRatio: null,
      newShareRatio: null,
    });
  });

  it('109 → 129 → 139 → 149: +18.3486 %, +7.7519 %, +7.1942 %, cumulative +36.6972 %, 6.9681 % a year over 1695 d', () => {
    const path = pricePath([109, 129, 139, 149]);
    expectAllClose(path.stepRatios, [0.183486, 0.077519, 0.071942], 1e-5);
    expectClose(path.cumulativeRatios.at(-1), 0.366972, 2e-6);
    expectClose(cagr(109, 149, yearsFromDays(1695)), 0.069681, 1e-5);
    expect(pricePath([])).toEqual({ stepRatios: [], cumulativeRatios: [] });
    expect(pricePath([0, 10]).stepRatios).toEqual([null]);
  });
});
