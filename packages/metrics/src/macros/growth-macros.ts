import type { MacroDefinition } from '@vigie/warehouse';
import { ORIGIN_SQL } from '../sql/origin.sql.ts';
import { OTHER_KIND, REGISTER_DAY } from '../sql/scope.sql.ts';
import {
  ATTRIBUTION_PARAMS,
  BASE_PARAMS,
  CUT_PARAMS,
  DEFINITION_PARAM,
  fixParams,
  KIND_PARAMS,
  PERIOD_PARAMS,
  PLACE_PARAMS,
  RULE_PARAM,
  text,
} from './macro-params.ts';
import { SHARE_BODY } from './share-body.ts';

/** One register and one kind for both periods, as the metric settles them: a period that decided for itself would be compared under another attribution. */
const SETTLED = {
  grain: "'total'",
  outside_option: "'in'",
  register: REGISTER_DAY,
  vaccination: `(case when $vaccination <> 'auto' then $vaccination when ${fixParams(OTHER_KIND, { date_from: '$base_from' })} then 'apart' else 'in' end)`,
};
const CURRENT = fixParams(SHARE_BODY, SETTLED);
const BASE = fixParams(SHARE_BODY, { ...SETTLED, date_from: '$base_from', date_to: '$base_to' });
const SAME_CELL = `n.platform is not distinct from b.platform and n.departement is not distinct from b.departement and n.profession is not distinct from b.profession
  and n.specialty is not distinct from b.specialty`;

const CHANGE = `
select coalesce(n.departement, b.departement) as departement, coalesce(n.profession, b.profession) as profession, coalesce(n.specialty, b.specialty) as specialty,
  coalesce(n.platform, b.platform) as platform, coalesce(n.numerator, 0) as numerator, coalesce(b.numerator, 0) as denominator,
  case when b.numerator > 0 then coalesce(n.numerator, 0) / b.numerator - 1 end as value
from (${CURRENT}) n full join (${BASE}) b on ${SAME_CELL}
order by departement nulls first, profession nulls first, specialty nulls first, platform`;

const SEGMENT = `concat_ws(' ', departement, profession, specialty)`;
const sideOf = (sql: string): string =>
  `select ${SEGMENT} as segment, coalesce(sum(numerator) filter (where platform = $of_platform), 0) as own, max(denominator) as whole from (${sql}) cells group by all`;

/** Segments that opened or closed take the share of their other side, as in statistics' shiftShare. */
const DECOMPOSITION = `
with sides as (
  select coalesce(n.segment, b.segment) as segment, coalesce(b.own, 0) as own_start, coalesce(b.whole, 0) as market_start, coalesce(n.own, 0) as own_end, coalesce(n.whole, 0) as market_end
  from (${sideOf(CURRENT)}) n full join (${sideOf(BASE)}) b on n.segment = b.segment
),
terms as (
  select segment, market_start / nullif(sum(market_start) over (), 0) as start_weight,
    market_end / nullif(sum(market_end) over (), 0) - market_start / nullif(sum(market_start) over (), 0) as weight_change,
    coalesce(own_start / nullif(market_start, 0), own_end / nullif(market_end, 0), 0) as start_share,
    coalesce(own_end / nullif(market_end, 0), own_start / nullif(market_start, 0), 0) as end_share
  from sides
)
select segment, start_weight * (end_share - start_share) + weight_change * start_share + weight_change * (end_share - start_share) as value,
  start_weight * (end_share - start_share) as within_effect, weight_change * start_share as mix_effect, weight_change * (end_share - start_share) as interaction_effect
from terms order by segment`;

const ORIGIN = `
select *, end_customers / nullif(start_customers, 0) - 1 as total_ratio, (end_customers - surviving_acquired) / nullif(start_customers, 0) - 1 as organic_ratio,
  end_customers / nullif(start_customers + acquired_customers, 0) - 1 as pro_forma_ratio, surviving_acquired / nullif(acquired_customers, 0) as acquired_retention_ratio
from (${ORIGIN_SQL}) counts`;

export const GROWTH_MACROS: readonly MacroDefinition[] = [
  {
    name: 'growth_change',
    params: [
      ...PERIOD_PARAMS,
      ...BASE_PARAMS,
      DEFINITION_PARAM,
      RULE_PARAM,
      ...CUT_PARAMS,
      ...PLACE_PARAMS,
      ...KIND_PARAMS,
      ...ATTRIBUTION_PARAMS,
    ],
    body: CHANGE,
  },
  {
    name: 'growth_decomposition',
    params: [
      ...PERIOD_PARAMS,
      ...BASE_PARAMS,
      text('of_platform'),
      DEFINITION_PARAM,
      RULE_PARAM,
      ...CUT_PARAMS,
      ...PLACE_PARAMS,
      ...KIND_PARAMS,
      ...ATTRIBUTION_PARAMS,
    ],
    body: DECOMPOSITION,
  },
  {
    name: 'growth_origin',
    params: [...PERIOD_PARAMS, ...BASE_PARAMS, text('of_platform'), text('acquired'), text('in_departement', null)],
    body: ORIGIN,
  },
];
