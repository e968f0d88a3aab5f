import type { Figure } from '@vigie/kernel';

/** A number that the figure tells of itself as a whole; null when it does not. */
export function summaryNumber(figure: Pick<Figure, 'summary'>, key: string): number | null {
  const value = figure.summary[key];
  return typeof value === 'number' ? value : null;
}

/** A word or a day that the figure tells of itself; empty when it does not. */
export function summaryText(figure: Pick<Figure, 'summary'>, key: string): string {
  const value = figure.summary[key];
  return typeof value === 'string' ? value : '';
}
