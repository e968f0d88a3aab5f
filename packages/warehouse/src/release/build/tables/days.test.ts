import { describe, expect, it } from 'vitest';
import { addMonths, mondayFrom, mondayOf } from './days.ts';

describe('weeks and months of the calendar', () => {
  it.each([
    ['2021-04-12', '2021-04-12', '2021-04-12'],
    ['2021-04-18', '2021-04-12', '2021-04-19'],
    ['2021-01-01', '2020-12-28', '2021-01-04'],
    ['2024-02-29', '2024-02-26', '2024-03-04'],
    ['0202-01-05', '0202-01-04', '0202-01-11'],
  ])('%s: its Monday is %s, the next on or after it %s', (day, monday, next) => {
    expect([mondayOf(day), mondayFrom(day)]).toEqual([monday, next]);
  });

  it('December + 1 month is January of the next year', () => {
    expect(addMonths('2021-12-01', 1)).toBe('2022-01-01');
    expect(addMonths('2021-01-31', 1)).toBe('2021-02-01');
  });
});
