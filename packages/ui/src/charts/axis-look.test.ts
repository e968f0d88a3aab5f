import { expect, it } from 'vitest';
import { bandOf, evenTicks, holdIn, thinTicks } from './axis-look.ts';

it('ticks end with the newest: 13 months in at most 5 is every third', () => {
  expect(evenTicks(13, 5)).toEqual([0, 3, 6, 9, 12]);
  expect(evenTicks(12, 5)).toEqual([2, 5, 8, 11]);
  expect(evenTicks(1, 5)).toEqual([0]);
  expect(evenTicks(0, 5)).toEqual([]);
});

it('a narrow axis prints every second month: 6 × 64 px do not fit in 300', () => {
  expect(thinTicks([0, 31, 59, 90, 120, 151], 300)).toEqual([0, 59, 120]);
  expect(thinTicks([0, 30, 61], 280)).toEqual([0, 30, 61]);
});

it('an interval is held inside its scale, an open end goes to the edge, none stays none', () => {
  const scale = { low: -3, high: 1 };
  expect(bandOf(-9, 0.5, scale)).toEqual([-3, 0.5]);
  expect(bandOf(null, 0.5, scale)).toEqual([-3, 0.5]);
  expect(bandOf(null, null, scale)).toBeNull();
  expect(holdIn(7, scale)).toBe(1);
});
