import { requireFinite } from '../checks.ts';
import type { Interval } from '../intervals/interval.ts';
import { binomial } from '../lattice/binomial.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { detectionConstant } from '../power/detectable.ts';
import { mulberry32 } from '../random/mulberry32.ts';
import { criticalT, studentCdf } from '../special/student.ts';
import { mean, sampleVariance } from '../sums.ts';

export interface PairedDays extends Interval {
  /** Mean of partner − own; negative = partner worse. */
  readonly difference: number;
  readonly standardError: number;
  readonly t: number | null;
  /** One-sided p of "partner worse": paired t; null when all differences are equal. */
  readonly tP: number | null;
  /** Sign test of the days that differ; 1 without such a day. */
  readonly signP: number;
  /** Exact: P(mean as low) when each day's difference might as well have the other sign. */
  readonly flipP: number;
  readonly flipMethod: 'EXACT' | 'MONTE_CARLO';
  readonly days: number;
  readonly daysWorse: number;
  readonly daysBetter: number;
  readonly detectable: number;
}

/** Up to this many days that differ every pattern of signs is tried (65,536). */
const EXACT_DAYS = 16;
const DRAWS = 99_999;

/**
 * Paired differences, one per day: mean with Student's interval; paired t, sign test and the sign-flip permutation of the mean (Fisher), the exact form of the paired t: differences
 * of uptime are zeros with a few large values, for which t and its curve are poor. Equal days have no sign and stay out of both exact tests.
 * Refuses `EMPTY_SAMPLE`, `SAMPLE_TOO_SMALL` for one day.
 */
export function pairedDays(differences: readonly number[], confidence: number = 0.9): Outcome<PairedDays> {
  for (const difference of differences) requireFinite('difference', difference);
  const n = differences.length;
  if (n === 0) return refused('EMPTY_SAMPLE');
  if (n === 1) return refused('SAMPLE_TOO_SMALL');
  const difference = mean(differences);
  const standardError = Math.sqrt(sampleVariance(differences) / n);
  const reach = standardError > 0 ? criticalT(confidence, n - 1) * standardError : 0;
  const t = standardError > 0 ? difference / standardError : null;
  const worse = differences.filter((value) => value < 0).length;
  const better = differences.filter((value) => value > 0).length;
  const flips = flipTail(differences.filter((value) => value !== 0));
  return found({
    difference,
    lower: difference - reach,
    upper: difference + reach,
    standardError,
    t,
    tP: t === null ? null : studentCdf(t, n - 1),
    signP: worse + better === 0 ? 1 : binomial(worse + better, 0.5).upperTail(worse),
    flipP: flips.p,
    flipMethod: flips.method,
    days: n,
    daysWorse: worse,
    daysBetter: better,
    detectable: detectionConstant() * standardError,
  });
}

/** p of "worse than −margin" by the paired t. With no spread the difference is taken at its word. */
export function pairedBeyond(paired: PairedDays, margin: number): number {
  const distance = paired.difference + margin;
  if (paired.standardError === 0) return distance < 0 ? 0 : 1;
  return studentCdf(distance / paired.standardError, paired.days - 1);
}

function flipTail(values: readonly number[]): { p: number; method: PairedDays['flipMethod'] } {
  const k = values.length;
  if (k === 0) return { p: 1, method: 'EXACT' };
  const tolerance = 1e-12 * values.reduce((acc, value) => acc + Math.abs(value), 0);
  const observed = values.reduce((acc, value) => acc + value, 0) + tolerance;
  if (k <= EXACT_DAYS) {
    let hits = 0;
    for (let pattern = 0; pattern < 2 ** k; pattern++) {
      let total = 0;
      values.forEach((value, day) => (total += pattern & (1 << day) ? value : -value));
      if (total <= observed) hits += 1;
    }
    return { p: hits / 2 ** k, method: 'EXACT' };
  }
  const random = mulberry32(42);
  let hits = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    let total = 0;
    let signs = 0;
    for (let day = 0; day < k; day++) {
      // One number of 32 bits is the signs of 32 days.
      if (day % 32 === 0) signs = random() * 4294967296;
      const value = values[day] ?? 0;
      total += (signs >>> (day % 32)) & 1 ? value : -value;
    }
    if (total <= observed) hits += 1;
  }
  return { p: (hits + 1) / (DRAWS + 1), method: 'MONTE_CARLO' };
}
