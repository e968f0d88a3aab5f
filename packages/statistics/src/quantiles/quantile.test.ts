import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../random/mulberry32.ts';
import { expectAllClose, expectClose } from '../testing/expect-close.ts';
import { median, quantile } from './quantile.ts';

const own = [80, 85, 90, 95, 100, 105, 110, 120, 150, 400];
const partner = [100, 110, 115, 120, 130, 140, 150, 180, 300, 900];
const levels = [0.5, 0.9, 0.95, 0.99];

describe('quantiles', () => {
  it('type 7 of the own and the partner latencies at P50, P90, P95, P99', () => {
    expectAllClose(
      levels.map((level) => quantile(own, level)),
      [102.5, 175, 287.5, 377.5],
    );
    expectAllClose(
      levels.map((level) => quantile(partner, level)),
      [135, 360, 630, 846],
    );
  });

  it('type 1 is always an observed value: P50 of ten is the fifth', () => {
    expect(quantile(own, 0.5, 1)).toBe(100);
    expect(quantile(own, 0.51, 1)).toBe(105);
    expect(quantile(own, 0, 1)).toBe(80);
    expect(quantile(own, 1, 1)).toBe(400);
    expect(
      quantile(
        Array.from({ length: 30 }, (_, index) => index + 1),
        0.1,
        1,
      ),
    ).toBe(3);
  });

  it('empty has none, NaN is a caller error', () => {
    expect(quantile([], 0.5)).toBeNull();
    expect(median([3, 1, 2])).toBe(2);
    expect(() => quantile([1, NaN], 0.5)).toThrow(RangeError);
    expect(() => quantile([1], 2)).toThrow(RangeError);
  });

  it('lies between the extremes and rises with the level', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 });
    const level = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(values, level, level, fc.constantFrom(1 as const, 7 as const), (list, one, other, type) => {
        const low = quantile(list, Math.min(one, other), type) ?? NaN;
        const high = quantile(list, Math.max(one, other), type) ?? NaN;
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(Math.min(...list));
        expect(high).toBeLessThanOrEqual(Math.max(...list));
      }),
    );
  });
});

describe('mulberry32', () => {
  it('seed 42 → 0.6011037519, 0.4482905590, 0.8524657935, 0.6697340414, 0.1748138987', () => {
    const random = mulberry32(42);
    for (const value of [0.6011037519, 0.448290559, 0.8524657935, 0.6697340414, 0.1748138987])
      expectClose(random(), value, 1e-9);
  });

  it('the same seed gives the same stream, in [0, 1)', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [one, other] = [mulberry32(seed), mulberry32(seed)];
        for (let turn = 0; turn < 20; turn++) {
          const value = one();
          expect(value).toBe(other());
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThan(1);
        }
      }),
    );
  });
});
