import { expect, it } from 'vitest';
import { logTicks } from './delay-data.ts';

it('ticks of a logarithmic axis are 1, 2, 5; over more than five powers only 1', () => {
  expect(logTicks(0.2, 60)).toEqual([0.2, 0.5, 1, 2, 5, 10, 20, 50]);
  expect(logTicks(0.01, 100_000)).toEqual([0.01, 0.1, 1, 10, 100, 1000, 10_000, 100_000]);
  expect(logTicks(0, 10)).toEqual([]);
});
