import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectClose, valueOf } from '../testing/expect-close.ts';
import { detectableDifference, detectableShift, detectionConstant, powerInFamily } from './detectable.ts';
import { powerTwoProportions, rateToldApart, sampleSizeTwoProportions } from './power.ts';

describe('power.prop.test', () => {
  it('50 per group, .5 against .75: 0.740165901331; power .9 needs 76.7069', () => {
    const question = { firstRatio: 0.5, secondRatio: 0.75 };
    expectClose(powerTwoProportions(question, 50), 0.740165901331);
    expectClose(sampleSizeTwoProportions(question, 0.9), 76.7069, 1e-6);
  });

  it('.95 against .93: 2961.0157 → 2962 at power .9 two-sided; 1742.43 at .8 one-sided', () => {
    const question = { firstRatio: 0.95, secondRatio: 0.93 };
    const size = sampleSizeTwoProportions(question, 0.9);
    expectClose(size, 2961.0157, 1e-7);
    expect(Math.ceil(size)).toBe(2962);
    expectClose(sampleSizeTwoProportions({ ...question, sides: 1 }, 0.8), 1742.43, 5e-6);
  });

  it('size and power are inverse; equal rates need infinitely many', () => {
    const ratio = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(ratio, ratio, (firstRatio, secondRatio) => {
        if (Math.abs(firstRatio - secondRatio) < 1e-3) return;
        const question = { firstRatio, secondRatio };
        expectClose(powerTwoProportions(question, sampleSizeTwoProportions(question, 0.8)), 0.8, 1e-9);
      }),
    );
    expect(sampleSizeTwoProportions({ firstRatio: 0.5, secondRatio: 0.5 }, 0.8)).toBe(Infinity);
    expect(powerTwoProportions({ firstRatio: 1, secondRatio: 1 }, 10)).toBe(0);
    expect(powerTwoProportions({ firstRatio: 1, secondRatio: 0 }, 10)).toBe(1);
    expect(() => powerTwoProportions({ firstRatio: 1.1, secondRatio: 0 }, 10)).toThrow(RangeError);
  });
});

describe('detectable difference', () => {
  it('constants 2.486475 alone and 4.132147731 in a family of 100; power there 0.2106835496', () => {
    expectClose(detectionConstant(), 2.486475, 1e-7);
    // The printed values add quantiles rounded to 1.644854 and 0.841621, hence agree to 7 digits.
    expectClose(detectionConstant({ familySize: 100 }), 4.132147731, 1e-7);
    expectClose(powerInFamily(100), 0.2106835496, 3e-7);
    expectClose(powerInFamily(1), 0.8);
  });

  // The printed value takes the own rate as observed, 0.99; the rule as corrected shrinks it to 0.989933…
  it('40 units against 19,800/20,000: 0.03915665273 at the raw rate, 0.0392848801550 at the shrunk one', () => {
    const raw = Math.sqrt(0.99 * 0.01);
    expectClose(detectableShift(raw, { ownCount: 20_000, partnerCount: 40 }), 0.03915665273, 1e-7);
    const shrunk = (19_800 + 1.3527717) / (20_000 + 2.7055434);
    const expected = 2.4864748605 * Math.sqrt(shrunk * (1 - shrunk) * (1 / 40 + 1 / 20_000));
    expectClose(detectableDifference({ successes: 19_800, trials: 20_000 }, 40), expected);
    expectClose(expected, 0.039284880155);
  });

  it('a perfect month still has one, an empty side none', () => {
    expect(detectableDifference({ successes: 5000, trials: 5000 }, 150)).toBeGreaterThan(0);
    expect(detectableDifference({ successes: 0, trials: 0 }, 150)).toBeNull();
    expect(detectableDifference({ successes: 1, trials: 2 }, 0)).toBeNull();
    expect(detectableShift(1, { ownCount: 0, partnerCount: 1 })).toBeNull();
    expectClose(detectableShift(1.5, { ownCount: 5000, partnerCount: 150 }), 2.486475 * 0.124297978, 1e-6);
  });
});

describe('rate told apart', () => {
  it('50 a side at .5 and 90 % power: R power.prop.test(n = 50, p1 = .5, power = .9) gives p2 = 0.802630581704', () => {
    const sought = { firstRatio: 0.5, perGroup: 50, power: 0.9 };
    expectClose(valueOf(rateToldApart({ ...sought, direction: 'HIGHER' })), 0.802630581704);
    expectClose(valueOf(rateToldApart({ ...sought, direction: 'LOWER' })), 1 - 0.802630581704);
  });

  it('gives back the power asked for; three units a side tell nothing', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        fc.integer({ min: 5, max: 1e6 }),
        (firstRatio, perGroup) => {
          const found = rateToldApart({ firstRatio, perGroup, power: 0.8, direction: 'LOWER' });
          if (!found.ok) return;
          expect(found.value).toBeLessThan(firstRatio);
          expectClose(powerTwoProportions({ firstRatio, secondRatio: found.value }, perGroup), 0.8, 1e-7);
        },
      ),
    );
    const few = { firstRatio: 0.95, perGroup: 3, power: 0.9, direction: 'HIGHER' as const };
    expect(rateToldApart(few)).toEqual({ ok: false, reason: 'NOT_REACHABLE' });
  });
});
