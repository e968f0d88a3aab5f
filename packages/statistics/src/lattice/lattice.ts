/** A unimodal distribution on the whole numbers lowest..highest. Tails include their point. */
export interface Lattice {
  lowest: number;
  highest: number;
  mode: number;
  lnDensity: (x: number) => number;
  /** P(X ≤ x) */
  lowerTail: (x: number) => number;
  /** P(X ≥ x) */
  upperTail: (x: number) => number;
}

export type Alternative = 'GREATER' | 'LESS' | 'TWO_SIDED';

/** Relative tolerance of R's exact tests: densities this close count as equal. */
const DENSITY_TOLERANCE = Math.log1p(1e-7);

/** Exact p-value of an observation. Two-sided: total probability of the values no likelier than the observed one. */
export function exactP(lattice: Lattice, observed: number, alternative: Alternative): number {
  if (alternative === 'GREATER') return lattice.upperTail(observed);
  if (alternative === 'LESS') return lattice.lowerTail(observed);
  const ceiling = lattice.lnDensity(observed) + DENSITY_TOLERANCE;
  const rare = (x: number): boolean => lattice.lnDensity(x) <= ceiling;
  if (rare(lattice.mode)) return 1;
  let total = 0;
  if (rare(lattice.lowest)) {
    total += lattice.lowerTail(lastWhere(rare, lattice.lowest, lattice.mode));
  }
  if (rare(lattice.highest)) {
    total += lattice.upperTail(lastWhere((x) => !rare(x), lattice.mode, lattice.highest) + 1);
  }
  return Math.min(1, total);
}

/** Last x in [from, to) where the condition holds, given that it holds at `from`, fails at `to` and flips once. */
export function lastWhere(condition: (x: number) => boolean, from: number, to: number): number {
  let holds = from;
  let fails = to;
  while (fails - holds > 1) {
    const middle = holds + Math.floor((fails - holds) / 2);
    if (condition(middle)) holds = middle;
    else fails = middle;
  }
  return holds;
}
