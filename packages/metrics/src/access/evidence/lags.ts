import { refuse } from '../../frame/flags.ts';
import type { Indicator } from '../indicators.ts';
import type { KpiEvidence } from './kpi-evidence.ts';
import type { LagSums } from './kpi-sums.ts';
import { withoutEvidence } from './without-evidence.ts';

/** Not computed yet: says so, gives no number. */
export function lagEvidence(indicator: Indicator, sums: LagSums): KpiEvidence {
  const flag = refuse('REFUSED', `${indicator.id} is not computed from ${sums.kind} yet.`, {
    reason: 'NOT_COMPUTED',
    kpi: indicator.id,
  });
  return withoutEvidence(indicator, { test: 'none', flags: [flag] });
}
