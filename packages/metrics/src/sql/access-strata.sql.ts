import { ACCESS_RULES } from '../access/evidence/access-rules.ts';
import {
  CASCADE_SUMS,
  cascadeCtes,
  keptAt,
  levelsOf,
  REGIONS_CTE,
  standing,
  type Ladder,
} from './access-cascade.sql.ts';
import { requestSides } from './access-measures.sql.ts';

const KEYS = ['specialty', 'departement', 'visit_kind', 'visit_mode', 'day_type', 'hour_band'];

/** From level 4 on, specialty and place are all that is left to tell cells apart. */
const LADDER: Ladder = {
  keys: KEYS,
  forgets: ['hour_band', 'day_type', 'visit_mode', 'visit_kind', 'departement', 'region', 'specialty'],
  bareLevel: 4,
  fineFloor: `greatest($least_partner, units / ${ACCESS_RULES.mostFineStrata})`,
  bareFloor: `greatest(1, units / ${ACCESS_RULES.mostBareStrata})`,
};

/** The strata of one level, in text. */
function strataAt(level: number): string {
  const kept = keptAt(LADDER, level);
  const codes = KEYS.map((key) => {
    if (kept.includes(key)) return `coalesce(cast(${key} as varchar), 'UNKNOWN') as ${key}`;
    return key === 'departement' && kept.includes('region') ? `coalesce(region, '*') as ${key}` : `'*' as ${key}`;
  });
  return `select kpi, partner, endpoint, is_probe, ${level} as level, ${codes.join(', ')}, ${CASCADE_SUMS.join(', ')} from rest_${level} where ${standing(LADDER, level)}`;
}

/**
 * Like-for-like strata of one month, all partners at once, sums only; sparse cells merged upward by rule: hour band, day type, visit mode, visit kind, then
 * département → region → country, then specialty. Sizes decide, outcomes never.
 *
 * A stratum finer than specialty × département needs least_partner units of the partner, or a thousandth of all it has in the month if that is more; from there on
 * one, or a five-thousandth; always least_own own units. Parameters: month_from, month_to, least_partner, least_own.
 *
 * Yields kpi, partner, level (0 = finest), endpoint, the six codes (`*` merged, UNKNOWN empty, R and a code: a region), cells (finest cells with a unit of the partner),
 * partner_trials, partner_successes, own_trials, own_successes. What the partner never meets comes last, at the top level: it is the crude figure's.
 */
export const REQUEST_STRATA_SQL = `
with ${REGIONS_CTE},${requestSides(KEYS)},${cascadeCtes(LADDER)},
merged as (
  ${levelsOf(LADDER).map(strataAt).join('\n  union all\n  ')}
)
select 'CA-' || case when kpi < 10 then '0' else '' end || kpi as kpi, cast(partner as varchar) as partner, level,
  coalesce(cast(endpoint as varchar), '*') || case when is_probe then ' probe' else '' end as endpoint, ${KEYS.join(', ')},
  ${CASCADE_SUMS.map((name) => `cast(${name} as double precision) as ${name}`).join(', ')}
from merged order by 1, 2, 3, 4, ${KEYS.join(', ')}`;
