import type { Figure, FigureRow } from '@vigie/kernel';
import { quantile } from '@vigie/statistics';

/** Local markets in one line: how many, and how concentrated the middle one is. Bands of the 2004 guidelines. */
export function summariseMarkets(rows: readonly FigureRow[]): Figure['summary'] {
  const values = rows.flatMap((row) => (row.value === null ? [] : [row.value]));
  if (values.length === 0) return { markets: 0, median: null, above2000: 0, above5000: 0 };
  return {
    markets: values.length,
    median: quantile(values, 0.5),
    above2000: values.filter((v) => v > 2000).length,
    above5000: values.filter((v) => v > 5000).length,
  };
}
