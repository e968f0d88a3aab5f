import type { MacroDefinition } from '@vigie/warehouse';
import { ACCESS_RULES } from '../access/evidence/access-rules.ts';
import { REQUEST_STRATA_SQL } from '../sql/access-strata.sql.ts';
import { MONITOR_RULES } from '../access/monitor/streams.ts';
import { REQUEST_DAILY_CELLS_SQL } from '../sql/access-cells.sql.ts';
import { ACCESS_DETAIL_MACROS } from './access-detail-macros.ts';
import { double } from './macro-params.ts';

const MONTH_PARAMS: MacroDefinition['params'] = [
  { name: 'month_from', type: 'date' },
  { name: 'month_to', type: 'date' },
];

/** The strata under the month's rates, and the weight and difference with which each enters the Mantel–Haenszel effect: Σ weight·difference ÷ Σ weight. */
const PARITY = `
select *, partner_trials * own_trials / nullif(partner_trials + own_trials, 0) as weight,
  partner_successes / nullif(partner_trials, 0) - own_successes / nullif(own_trials, 0) as difference
from (${REQUEST_STRATA_SQL}) strata`;

export const ACCESS_MACROS: readonly MacroDefinition[] = [
  {
    name: 'access_parity',
    params: [
      ...MONTH_PARAMS,
      double('least_partner', ACCESS_RULES.leastPartnerUnits),
      double('least_own', ACCESS_RULES.leastOwnUnits),
    ],
    body: PARITY,
  },
  {
    name: 'access_monitor',
    params: [
      ...MONTH_PARAMS,
      { name: 'before_from', type: 'date' },
      { name: 'before_to', type: 'date' },
      double('least_partner', MONITOR_RULES.leastPartnerUnits),
      double('least_own', MONITOR_RULES.leastOwnUnits),
    ],
    body: REQUEST_DAILY_CELLS_SQL,
  },
  ...ACCESS_DETAIL_MACROS,
];
