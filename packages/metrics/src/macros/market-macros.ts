import type { MacroDefinition } from '@vigie/warehouse';
import { MARKET_DEFINITION_IDS } from '../market/market-definitions.ts';
import { AVAILABILITY_SQL } from '../sql/availability.sql.ts';
import { RADIUS_SQL } from '../sql/local-market.sql.ts';
import { PENETRATION_SQL } from '../sql/penetration.sql.ts';
import {
  ATTRIBUTION_PARAMS,
  CUT_PARAMS,
  DEFINITION_PARAM,
  double,
  fixParams,
  GRAIN_PARAM,
  KIND_PARAMS,
  OUTSIDE_PARAM,
  PERIOD_PARAMS,
  PLACE_PARAMS,
  RULE_PARAM,
  text,
} from './macro-params.ts';
import { ORDER, SHARE_BODY } from './share-body.ts';

const SCOPE = [GRAIN_PARAM, ...CUT_PARAMS, ...PLACE_PARAMS, ...KIND_PARAMS, ...ATTRIBUTION_PARAMS];

/** Shares that add up to one, for indices: the definition's own rule for them, and no booking outside every platform. */
const INDEX_BODY = fixParams(SHARE_BODY, {
  outside_option: "'in'",
  counting_rule:
    "coalesce($counting_rule, case when $definition in ('M1_ONLINE_EQUIPPED', 'M6_TELECONSULT_TECH', 'M7_PM_SOFTWARE') then 'MS-5' end)",
});

const MARKET = `
with cells as (select * from (${INDEX_BODY}) shares where platform <> 'none' and $definition not in ('M2_ALL_PRACTITIONERS', 'M4_ALL_APPOINTMENTS')),
market as (
  select *, 100 * numerator / nullif(sum(numerator) over (partition by period, departement, profession, specialty), 0) as points from cells
)`;

const CONCENTRATION = `${MARKET}
select period, departement, profession, specialty, sum(points * points) filter (where platform not in ('other', 'unmatched')) as value,
  count(*) filter (where numerator > 0 and platform not in ('other', 'unmatched')) as firms, max(points) filter (where platform not in ('other', 'unmatched')) / 100 as cr1,
  coalesce(sum(points) filter (where platform in ('other', 'unmatched')), 0) / 100 as fringe_ratio, sum(numerator) as denominator
from market group by all order by period, departement nulls first, profession nulls first, specialty nulls first`;

const MERGER = `${MARKET}
select period, departement, profession, specialty, sum(points * points) as pre_hhi,
  2 * max(points) filter (where platform = $first_party) * max(points) filter (where platform = $second_party) as value,
  sum(points * points) + 2 * max(points) filter (where platform = $first_party) * max(points) filter (where platform = $second_party) as post_hhi
from market group by all order by period, departement nulls first, profession nulls first, specialty nulls first`;

const DEFINITIONS = MARKET_DEFINITION_IDS.map(
  (id) =>
    `select '${id}' as definition_id, platform, numerator, denominator, value from (${fixParams(SHARE_BODY, {
      definition: `'${id}'`,
      grain: "'total'",
      counting_rule: 'null',
      by_departement: 'false',
      by_profession: 'false',
      by_specialty: 'false',
    })}) shares where platform = $of_platform`,
).join('\nunion all\n');

const LOCAL = `
select centre, centre_lat, centre_lon, sum(volume) filter (where platform = $of_platform) as numerator, sum(volume) as denominator,
  coalesce(sum(volume) filter (where platform = $of_platform), 0) / nullif(sum(volume), 0) as value, max(sites) as sites
from (${fixParams(RADIUS_SQL, { in_profession: 'null' })}) cells where platform <> 'none' group by all order by centre`;

export const MARKET_MACROS: readonly MacroDefinition[] = [
  {
    name: 'market_share',
    params: [...PERIOD_PARAMS, DEFINITION_PARAM, RULE_PARAM, ...SCOPE, OUTSIDE_PARAM],
    body: `select * from (${SHARE_BODY}) shares ${ORDER}`,
  },
  {
    name: 'market_definitions',
    params: [
      ...PERIOD_PARAMS,
      text('of_platform'),
      ...PLACE_PARAMS,
      ...KIND_PARAMS,
      ...ATTRIBUTION_PARAMS,
      OUTSIDE_PARAM,
    ],
    body: `select * from (${DEFINITIONS}) rows_of_definitions order by definition_id`,
  },
  {
    name: 'market_concentration',
    params: [...PERIOD_PARAMS, DEFINITION_PARAM, RULE_PARAM, ...SCOPE],
    body: CONCENTRATION,
  },
  {
    name: 'market_merger_screen',
    params: [...PERIOD_PARAMS, text('first_party'), text('second_party'), DEFINITION_PARAM, RULE_PARAM, ...SCOPE],
    body: MERGER,
  },
  {
    name: 'market_penetration',
    params: [...PERIOD_PARAMS, GRAIN_PARAM, ...CUT_PARAMS, ...PLACE_PARAMS],
    body: fixParams(PENETRATION_SQL, { definition: "'M2_ALL_PRACTITIONERS'" }),
  },
  {
    name: 'market_local',
    params: [
      ...PERIOD_PARAMS,
      text('of_platform'),
      text('in_departement', null),
      double('point_lat', null),
      double('point_lon', null),
      double('radius_km', 20),
      text('in_specialty', null),
      ...KIND_PARAMS,
      ...ATTRIBUTION_PARAMS,
    ],
    body: LOCAL,
  },
  {
    name: 'market_availability',
    params: [
      ...PERIOD_PARAMS,
      text('reading_kind', 'rows'),
      text('in_departement', null),
      { name: 'repairs', type: 'boolean', default: true },
    ],
    body: `select *, listed / nullif(listed_all, 0) as listed_share, available / nullif(available_all, 0) as available_share from (${AVAILABILITY_SQL}) readings order by reading, platform`,
  },
];
