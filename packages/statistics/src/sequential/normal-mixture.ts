import { requireOpenUnit } from '../checks.ts';
import { lnNormalCdf } from '../special/normal.ts';

function check(variance: number, rho: number): void {
  if (!(variance >= 0)) throw new RangeError(`a variance is not negative, got ${variance}`);
  if (!(rho > 0)) throw new RangeError(`ρ must be positive, got ${rho}`);
}

/** Robbins' normal-mixture boundary b(V) = √((V + ρ)(ln((V + ρ)/ρ) + 2·ln(1/α))), in the unit of the sum S. */
export function normalMixtureBoundary(variance: number, rho: number, alpha: number = 0.05): number {
  check(variance, rho);
  requireOpenUnit('alpha', alpha);
  return Math.sqrt((variance + rho) * (Math.log1p(variance / rho) - 2 * Math.log(alpha)));
}

/**
 * ρ that makes the boundary tightest when V reaches `horizonVariance` (30 days of V of last quarter, frozen):
 * V30/(−W₋₁(−α²/e) − 1), = V30/8.21196806207 at α = 0.05. Howard et al. (2021).
 */
export function mixtureRho(horizonVariance: number, alpha: number = 0.05): number {
  if (!(horizonVariance > 0)) throw new RangeError(`the horizon variance must be positive, got ${horizonVariance}`);
  requireOpenUnit('alpha', alpha);
  // y = −W₋₁(−α²/e) solves y − ln y = 1 + 2·ln(1/α), y > 1; this iteration contracts.
  const target = 1 - 2 * Math.log(alpha);
  let y = target;
  for (let turn = 0; turn < 500; turn++) y = target + Math.log(y);
  return horizonVariance / (y - 1);
}

/** One-sided ln e of a sum S with accumulated variance V; S > 0 = worse. ½ln(4ρ/(V+ρ)) + S²/(2(V+ρ)) + lnΦ(S/√(V+ρ)). */
export function lnOneSidedMixture(sum: number, variance: number, rho: number): number {
  check(variance, rho);
  const scale = variance + rho;
  const z = sum / Math.sqrt(scale);
  return 0.5 * Math.log((4 * rho) / scale) + (z * z) / 2 + lnNormalCdf(z);
}

/** Two-sided ln e: ½ln(ρ/(V+ρ)) + S²/(2(V+ρ)). */
export function lnTwoSidedMixture(sum: number, variance: number, rho: number): number {
  check(variance, rho);
  return 0.5 * Math.log(rho / (variance + rho)) + sum ** 2 / (2 * (variance + rho));
}
