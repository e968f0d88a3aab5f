import { binnedSurvivalAt, countOf, kaplanMeierOfBins, type DurationBin } from '@vigie/statistics';
import type { KpiRow } from '../kpi-row.ts';
import type { LagStratum, LagSums } from './kpi-sums.ts';

/** Shares within the stated limits, and what was never seen or came first on the partner's side. */
export function lagBeside(
  sums: LagSums,
  components: readonly (readonly LagStratum[])[],
  limits: readonly number[],
): KpiRow['beside'] {
  const shares = components.flatMap((strata) => {
    const one = {
      key: strata[0]?.key ?? '*',
      partner: strata.flatMap((stratum) => stratum.partner),
      own: strata.flatMap((stratum) => stratum.own),
    };
    const [partner, own] = [one.partner, one.own].map((bins) => kaplanMeierOfBins(bins));
    const within = (curve: typeof partner, n: number, limit: number): number | null =>
      n > 0 ? 1 - binnedSurvivalAt(curve ?? [], limit).survival : null;
    const name = (what: string): string => (components.length > 1 ? `${one.key} ${what}` : what);
    return [
      ...limits.map((limit) => ({
        name: name(`within ${limit} s`),
        own: within(own, countOf(one.own), limit),
        partner: within(partner, countOf(one.partner), limit),
        unit: 'ratio',
      })),
      {
        name: name('not seen'),
        own: censoredShare(one.own),
        partner: censoredShare(one.partner),
        unit: 'ratio',
      },
    ];
  });
  const first = sums.partnerFirst;
  return [
    ...shares,
    ...(first === undefined ? [] : [{ name: 'partner first', own: null, partner: first, unit: 'count' }]),
    ...(sums.beside ?? []),
  ];
}

function censoredShare(bins: readonly DurationBin[]): number | null {
  const n = countOf(bins);
  return n > 0 ? countOf(bins.filter((bin) => bin.censored)) / n : null;
}
