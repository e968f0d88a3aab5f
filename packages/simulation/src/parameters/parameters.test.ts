import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextPrime } from '../market/create-patients.ts';
import { cutHorizon } from '../output/write-bookings.ts';
import { easterDay, frenchHolidays, monthNumber, monthStartDay, monthText, parisOffset, weekday } from './calendar.ts';
import { loadDepartements } from './departements.ts';
import { FIRST_CHOICE } from './platforms.ts';
import { COUNTRY_PRACTITIONERS, SPECIALTIES } from './professions.ts';
import { exponential, normalQuantile, quantilesOfWeights } from './quantiles.ts';

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

describe('calendar', () => {
  it('Easter: 5 April 2015, 1 April 2018, 12 April 2020, 4 April 2021, 20 April 2025', () => {
    expect([2015, 2018, 2020, 2021, 2025].map(easterDay)).toEqual(
      ['2015-04-05', '2018-04-01', '2020-04-12', '2021-04-04', '2025-04-20'].map(day),
    );
  });
  it('eleven holidays: 2021 has Easter Monday on 5 April, Ascension on 13 May, Whit Monday on 24 May', () => {
    const holidays = frenchHolidays(2021);
    expect(holidays.size).toBe(11);
    for (const d of ['2021-04-05', '2021-05-13', '2021-05-24', '2021-07-14']) expect(holidays.has(day(d))).toBe(true);
  });
  it('Paris is two hours ahead from 28 March to 30 October 2021, one hour from 31 October', () => {
    expect(['2021-03-27', '2021-03-28', '2021-10-30', '2021-10-31'].map((d) => parisOffset(day(d)))).toEqual([
      3600, 7200, 7200, 3600,
    ]);
  });
  it('agrees with the platform’s own calendar on any day', () => {
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Paris',
      hour: '2-digit',
      weekday: 'short',
      hourCycle: 'h23',
    });
    fc.assert(
      fc.property(fc.integer({ min: day('2015-01-01'), max: day('2029-12-31') }), (d) => {
        const noon = format.formatToParts(new Date((d * 86_400 + 12 * 3600 - parisOffset(d)) * 1000));
        expect(noon.find((p) => p.type === 'hour')?.value).toBe('12');
        expect(noon.find((p) => p.type === 'weekday')?.value).toBe(
          ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][weekday(d)],
        );
      }),
    );
  });
  it('month numbers and texts are each other’s inverse', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 180 }), (m) => monthNumber(monthText(m)) === m));
    expect(monthStartDay(74)).toBe(day('2021-03-01'));
  });
});

describe('tables of draws', () => {
  it('the normal quantile: 0.975 → 1.959964, 0.5 → 0, 0.01 → −2.326348', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963985, 6);
    expect(normalQuantile(0.5)).toBeCloseTo(0, 9);
    expect(normalQuantile(0.01)).toBeCloseTo(-2.326347874, 6);
  });
  it('bins appear as often as their weights say, and never where the weight is 0', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 31 }).filter((w) => w.some((x) => x > 0)),
        (weights) => {
          const levels = quantilesOfWeights(weights);
          const total = weights.reduce((a, b) => a + b, 0);
          weights.forEach((w, bin) => {
            const seen = levels.filter((l) => l === bin).length;
            expect(Math.abs(seen - (w / total) * 1024)).toBeLessThanOrEqual(1);
            if (w === 0) expect(seen).toBe(0);
          });
        },
      ),
    );
  });
  it('an exponential keeps its mean within 2 % where it is not cut', () => {
    const values = exponential(30, 10_000);
    expect(Math.abs(values.reduce((a, b) => a + b, 0) / values.length / 30 - 1)).toBeLessThan(0.02);
  });
  it('a stride through a prime number of patients meets each one once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 3000 }), (least) => {
        const n = nextPrime(least);
        expect(new Set(Array.from({ length: n }, (_, i) => (17 + i * 104_729) % n)).size).toBe(n);
      }),
      { numRuns: 20 },
    );
  });
});

describe('parameters', () => {
  it('450,000 caregivers, of whom 228,000 doctors', () => {
    expect(COUNTRY_PRACTITIONERS).toBe(450_000);
    expect(SPECIALTIES.filter((s) => s.profession === 'MED').reduce((sum, s) => sum + s.persons, 0)).toBe(228_000);
  });
  it('first choices sum to 1,000', () => {
    for (const row of FIRST_CHOICE) expect(Object.values(row.permille).reduce((a, b) => a + b, 0)).toBe(1000);
  });
  it('101 départements, each with a neighbour that is not itself', () => {
    const departements = loadDepartements();
    expect(new Set(departements.map((d) => d.departement)).size).toBe(101);
    departements.forEach((d, i) => expect(d.neighbour).not.toBe(i));
    expect(departements.find((d) => d.departement === '48')?.population).toBeGreaterThan(70_000);
  });
  it('a horizon is cut into months, or at each January, without gap or overlap', () => {
    expect(cutHorizon({ from: 10, toExclusive: 25 }, 'year')).toEqual([
      { from: 10, toExclusive: 12 },
      { from: 12, toExclusive: 24 },
      { from: 24, toExclusive: 25 },
    ]);
    expect(cutHorizon({ from: 10, toExclusive: 25 }, 'month')).toHaveLength(15);
  });
});
