import { at } from '../checks.ts';
import {
  hypergeometric,
  tiltedWindow,
  type Hypergeometric,
  type MassWindow,
  type Urn,
} from '../lattice/hypergeometric.ts';
import { convolve, convolvePower } from '../numerics/convolve.ts';
import { checkCell, type ParityCell } from '../proportions/proportion.ts';
import { sum } from '../sums.ts';
import { diagonal } from './fitted-cells.ts';

/** Identical strata share one distribution of the partner's failures. */
export interface Stratum {
  distribution: Hypergeometric;
  count: number;
}

/** Strata in which the partner's failures can vary given the totals, and what the others fix. */
export function conditionalStrata(cells: readonly ParityCell[]): {
  strata: Stratum[];
  observed: number;
  fixed: number;
} {
  const strata = new Map<string, Stratum>();
  let observed = 0;
  let fixed = 0;
  for (const cell of cells) {
    checkCell(cell);
    const partnerFailures = cell.partner.trials - cell.partner.successes;
    const failures = partnerFailures + cell.own.trials - cell.own.successes;
    const units = cell.partner.trials + cell.own.trials;
    observed += partnerFailures;
    if (cell.partner.trials === 0 || cell.own.trials === 0 || failures === 0 || failures === units) {
      fixed += partnerFailures;
      continue;
    }
    const key = `${cell.partner.trials}/${failures}/${units}`;
    const seen = strata.get(key);
    if (seen) seen.count += 1;
    else strata.set(key, { distribution: hypergeometric(urnOf(cell.partner.trials, failures, units)), count: 1 });
  }
  return { strata: [...strata.values()], observed, fixed };
}

function urnOf(draws: number, marked: number, units: number): { draws: number; marked: number; total: number } {
  return { draws, marked, total: units };
}

export function total(strata: readonly Stratum[], term: (stratum: Stratum) => number): number {
  return strata.reduce((acc, stratum) => acc + stratum.count * term(stratum), 0);
}

/** ln ψ at which the mean of the sum is near the target, half a deviation being near enough. Newton in bounded steps. */
export function tiltTowards(strata: readonly Stratum[], target: number): number {
  let lnOdds = 0;
  for (let turn = 0; turn < 60; turn++) {
    const { mean, variance } = nearMoments(strata, lnOdds);
    const gap = target - mean;
    if (Math.abs(gap) <= 0.5 * Math.sqrt(variance)) break;
    // Near the end of the support the variance vanishes: bounded steps keep Newton on the road.
    lnOdds += Math.max(-2, Math.min(2, gap / Math.max(variance, 1e-12)));
  }
  return lnOdds;
}

/** Mean of the sum at ψ = 1. */
export function parityMean(strata: readonly Stratum[]): number {
  return total(strata, ({ distribution: { urn } }) => (urn.draws / urn.total) * urn.marked);
}

/** Mean and variance of the sum at ψ = e^lnOdds, near enough to centre a tilt: wide strata by their fitted cells, narrow ones summed. */
function nearMoments(strata: readonly Stratum[], lnOdds: number): { mean: number; variance: number } {
  const odds = Math.exp(lnOdds);
  let mean = 0;
  let variance = 0;
  for (const { distribution, count } of strata) {
    const moments = fittedMoments(distribution.urn, odds) ?? momentsOf(tiltedWindow(distribution, lnOdds));
    mean += count * moments.mean;
    variance += count * moments.variance;
  }
  return { mean, variance };
}

/** Null where a fitted cell is under 50: too skew for the normal shape. */
function fittedMoments({ draws, marked, total: units }: Urn, odds: number): { mean: number; variance: number } | null {
  const [drawn, apart] = diagonal([draws, marked], [units - draws, units - marked], odds);
  const [left, missed] = [draws - drawn, marked - drawn];
  if (Math.min(drawn, apart, left, missed) < 50) return null;
  return { mean: drawn, variance: 1 / (1 / drawn + 1 / apart + 1 / left + 1 / missed) };
}

/** The sum's distribution at ψ; `lnMass` gives the untilted ln P(sum = t), right near the centre of the tilt. */
export interface TiltedSum extends MassWindow {
  lnOdds: number;
  lnNormaliser: number;
}

/** All strata tilted by ψ = e^lnOdds and convolved. */
export function tiltedSum(strata: readonly Stratum[], lnOdds: number): TiltedSum {
  const windows = strata.map(({ distribution, count }) => ({ window: tiltedWindow(distribution, lnOdds), count }));
  // Compensated: a hundred thousand terms of both signs end in the difference that is ln p.
  const lnNormaliser = sum(windows.map(({ window, count }) => count * window.lnNormaliser));
  const { start, masses } = convolveAll(windows.map(({ window, count }) => convolvePower(window, count)));
  return { start, masses, lnOdds, lnNormaliser };
}

/** Mean and variance of masses that sum to 1. */
export function momentsOf({ start, masses }: MassWindow): { mean: number; variance: number } {
  let offset = 0;
  let square = 0;
  masses.forEach((mass, index) => {
    offset += index * mass;
    square += index * index * mass;
  });
  return { mean: start + offset, variance: Math.max(0, square - offset * offset) };
}

/** Balanced tree of convolutions, so that long windows meet only long windows. */
function convolveAll(windows: readonly MassWindow[]): MassWindow {
  let level: readonly MassWindow[] = windows.toSorted((left, right) => left.masses.length - right.masses.length);
  while (level.length > 1) {
    const next: MassWindow[] = [];
    for (let i = 0; i + 1 < level.length; i += 2) next.push(convolve(at(level, i), at(level, i + 1)));
    if (level.length % 2 === 1) next.push(at(level, level.length - 1));
    level = next;
  }
  return at(level, 0);
}

/** Untilted ln P(sum ≥ target), from a sum tilted towards it. */
export function lnUpperTail({ start, masses, lnOdds, lnNormaliser }: TiltedSum, target: number): number {
  let tail = 0;
  masses.forEach((mass, index) => {
    const beyond = start + index - target;
    if (beyond >= 0) tail += mass * Math.exp(-lnOdds * beyond);
  });
  return Math.log(tail) - lnOdds * target + lnNormaliser;
}

/** Untilted ln P(sum ≤ target), from a sum tilted towards it. */
export function lnLowerTail({ start, masses, lnOdds, lnNormaliser }: TiltedSum, target: number): number {
  let tail = 0;
  masses.forEach((mass, index) => {
    const beyond = start + index - target;
    if (beyond <= 0) tail += mass * Math.exp(-lnOdds * beyond);
  });
  return Math.log(tail) - lnOdds * target + lnNormaliser;
}

/** Untilted ln P(sum = t); −Infinity outside the window. */
export function lnMassAt({ start, masses, lnOdds, lnNormaliser }: TiltedSum, t: number): number {
  return Math.log(masses[t - start] ?? 0) - lnOdds * t + lnNormaliser;
}
