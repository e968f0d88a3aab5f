import { requireFinite } from '../checks.ts';

/** Mean radius of the Earth (IUGG), in kilometres. */
export const EARTH_RADIUS_KM = 6371.0088;

/** Degrees, WGS 84. */
export interface Coordinates {
  latitudeDegrees: number;
  longitudeDegrees: number;
}

/** Great-circle distance in km: 2R·asin √(sin²(Δφ/2) + cosφ1·cosφ2·sin²(Δλ/2)). For commune centroids, not addresses. */
export function haversineKm(from: Coordinates, to: Coordinates): number {
  for (const degrees of [...Object.values(from), ...Object.values(to)]) requireFinite('degrees', degrees);
  const radians = Math.PI / 180;
  const halfLatitude = Math.sin(((to.latitudeDegrees - from.latitudeDegrees) * radians) / 2) ** 2;
  const halfLongitude = Math.sin(((to.longitudeDegrees - from.longitudeDegrees) * radians) / 2) ** 2;
  const parallels = Math.cos(from.latitudeDegrees * radians) * Math.cos(to.latitudeDegrees * radians);
  // Rounding can carry the haversine of antipodes just over 1.
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, halfLatitude + parallels * halfLongitude)));
}
