import { normalCdf, normalQuantile, type Interval } from '@vigie/statistics';

/**
 * p of a test whose variance is φ times what its model says: Φ(Φ⁻¹(p)/√φ). The exact p stays as it is at φ = 1; above, it is asymptotic, as every use of φ is
 * (domain-sequential S1.6).
 */
export function dispersedP(p: number, dispersion: number): number {
  if (dispersion === 1 || p <= 0 || p >= 1) return p;
  return normalCdf(normalQuantile(p) / Math.sqrt(dispersion));
}

/** Interval whose half-widths, each on its side of the estimate, are √φ times as long. */
export function dispersedInterval(estimate: number, interval: Interval, dispersion: number): Interval {
  const stretch = Math.sqrt(dispersion);
  return {
    lower: estimate - stretch * (estimate - interval.lower),
    upper: estimate + stretch * (interval.upper - estimate),
  };
}
