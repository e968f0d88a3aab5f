import { requirePart } from '../checks.ts';
import { lnBinomialDensity } from '../special/saddle-point.ts';
import { lastWhere, type Lattice } from './lattice.ts';

/** `marked` units among `total`, `draws` of them drawn without replacement. */
export interface Urn {
  draws: number;
  marked: number;
  total: number;
}

/** Hypergeometric distribution with its urn and the ratio h(x+1)/h(x), from which its tails are summed. */
export interface Hypergeometric extends Lattice {
  urn: Urn;
  ratioUp: (x: number) => number;
}

/**
 * Number of marked units drawn. Density by Loader's saddle point, tails by summing outwards from the point until the
 * terms vanish: O(standard deviation), right to about 13 digits with counts of 1e9.
 */
export function hypergeometric(urn: Urn): Hypergeometric {
  const { draws, marked, total } = urn;
  requirePart('draws', draws, total);
  requirePart('marked', marked, total);
  const lowest = Math.max(0, draws + marked - total);
  const highest = Math.min(draws, marked);
  const ratioUp = (x: number): number => ((marked - x) * (draws - x)) / ((x + 1) * (total - marked - draws + x + 1));
  const lnDensity = (x: number): number => lnHypergeometricDensity(urn, x);
  const peak = Math.floor(((draws + 1) / (total + 2)) * (marked + 1));
  const mode = Math.min(highest, Math.max(lowest, peak));
  const sumUp = (x: number): number => (x > highest ? 0 : Math.exp(lnDensity(x)) * outwards(x, highest, ratioUp));
  const ratioDown = (x: number): number => 1 / ratioUp(x - 1);
  const sumDown = (x: number): number => (x < lowest ? 0 : Math.exp(lnDensity(x)) * outwards(x, lowest, ratioDown));
  // The tail that holds the mode is 1 minus the other one: shorter, and as exact.
  const upperTail = (x: number): number => (x <= mode ? 1 - sumDown(x - 1) : sumUp(x));
  const lowerTail = (x: number): number => (x >= mode ? 1 - sumUp(x + 1) : sumDown(x));
  return { urn, lowest, highest, mode, lnDensity, ratioUp, upperTail, lowerTail };
}

function lnHypergeometricDensity({ draws, marked, total }: Urn, x: number): number {
  if (total === 0) return x === 0 ? 0 : -Infinity;
  const p = draws / total;
  const q = (total - draws) / total;
  return (
    lnBinomialDensity(x, marked, p, q) +
    lnBinomialDensity(draws - x, total - marked, p, q) -
    lnBinomialDensity(draws, total, p, q)
  );
}

/** Σ of successive products of ratios from x to the end, the first term being 1. */
function outwards(x: number, end: number, ratio: (x: number) => number): number {
  const step = end >= x ? 1 : -1;
  let term = 1;
  let total = 1;
  for (let at = x; at !== end && term > 1e-18 * total; at += step) {
    term *= ratio(at);
    total += term;
  }
  return total;
}

/** A stretch of a distribution: `masses[i]` at `start + i`, the rest negligible (< 1e-25 of the largest). */
export interface MassWindow {
  start: number;
  masses: Float64Array;
}

/** Fisher's non-central hypergeometric h(x)ψ^x / G(ψ), ψ = e^lnOdds, with ln G. */
export interface TiltedWindow extends MassWindow {
  lnNormaliser: number;
}

/** Masses sum to 1 over the window, whose length is O(standard deviation). */
export function tiltedWindow(distribution: Hypergeometric, lnOdds: number): TiltedWindow {
  const { lowest, highest, ratioUp, lnDensity } = distribution;
  const odds = Math.exp(lnOdds);
  const climbs = (x: number): boolean => x < lowest || ratioUp(x) * odds >= 1;
  const mode = lowest === highest ? lowest : lastWhere((x) => climbs(x - 1), lowest, highest + 1);
  const above = relativeMasses(mode, highest, (x) => ratioUp(x) * odds);
  const below = relativeMasses(mode, lowest, (x) => 1 / (ratioUp(x - 1) * odds));
  const masses = new Float64Array(below.length + 1 + above.length);
  let total = 1;
  masses[below.length] = 1;
  below.forEach((mass, index) => {
    masses[below.length - 1 - index] = mass;
    total += mass;
  });
  masses.set(above, below.length + 1);
  for (const mass of above) total += mass;
  const lnNormaliser = lnOdds === 0 ? 0 : lnDensity(mode) + lnOdds * mode + Math.log(total);
  return { start: mode - below.length, masses: scaled(masses, 1 / total), lnNormaliser };
}

/** Masses outwards from the mode, relative to its own, until they vanish. */
function relativeMasses(mode: number, end: number, ratio: (x: number) => number): Float64Array {
  const step = end >= mode ? 1 : -1;
  let masses = new Float64Array(Math.min(64, Math.abs(end - mode)));
  let length = 0;
  let mass = 1;
  for (let at = mode; at !== end; at += step) {
    mass *= ratio(at);
    if (mass < 1e-25) break;
    if (length === masses.length) {
      const wider = new Float64Array(Math.min(2 * length, Math.abs(end - mode)));
      wider.set(masses);
      masses = wider;
    }
    masses[length++] = mass;
  }
  return masses.subarray(0, length);
}

function scaled(masses: Float64Array, factor: number): Float64Array {
  for (let i = 0; i < masses.length; i++) masses[i] = (masses[i] ?? 0) * factor;
  return masses;
}
