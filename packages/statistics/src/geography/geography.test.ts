import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/expect-close.ts';
import { catchmentKm } from './catchment.ts';
import { EARTH_RADIUS_KM, haversineKm } from './haversine.ts';

const place = (latitudeDegrees: number, longitudeDegrees: number) => ({ latitudeDegrees, longitudeDegrees });
const anywhere = fc.record({
  latitudeDegrees: fc.double({ min: -90, max: 90, noNaN: true }),
  longitudeDegrees: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('haversine', () => {
  it('Paris–Lyon 391.4994724 km, Marseille–Nice 159.3906908 km', () => {
    expectClose(haversineKm(place(48.8566, 2.3522), place(45.764, 4.8357)), 391.4994724);
    expectClose(haversineKm(place(43.2965, 5.3698), place(43.7102, 7.262)), 159.3906908);
  });

  it('0 to oneself, half the circumference to the antipode, symmetric', () => {
    fc.assert(
      fc.property(anywhere, anywhere, (here, there) => {
        expect(haversineKm(here, here)).toBe(0);
        expect(haversineKm(here, there)).toBeCloseTo(haversineKm(there, here), 6);
        expect(haversineKm(here, there)).toBeLessThanOrEqual(Math.PI * EARTH_RADIUS_KM + 1e-6);
      }),
    );
    expectClose(haversineKm(place(90, 0), place(-90, 0)), Math.PI * EARTH_RADIUS_KM);
  });
});

describe('catchment', () => {
  const distances = [1, 2, 3, 5, 8, 13];
  const bookings = [30, 25, 20, 10, 10, 5];
  const rows = distances.map((distanceKm, index) => ({ distanceKm, bookings: bookings[index] ?? 0 }));

  it('30 + 25 + 20 = 75, + 10 = 85 ≥ 80 % of 100 → 5 km, in any order', () => {
    expect(catchmentKm(rows)).toBe(5);
    expect(catchmentKm(rows.toReversed())).toBe(5);
    expect(catchmentKm(rows, 1)).toBe(13);
  });

  it('exactly 80 % counts, trailing distances without bookings do not', () => {
    expect(
      catchmentKm([
        { distanceKm: 4, bookings: 8 },
        { distanceKm: 9, bookings: 2 },
      ]),
    ).toBe(4);
    expect(catchmentKm([...rows, { distanceKm: 99, bookings: 0 }], 1)).toBe(13);
    expect(catchmentKm([])).toBeNull();
    expect(catchmentKm([{ distanceKm: 1, bookings: 0 }])).toBeNull();
  });
});
