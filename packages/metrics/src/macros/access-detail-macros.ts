import type { MacroDefinition } from '@vigie/warehouse';
import { DELAYS_SQL, HIDDEN_SLOTS_SQL, REASONS_SQL } from '../sql/access-detail.sql.ts';
import { PUBLISHED_SQL } from '../sql/access-published.sql.ts';
import { ACCESS_REQUESTS_SQL } from '../sql/access-terms.sql.ts';
import { DUPLICATE_AGENDAS_SQL, PLATFORM_SLOTS_SQL } from '../sql/platform-slots.sql.ts';
import { PERIOD_PARAMS, text } from './macro-params.ts';

const MONTH: MacroDefinition['params'] = [
  { name: 'month_from', type: 'date' },
  { name: 'month_to', type: 'date' },
];
const ANY_PERIOD: MacroDefinition['params'] = PERIOD_PARAMS.map((param) => ({ ...param, default: null }));
const READING: MacroDefinition['params'] = [
  { name: 'reading_day', type: 'date' },
  text('of_kind', 'all'),
  text('in_departement', null),
];

/** The statements under the access metrics that are tables rather than tests. */
export const ACCESS_DETAIL_MACROS: readonly MacroDefinition[] = [
  { name: 'access_published', params: [...PERIOD_PARAMS, text('of_partner', null)], body: PUBLISHED_SQL },
  {
    name: 'access_delays',
    params: [...MONTH, text('of_partner'), { name: 'known_to', type: 'date' }, text('of_kpi', 'CA-02')],
    body: DELAYS_SQL,
  },
  { name: 'access_reasons', params: [...MONTH, text('of_partner')], body: REASONS_SQL },
  { name: 'access_hidden_slots', params: [...MONTH, text('of_partner', null)], body: HIDDEN_SLOTS_SQL },
  { name: 'access_requests', params: ANY_PERIOD, body: ACCESS_REQUESTS_SQL },
  {
    name: 'access_availability_by_platform',
    params: READING,
    body: `select platform, departement, recovered, places, with_slot, slots, with_slot / nullif(places, 0) as value from (${PLATFORM_SLOTS_SQL}) cells order by platform, departement, recovered`,
  },
  { name: 'access_duplicate_agendas', params: READING, body: DUPLICATE_AGENDAS_SQL },
];
