import { SMALL_SIDE } from '../delays/rank-test-bins.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { permutationOfBins, type ScoreBin } from '../resampling/permutation-bins.ts';
import { chiSquareUpper } from '../special/chi-square.ts';
import { normalCdf } from '../special/normal.ts';
import { riskRowsOfBins, type DurationBin } from './binned.ts';

/** Two sides of one like-for-like stratum. */
export interface BinnedSides {
  readonly first: readonly DurationBin[];
  readonly second: readonly DurationBin[];
}

export interface StratifiedLogRank {
  /** Σ over strata of observed − expected events of the first side; negative = the first is slower. */
  readonly score: number;
  readonly variance: number;
  readonly z: number;
  /** One-sided p of "the first side takes longer": Φ(z). */
  readonly slowerP: number;
  /** Two-sided, of χ² = z². */
  readonly twoSidedP: number;
}

/**
 * Same question by exchanging labels within strata (scores H(t) − event, H the pooled Nelson–Aalen hazard): for fewer than 30 units on a side, where Φ is too sure of itself. Null from
 * 30 on, or when there are too many units. It supposes that both sides are censored alike.
 */
export function logRankPermutationP(strata: readonly BinnedSides[]): number | null {
  const units = (side: keyof BinnedSides): number =>
    strata.reduce((acc, one) => acc + one[side].reduce((sum, bin) => sum + bin.n, 0), 0);
  if (units('first') >= SMALL_SIDE && units('second') >= SMALL_SIDE) return null;
  const permuted = permutationOfBins(strata.map(scoresOf));
  return permuted.ok ? permuted.value.p : null;
}

function scoresOf({ first, second }: BinnedSides): ScoreBin[] {
  const rows = riskRowsOfBins([...first, ...second]);
  let hazard = 0;
  const steps = rows.map(({ time, atRisk, events }) => ({ time, hazard: (hazard += events / atRisk) }));
  const scored = (bins: readonly DurationBin[], side: 'first' | 'second'): ScoreBin[] => {
    let next = 0;
    return bins
      .toSorted((left, right) => left.value - right.value)
      .map(({ value, censored, n }) => {
        while (next < steps.length && (steps[next]?.time ?? Infinity) <= value) next++;
        const score = (steps[next - 1]?.hazard ?? 0) - (censored ? 0 : 1);
        return { score, first: side === 'first' ? n : 0, second: side === 'second' ? n : 0 };
      });
  };
  return [...scored(first, 'first'), ...scored(second, 'second')];
}

/**
 * Stratified log-rank of binned durations (Mantel 1966; hypergeometric variance, as R's `survdiff` with `strata`), one-sided. `dispersion` φ ≥ 1 divides the
 * evidence: z/√φ. Refuses `EMPTY_SAMPLE` without units on either side, `NO_EVENT` when no event could tell the sides apart.
 */
export function logRankOfBins(strata: readonly BinnedSides[], dispersion: number = 1): Outcome<StratifiedLogRank> {
  const units = (side: keyof BinnedSides): number =>
    strata.reduce((acc, one) => acc + one[side].reduce((sum, bin) => sum + bin.n, 0), 0);
  if (units('first') === 0 || units('second') === 0) return refused('EMPTY_SAMPLE');
  let score = 0;
  let variance = 0;
  for (const one of strata) {
    const part = stratumScore(one);
    score += part.score;
    variance += part.variance;
  }
  if (!(variance > 0)) return refused('NO_EVENT');
  const z = score / Math.sqrt(dispersion * variance);
  return found({ score, variance, z, slowerP: normalCdf(z), twoSidedP: chiSquareUpper(z * z, 1) });
}

/** Observed − expected events of the first side in one stratum, and its hypergeometric variance. */
export function stratumScore({ first, second }: BinnedSides): { score: number; variance: number } {
  const observed = first.reduce((acc, bin) => acc + (bin.censored ? 0 : bin.n), 0);
  const leaving = first.filter(({ n }) => n > 0).toSorted((left, right) => left.value - right.value);
  let firstAtRisk = leaving.reduce((acc, { n }) => acc + n, 0);
  let gone = 0;
  let expected = 0;
  let variance = 0;
  for (const { time, atRisk, events } of riskRowsOfBins([...first, ...second])) {
    for (; gone < leaving.length && (leaving[gone]?.value ?? Infinity) < time; gone++)
      firstAtRisk -= leaving[gone]?.n ?? 0;
    const share = firstAtRisk / atRisk;
    expected += events * share;
    if (atRisk > 1) variance += (events * share * (1 - share) * (atRisk - events)) / (atRisk - 1);
  }
  return { score: observed - expected, variance };
}
