import { criticalZ } from '@vigie/statistics';
import { groupKey } from './read-cells.ts';
import type { ShareCell, ShareResult } from './share-result.ts';

/**
 * 95 % interval of each share of one denominator by the delta method, platforms independent (domain §2.2.5, for any number of estimated platforms):
 * var(s_p) = ((1 − s_p)² var_p + s_p² Σ_{q≠p} var_q) / D². Null bounds where nothing was estimated. Clipped to [0, 1].
 */
export function shareIntervals(group: readonly ShareCell[]): { ciLow: number | null; ciHigh: number | null }[] {
  const total = group.reduce((sum, cell) => sum + cell.numeratorSe ** 2, 0);
  return group.map((cell) => {
    if (total === 0 || cell.value === null) return { ciLow: null, ciHigh: null };
    const own = cell.numeratorSe ** 2;
    const variance = ((1 - cell.value) ** 2 * own + cell.value ** 2 * (total - own)) / cell.denominator ** 2;
    const reach = criticalZ(0.95) * Math.sqrt(variance);
    return { ciLow: Math.max(0, cell.value - reach), ciHigh: Math.min(1, cell.value + reach) };
  });
}

/** The intervals of one denominator's cells, in their order: of the panel where the shares come from a sample, else of the volumes' standard errors. */
export function intervalsOf(
  result: Pick<ShareResult, 'errors'>,
  group: readonly ShareCell[],
): { ciLow: number | null; ciHigh: number | null }[] {
  const first = group[0];
  const error = first && result.errors?.get(groupKey(first));
  if (!error) return shareIntervals(group);
  return group.map((cell) => {
    const interval = error.intervals.get(cell.platform);
    return { ciLow: interval?.lower ?? null, ciHigh: interval?.upper ?? null };
  });
}
