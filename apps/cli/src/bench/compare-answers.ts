import type { Answers } from './questions.ts';

/** Two ways of adding up floating-point shares may differ in their last digits; nothing else may differ. */
const RELATIVE_TOLERANCE = 1e-9;

/** The first difference between a figure and the same question by hand, as a sentence; null when they agree. Zero and absent are the same. */
export function firstDifference(figure: Answers, byHand: Answers): string | null {
  for (const key of new Set([...figure.keys(), ...byHand.keys()])) {
    const a = figure.get(key) ?? 0;
    const b = byHand.get(key) ?? 0;
    if (!(Math.abs(a - b) <= RELATIVE_TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b))))
      return `${key}: the figure says ${a}, by hand ${b}`;
  }
  return null;
}
