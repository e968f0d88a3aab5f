import type { Figure } from '@vigie/kernel';
import { figureSchema } from '@vigie/kernel';

/** Figures that have passed the schema. A memory of a pure check, held weakly: it changes no answer, only its cost. */
const checked = new WeakSet<object>();

export function isCheckedFigure(value: unknown): value is Figure {
  return typeof value === 'object' && value !== null && checked.has(value);
}

/**
 * The output check of every figure procedure. A cached figure is asked for thousands of times and is checked once;
 * the object that comes back is frozen at its top, so that it stays what was checked.
 * @throws ZodError when a metric gives what a figure is not.
 */
export function checkFigure(value: unknown): Figure {
  if (isCheckedFigure(value)) return value;
  const figure = Object.freeze(figureSchema.parse(value));
  checked.add(figure);
  return figure;
}
