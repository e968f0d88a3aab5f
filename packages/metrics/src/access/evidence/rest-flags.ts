import type { Flag } from '@vigie/kernel';
import { formatCount, note, refuse } from '../../frame/flags.ts';
import type { Indicator } from '../indicators.ts';
import { ACCESS_RULES } from './access-rules.ts';

/** Nothing happened that could be measured: no verdict, and not a good one either. */
export function noEvent(indicator: Indicator, sentence: string, facts: Flag['facts'] = {}): Flag {
  return refuse('NO_EVENT', `No verdict for ${indicator.id} this month: ${sentence}`, { kpi: indicator.id, ...facts });
}

/** The own side is needed for a comparison and is not there, or never varies. */
export function noBaseline(indicator: Indicator, sentence: string, facts: Flag['facts'] = {}): Flag {
  return refuse('NO_DATA', `No verdict for ${indicator.id} this month: ${sentence}`, { kpi: indicator.id, ...facts });
}

/** More than half of the partner's units never had the event: the effect is a bound, not an estimate. */
export function notReached(indicator: Indicator, facts: { share: number; beyond: number }): Flag {
  return note(
    'NO_EVENT',
    `The quantile was not reached: ${(100 * facts.share).toFixed(1)} % of the partner’s cases had not happened when last seen. It lies beyond ${formatCount(facts.beyond)}, and the effect is at least that large.`,
    { kpi: indicator.id, ...facts },
  );
}

/** φ from strata, where the sums carry no days. */
export function clusteredStrataFlags(dispersion: number): Flag[] {
  if (dispersion <= 1) return [];
  return [
    note(
      'CLUSTERED',
      `Outcomes come in bunches: strata scatter ${dispersion.toFixed(2)} times as much as independent units would. p, interval and detectable difference allow for it.`,
      { dispersion },
    ),
  ];
}

export function leftOutFlags(leftOut: { units: number; strata: number }): Flag[] {
  if (leftOut.strata === 0) return [];
  return [
    note(
      'STRATA_MERGED',
      `${formatCount(leftOut.units)} units of the partner in ${formatCount(leftOut.strata)} strata have nothing of the own side to compare with and are left out.`,
      { units: leftOut.units, strata: leftOut.strata, reason: 'LEFT_OUT' },
    ),
  ];
}

/** The gap differs between strata, by Cochran's Q. */
export function unevenFlags(homogeneity: { readonly p: number | null; readonly strata: number }): Flag[] {
  const { p, strata } = homogeneity;
  if (p === null || p >= ACCESS_RULES.homogeneityLevel) return [];
  return [
    note(
      'HETEROGENEOUS',
      `The gap is not the same in all of ${formatCount(strata)} strata (Cochran’s Q, p = ${p.toPrecision(2)}): read it by stratum, not as one number.`,
      { p, strata },
    ),
  ];
}
