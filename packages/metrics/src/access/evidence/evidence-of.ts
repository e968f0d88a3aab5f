import type { Indicator } from '../indicators.ts';
import { clusterEvidence } from './clusters.ts';
import { dailyEvidence } from './daily.ts';
import { eventEvidence } from './events.ts';
import type { KpiEvidence } from './kpi-evidence.ts';
import type { KpiSums } from './kpi-sums.ts';
import { lagEvidence } from './lags.ts';
import { latencyEvidence } from './latency.ts';
import { pairedEvidence } from './paired.ts';
import { rateEvidence } from './rates.ts';
import { standardEvidence } from './standard.ts';

/**
 * The evidence that sums carry about one indicator × partner × month. Pure: the release's SQL and the simulator's draws come through here alike, so what the
 * calibration measures is what the figure does. `indicator.margin` is the margin in force (an override has replaced it by then).
 */
export function evidenceOf(indicator: Indicator, sums: KpiSums): KpiEvidence {
  switch (sums.kind) {
    case 'rates':
      return rateEvidence(indicator, sums);
    case 'paired':
      return pairedEvidence(indicator, sums);
    case 'events':
      return eventEvidence(indicator, sums);
    case 'latency':
      return latencyEvidence(indicator, sums);
    case 'lags':
      return lagEvidence(indicator, sums);
    case 'clusters':
      return clusterEvidence(indicator, sums);
    case 'daily':
      return dailyEvidence(indicator, sums);
    case 'standard':
      return standardEvidence(indicator, sums);
  }
}
