import { countOf } from '@vigie/statistics';
import type { Indicator } from '../indicators.ts';
import { medianStandardEvidence } from './lag-median.ts';
import { lagQuantileEvidence } from './lag-quantiles.ts';
import { lagRankEvidence } from './lag-ranks.ts';
import { shareWithinEvidence } from './lag-share.ts';
import type { KpiEvidence } from './kpi-evidence.ts';
import type { LagSums } from './kpi-sums.ts';
import { noEvent } from './rest-flags.ts';
import { withoutEvidence } from './without-evidence.ts';

/** Times to an event, partly censored, each indicator by the question it asks (domain.md §3.3): a quantile, ranks, a share by a day, or a fixed standard. */
export function lagEvidence(indicator: Indicator, sums: LagSums): KpiEvidence {
  const strata = sums.strata ?? [{ key: '*', partner: sums.partner, own: sums.own }];
  const partnerN = strata.reduce((acc, one) => acc + countOf(one.partner), 0);
  if (partnerN === 0) {
    const flag = noEvent(indicator, 'nothing of the partner began that could be timed.');
    return withoutEvidence(indicator, { test: 'none: no event', flags: [flag] }, { beside: sums.beside ?? [] });
  }
  switch (indicator.id) {
    case 'CA-14':
      return medianStandardEvidence(indicator, sums, strata);
    case 'CA-15':
      return shareWithinEvidence(indicator, sums, strata);
    case 'CA-17':
      return lagRankEvidence(indicator, sums, strata);
    case 'CA-09':
      return lagQuantileEvidence(indicator, sums, {
        probability: 0.95,
        components: strata.map((one) => [one]),
        limits: [120],
      });
    default:
      return lagQuantileEvidence(indicator, sums, { probability: 0.5, components: [strata], limits: [60, 300] });
  }
}
