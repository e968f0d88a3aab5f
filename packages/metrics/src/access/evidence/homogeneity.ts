import { breslowDay, chiSquareUpper, type ParityCell } from '@vigie/statistics';
import { ACCESS_RULES } from './access-rules.ts';

/**
 * Homogeneity of the strata's odds ratios, Breslow–Day with Tarone's correction, the statistic divided by φ. Only strata whose four expected counts reach a
 * stated least take part: the χ² law is for tables, not for single units.
 */
export function homogeneityOf(
  cells: readonly ParityCell[],
  dispersion: number,
): { readonly p: number | null; readonly strata: number } {
  const carrying = cells.filter((cell) => leastExpectedOf(cell) >= ACCESS_RULES.leastExpected);
  const test = breslowDay(carrying);
  if (!test.ok) return { p: null, strata: carrying.length };
  const { taroneStatistic, degreesOfFreedom } = test.value;
  return { p: chiSquareUpper(taroneStatistic / dispersion, degreesOfFreedom), strata: carrying.length };
}

function leastExpectedOf({ partner, own }: ParityCell): number {
  const units = partner.trials + own.trials;
  if (units === 0) return 0;
  const successes = partner.successes + own.successes;
  return (Math.min(successes, units - successes) / units) * Math.min(partner.trials, own.trials);
}
