import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { effectScale, placeOn, roundStep } from './effect-scale.ts';

describe('a scale of effects', () => {
  it('−4.4 to −1.2 points with a margin of 2: from −6 to +2 by 2', () => {
    const scale = effectScale([-0.044, -0.035, -0.012], 0.02);
    expect([scale.low, scale.high].map((x) => Number(x.toFixed(9)))).toEqual([-0.06, 0.02]);
    expect(scale.ticks.map((tick) => Math.round(tick * 100))).toEqual([-6, -4, -2, 0, 2]);
  });
  it('always holds zero, the margin and what it was given, up to the limit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 12 }),
        fc.double({ min: 1e-4, max: 0.5, noNaN: true }),
        (values, margin) => {
          const scale = effectScale(values, margin);
          const inside = (x: number): boolean => x >= scale.low - 1e-9 && x <= scale.high + 1e-9;
          expect(inside(0) && inside(-margin)).toBe(true);
          expect(values.every((value) => inside(Math.min(Math.max(value, -margin * 12), margin * 12)))).toBe(true);
          expect(scale.ticks.length).toBeLessThanOrEqual(10);
          expect(scale.ticks).toContain(0);
        },
      ),
    );
  });
  it('places its ends at 0 and 100 and holds what lies beyond', () => {
    const scale = effectScale([], 1);
    expect([placeOn(scale, scale.low), placeOn(scale, scale.high), placeOn(scale, -99)]).toEqual([0, 100, 0]);
  });
  it('steps are 1, 2 or 5 times a power of ten: 0.7 in 6 parts is 0.2', () => {
    expect(roundStep(0.7, 6)).toBeCloseTo(0.2, 12);
    expect(roundStep(60, 6)).toBe(10);
  });
});
