import { expect, it } from 'vitest';
import { marketSearchSchema, periodOf, scopeParams, stepMonth } from './market-search.ts';

it('a value that cannot be read is dropped, the others stay', () => {
  expect(marketSearchSchema.parse({ month: '2021-13', place: '75', vaccination: 'sometimes', repairs: 'off' })).toEqual(
    { place: '75', repairs: 'off' },
  );
});

it('periods are half-open: April 2021 ends on 1 May, Q4 on 1 January', () => {
  expect(periodOf({ month: '2021-04' })).toEqual({ from: '2021-04-01', to: '2021-05-01' });
  expect(periodOf({ quarter: '2021-Q4' })).toEqual({ from: '2021-10-01', to: '2022-01-01' });
  expect(periodOf({ from: '2021-04-12', to: '2021-05-10' })).toEqual({ from: '2021-04-12', to: '2021-05-10' });
  expect(periodOf({})).toBeNull();
});

it('nothing chosen, nothing sent', () => {
  expect(scopeParams({})).toEqual({});
  expect(scopeParams({ repairs: 'off', outside: 'out', place: '2A' })).toEqual({
    repairs: false,
    outsideOption: 'out',
    departement: '2A',
  });
});

it('months step over the year', () => {
  expect(stepMonth('2021-01', -1)).toBe('2020-12');
  expect(stepMonth('2021-12', 1)).toBe('2022-01');
});
