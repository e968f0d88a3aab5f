import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectClose, expectInterval } from '../testing/expect-close.ts';
import { estimatedShare, logitInterval } from './share-interval.ts';
import { positionAgainst } from './threshold.ts';
import { wilsonInterval } from './wilson.ts';

const part = fc.integer({ min: 1, max: 1e9 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe('Wilson', () => {
  it.each([
    [81, 263, 0.255288519878, 0.366209576983],
    [15, 148, 0.0623863995307, 0.160487241723],
    [0, 20, 0, 0.161125158053],
    [1, 29, 0.00611321429276, 0.171755218793],
  ])('%i/%i → [%d, %d]', (x, n, lower, upper) => expectInterval(wilsonInterval(x, n), [lower, upper]));

  it('no trial, no interval; more successes than trials is a caller error', () => {
    expect(wilsonInterval(0, 0)).toBeNull();
    expect(() => wilsonInterval(3, 2)).toThrow(RangeError);
  });

  it('lies inside [0, 1], holds x/n, and mirrors when successes and failures swap', () => {
    fc.assert(
      fc.property(part, ([x, n]) => {
        const { lower, upper } = wilsonInterval(x, n) ?? { lower: NaN, upper: NaN };
        const mirror = wilsonInterval(n - x, n);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeLessThanOrEqual(1);
        expect(lower).toBeLessThanOrEqual(x / n + 1e-15);
        expect(upper).toBeGreaterThanOrEqual(x / n - 1e-15);
        expect(Math.abs(1 - upper - (mirror?.lower ?? NaN))).toBeLessThan(1e-12);
      }),
    );
  });
});

describe('share against an estimate', () => {
  it('175/(175 + 105) = 0.625; se = 175·10/280² = 0.0223214286', () => {
    const share = estimatedShare({ ownVolume: 175, othersVolume: 105, othersStandardError: 10 });
    expectClose(share?.shareRatio, 0.625);
    expectClose(share?.standardError, 0.0223214286, 2e-9);
    expectInterval(share, [0.5812508039, 0.6687491961]);
  });

  it('an empty market has none, and a vast error is clipped to [0, 1]', () => {
    expect(estimatedShare({ ownVolume: 0, othersVolume: 0, othersStandardError: 1 })).toBeNull();
    expectInterval(estimatedShare({ ownVolume: 1, othersVolume: 1, othersStandardError: 100 }), [0, 1]);
  });

  it('the logit interval never leaves [0, 1] and is absent at 0 and 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
        fc.double({ min: 0, max: 10, noNaN: true }),
        (share, error) => {
          const interval = logitInterval(share, error, 1.96);
          expect(interval?.lower).toBeGreaterThanOrEqual(0);
          expect(interval?.upper).toBeLessThanOrEqual(1);
          expect(interval?.lower).toBeLessThanOrEqual(share + 1e-12);
        },
      ),
    );
    expect(logitInterval(0, 0.1, 1.96)).toBeNull();
    expect(logitInterval(1, 0.1, 1.96)).toBeNull();
  });
});

describe('threshold', () => {
  it('an HHI of [2254, 9666] is above 1800 and undecided at 2500; [900, 990] is below 1000', () => {
    expect(positionAgainst(1800, { lower: 2254, upper: 9666 })).toBe('ABOVE');
    expect(positionAgainst(2500, { lower: 2254, upper: 9666 })).toBe('UNDECIDED');
    expect(positionAgainst(1000, { lower: 900, upper: 990 })).toBe('BELOW');
    expect(positionAgainst(1000, { lower: 1000, upper: 1200 })).toBe('UNDECIDED');
  });
});
