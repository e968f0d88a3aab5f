import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addWorkingDays, frenchPublicHolidays, isWorkingDay, parisDayOf, workingDaysBetween } from './working-days.ts';

it('2021: 8 fixed days, Easter Monday 5 April (Easter 4 April + 1), Ascension 13 May (+39), Whit Monday 24 May (+50)', () => {
  expect(frenchPublicHolidays(2021)).toEqual([
    '2021-01-01',
    '2021-04-05',
    '2021-05-01',
    '2021-05-08',
    '2021-05-13',
    '2021-05-24',
    '2021-07-14',
    '2021-08-15',
    '2021-11-01',
    '2021-11-11',
    '2021-12-25',
  ]);
});

it('Easter at both ends of its range and around them: 22 March 1818, 25 April 2038, 31 March 2024, 20 April 2025', () => {
  const easterMondays = { 1818: '1818-03-23', 2024: '2024-04-01', 2025: '2025-04-21', 2038: '2038-04-26' };
  for (const [year, day] of Object.entries(easterMondays)) expect(frenchPublicHolidays(Number(year))).toContain(day);
});

it('10 working days after Thursday 1 April 2021: 2, 6, 7, 8, 9, 12, 13, 14, 15, 16 April (5 April is Easter Monday)', () => {
  expect(addWorkingDays('2021-04-01', 10)).toBe('2021-04-16');
  expect(workingDaysBetween('2021-04-01', '2021-04-16')).toBe(10);
});

it('over New Year: Friday 31 December 2021 + 1 is Monday 3 January 2022', () => {
  expect(addWorkingDays('2021-12-31', 1)).toBe('2022-01-03');
});

const day = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

it('counting back what was added gives the number, and the end is a working day', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 60 }), (from, days) => {
      const to = addWorkingDays(from, days);
      expect(workingDaysBetween(from, to)).toBe(days);
      expect(isWorkingDay(to)).toBe(true);
    }),
  );
});

it('the day in Paris: 22:30 UTC is the next day in summer, 22:30 UTC is the same day in winter', () => {
  expect(parisDayOf(new Date('2021-06-30T22:30:00Z'))).toBe('2021-07-01');
  expect(parisDayOf(new Date('2021-12-31T22:30:00Z'))).toBe('2021-12-31');
});
