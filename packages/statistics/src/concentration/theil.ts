import { requireNonNegative } from '../checks.ts';
import { mean, sum } from '../sums.ts';

/** Theil T split by group: `total = within + between`, in nats. */
export interface TheilDecomposition {
  total: number;
  within: number;
  between: number;
}

/** Theil T = (1/n) Σ (x/µ) ln(x/µ), with 0·ln 0 = 0; 0 … ln n, in nats. Null for an empty list or a zero total. */
export function theilT(values: readonly number[]): number | null {
  const centre = positiveMean(values);
  if (centre === null) return null;
  return mean(values.map((value) => entropyTerm(value / centre)));
}

/** Theil L (mean log deviation) = (1/n) Σ ln(µ/x), in nats. Null for an empty list or if any value is 0. */
export function theilL(values: readonly number[]): number | null {
  const centre = positiveMean(values);
  if (centre === null || values.includes(0)) return null;
  return mean(values.map((value) => Math.log(centre / value)));
}

/**
 * Theil T of the pooled values, split into within and between groups:
 * Σ_g (n_g/n)(µ_g/µ) T_g + Σ_g (n_g/n)(µ_g/µ) ln(µ_g/µ). Empty and all-zero groups weigh nothing.
 * Null when the pooled total is 0.
 */
export function theilDecomposition(groups: readonly (readonly number[])[]): TheilDecomposition | null {
  const pooled = groups.flat();
  const centre = positiveMean(pooled);
  const total = theilT(pooled);
  if (centre === null || total === null) return null;
  let within = 0;
  let between = 0;
  for (const group of groups) {
    const groupMean = positiveMean(group);
    if (groupMean === null) continue;
    const headcount = group.length / pooled.length;
    within += headcount * (groupMean / centre) * (theilT(group) ?? 0);
    between += headcount * entropyTerm(groupMean / centre);
  }
  return { total, within, between };
}

function positiveMean(values: readonly number[]): number | null {
  for (const value of values) requireNonNegative('value', value);
  const total = sum(values);
  return total > 0 ? total / values.length : null;
}

function entropyTerm(ratio: number): number {
  return ratio === 0 ? 0 : ratio * Math.log(ratio);
}
