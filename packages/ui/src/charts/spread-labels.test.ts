import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spreadLabels } from './spread-labels.ts';

it('labels that are far enough stay where they are', () => {
  expect(spreadLabels([10, 50, 90], 14, 0, 100)).toEqual([10, 50, 90]);
});

it('labels at the floor are pushed up from it: 98, 99, 100 with gap 14 below 100 → 72, 86, 100', () => {
  expect(spreadLabels([98, 99, 100], 14, 0, 100)).toEqual([72, 86, 100]);
});

it('never nearer than the gap, order kept, when there is room', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 20 }), (wanted) => {
      const placed = spreadLabels(wanted, 14, 0, 1000);
      const sorted = [...placed].sort((a, b) => a - b);
      sorted.slice(1).forEach((at, i) => expect(at - (sorted[i] ?? 0)).toBeGreaterThanOrEqual(14 - 1e-9));
      placed.forEach((at) => expect(at).toBeLessThanOrEqual(1000));
      wanted.forEach((a, i) => wanted.forEach((b, j) => a < b && expect(placed[i] ?? 0).toBeLessThan(placed[j] ?? 0)));
    }),
  );
});
