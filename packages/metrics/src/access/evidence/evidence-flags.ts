import type { Flag } from '@vigie/kernel';
import { formatCount, note, refuse } from '../../frame/flags.ts';
import type { Indicator } from '../indicators.ts';
import type { StrataMerge } from './kpi-sums.ts';
import { ACCESS_RULES } from './access-rules.ts';

/** Nothing to compare: one side has no unit, or no stratum has both. */
export function noData(indicator: Indicator, units: { readonly ownN: number; readonly partnerN: number }): Flag {
  const side = units.partnerN === 0 ? 'PARTNER' : units.ownN === 0 ? 'OWN' : 'SAME_STRATUM';
  const sentence = {
    PARTNER: 'nothing of the partner was counted',
    OWN: 'nothing of the own channels was counted',
    SAME_STRATUM: 'partner and own channels never meet in one stratum',
  }[side];
  return refuse('NO_DATA', `No verdict for ${indicator.id} this month: ${sentence}.`, {
    reason: side,
    kpi: indicator.id,
    ...units,
  });
}

export function smallSampleFlags(partnerN: number): Flag[] {
  if (partnerN === 0 || partnerN >= ACCESS_RULES.smallSample) return [];
  return [
    note(
      'SMALL_SAMPLE',
      `Only ${formatCount(partnerN)} units of the partner: the exact test holds, but only a large difference could be seen.`,
      { partnerN, limit: ACCESS_RULES.smallSample },
    ),
  ];
}

/** φ is printed wherever it widened something. */
export function clusteredFlags(dispersion: number): Flag[] {
  if (dispersion <= 1) return [];
  return [
    note(
      'CLUSTERED',
      `Outcomes come in bunches: days scatter ${dispersion.toFixed(2)} times as much as independent units would. p, interval and detectable difference allow for it.`,
      { dispersion },
    ),
  ];
}

export function heterogeneousFlags(homogeneity: { readonly p: number | null; readonly strata: number }): Flag[] {
  const { p, strata } = homogeneity;
  if (p === null || p >= ACCESS_RULES.homogeneityLevel) return [];
  return [
    note(
      'HETEROGENEOUS',
      `The gap is not the same in all of ${formatCount(strata)} strata (Breslow–Day–Tarone p = ${p.toPrecision(2)}): read it by stratum, not as one number.`,
      { p, strata },
    ),
  ];
}

export function mergedFlags(merge: StrataMerge | undefined): Flag[] {
  if (merge === undefined) return [];
  const { cells, mergedCells, strata, mergedUnits, uncomparedUnits } = merge;
  const alone =
    uncomparedUnits > 0 ? ` ${formatCount(uncomparedUnits)} units met no own unit at any level and are left out.` : '';
  return [
    note(
      'STRATA_MERGED',
      `${formatCount(mergedCells)} of ${formatCount(cells)} finest cells were too sparse and merged upward by rule (${formatCount(mergedUnits)} units of the partner); ${formatCount(strata)} strata are compared.${alone}`,
      { cells, mergedCells, strata, mergedUnits, uncomparedUnits },
    ),
  ];
}
