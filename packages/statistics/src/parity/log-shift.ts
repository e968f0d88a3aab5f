import { requireCount, requireFinite } from '../checks.ts';
import type { Interval } from '../intervals/interval.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { detectionConstant } from '../power/detectable.ts';
import { criticalT, studentCdf } from '../special/student.ts';

/** Number, sum and sum of squares of the logs of one side of a stratum. */
export interface Moments {
  readonly n: number;
  readonly sum: number;
  readonly sumOfSquares: number;
}

export interface MomentStratum {
  readonly partner: Moments;
  readonly own: Moments;
}

export interface StratifiedShift extends Interval {
  /** Σ w(mean own − mean partner)/Σ w with w = n_P·n_O/(n_P + n_O); negative = partner longer. */
  readonly difference: number;
  /** Modified t: own spread only, as under parity the partner's service is drawn from the own process. */
  readonly t: number;
  readonly degreesOfFreedom: number;
  /** Lower tail: p of "partner longer". */
  readonly p: number;
  /** Standard error from the spreads of both sides, and its degrees of freedom: for the interval and for "longer than a margin", where parity is not assumed. */
  readonly standardError: number;
  readonly welchDegreesOfFreedom: number;
  /** Difference that the modified t would find with 80 % power. */
  readonly detectable: number;
  readonly partnerN: number;
  readonly ownN: number;
}

/**
 * Modified t of the California PUC over like-for-like strata, from moments. One stratum: exactly `modifiedT`. Several: pooled with Mantel–Haenszel weights, which under
 * parity and equal spread are the optimal ones; degrees of freedom by Satterthwaite. Strata without a partner value, or with fewer than two own ones, have no spread to be held
 * against and are left out. `dispersion` φ ≥ 1 multiplies both variances. Refuses `SAMPLE_TOO_SMALL` without a stratum, `ZERO_VARIANCE` when own never varies.
 */
export function stratifiedShift(
  strata: readonly MomentStratum[],
  { dispersion = 1, confidence = 0.9 }: { dispersion?: number; confidence?: number } = {},
): Outcome<StratifiedShift> {
  const usable = strata.filter(({ partner, own }) => partner.n >= 1 && own.n >= 2);
  if (usable.length === 0) return refused('SAMPLE_TOO_SMALL');
  const parts = usable.map(partOf);
  const total = (read: (part: ShiftPart) => number): number => parts.reduce((acc, part) => acc + read(part), 0);
  const weight = total((part) => part.weight);
  const difference = total((part) => part.weight * part.gap) / weight;
  // w²(1/n_P + 1/n_O) = w: the variance of w·gap under parity is w·s_O².
  const parityVariance = total((part) => part.weight * part.ownVariance);
  if (!(parityVariance > 0)) return refused('ZERO_VARIANCE');
  const degreesOfFreedom =
    parityVariance ** 2 / total((part) => (part.weight * part.ownVariance) ** 2 / (part.ownN - 1));
  const t = (difference * weight) / Math.sqrt(dispersion * parityVariance);
  const welch = welchOf(parts, weight);
  const standardError = Math.sqrt(dispersion * welch.variance);
  const reach = criticalT(confidence, welch.degreesOfFreedom) * standardError;
  return found({
    difference,
    lower: difference - reach,
    upper: difference + reach,
    t,
    degreesOfFreedom,
    p: studentCdf(t, degreesOfFreedom),
    standardError,
    welchDegreesOfFreedom: welch.degreesOfFreedom,
    detectable: (detectionConstant() * Math.sqrt(dispersion * parityVariance)) / weight,
    partnerN: total((part) => part.partnerN),
    ownN: total((part) => part.ownN),
  });
}

/** p of "longer than −margin": T((d + δ)/se), with the spreads of both sides. */
export function shiftBeyond(shift: StratifiedShift, margin: number): number {
  return studentCdf((shift.difference + margin) / shift.standardError, shift.welchDegreesOfFreedom);
}

interface ShiftPart {
  weight: number;
  gap: number;
  ownVariance: number;
  partnerVariance: number;
  ownN: number;
  partnerN: number;
}

function partOf({ partner, own }: MomentStratum): ShiftPart {
  for (const side of [partner, own]) {
    requireCount('n', side.n);
    requireFinite('sum', side.sum);
    requireFinite('sumOfSquares', side.sumOfSquares);
  }
  const ownVariance = varianceOf(own);
  return {
    weight: (partner.n * own.n) / (partner.n + own.n),
    gap: own.sum / own.n - partner.sum / partner.n,
    ownVariance,
    // One partner value has no spread of its own: parity's is lent to it.
    partnerVariance: partner.n >= 2 ? varianceOf(partner) : ownVariance,
    ownN: own.n,
    partnerN: partner.n,
  };
}

/** Sample variance; rounding of Σx² − n·x̄² must not make it negative. */
function varianceOf({ n, sum, sumOfSquares }: Moments): number {
  const variance = (sumOfSquares - (sum / n) * sum) / (n - 1);
  return variance <= 1e-12 * (sumOfSquares / n) ? 0 : variance;
}

function welchOf(parts: readonly ShiftPart[], weight: number): { variance: number; degreesOfFreedom: number } {
  let variance = 0;
  let spread = 0;
  for (const part of parts) {
    const share = part.weight / weight;
    for (const [value, n] of [
      [part.ownVariance, part.ownN],
      [part.partnerVariance, part.partnerN],
    ] as const) {
      const term = (share * share * value) / n;
      variance += term;
      spread += term ** 2 / Math.max(1, n - 1);
    }
  }
  return { variance, degreesOfFreedom: variance > 0 ? variance ** 2 / spread : 1 };
}
