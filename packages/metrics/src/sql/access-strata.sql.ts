import { ACCESS_RULES } from '../access/evidence/access-rules.ts';
import { FACING, MEASURES, measuredSums, PARTNER } from './access-measures.sql.ts';

/**
 * Like-for-like strata of one month, all partners at once, sums only; sparse cells merged upward by rule: hour band, day type, visit mode, visit kind, then
 * département → region → country, then specialty. A cell that stands at its level is a stratum; the others of one parent are added up and asked again, so
 * every unit ends in exactly one stratum. Sizes decide, outcomes never.
 *
 * A stratum finer than specialty × département needs least_partner units of the partner, or a thousandth of all it has in the month if that is more; from there on
 * one, or a five-thousandth; always least_own own units. Parameters: month_from, month_to, least_partner, least_own.
 *
 * Yields kpi, partner, level (0 = finest), endpoint, the six codes (`*` merged, UNKNOWN empty, R and a code: a region), cells (finest cells with a unit of the partner),
 * partner_trials, partner_successes, own_trials, own_successes. What the partner never meets comes last, at the top level: it is the crude figure's.
 */
const KEYS = ['specialty', 'departement', 'visit_kind', 'visit_mode', 'day_type', 'hour_band'] as const;

/** What a cell forgets when it rises one level: codes stay as they are stored (one byte in a release), and are gone, not renamed. */
const FORGETS: readonly string[] = [
  'hour_band',
  'day_type',
  'visit_mode',
  'visit_kind',
  'departement',
  'region',
  'specialty',
];
/** From here on, specialty and place are all that is left to tell cells apart. */
const BARE_LEVEL = 4;
const TOP_LEVEL = FORGETS.length;

const SUMS = ['cells', 'partner_trials', 'partner_successes', 'own_trials', 'own_successes'];
const added = SUMS.map((name) => `sum(${name}) as ${name}`).join(', ');
const LEADING = 'kpi, partner, endpoint, is_probe';
const of = (alias: string, names: readonly string[]): string => names.map((name) => `${alias}.${name}`).join(', ');

export const REGIONS_CTE = `
regions as (
  select departement as code, min('R' || region_code) as region from reference_departement where region_code is not null group by departement
)`;

const REQUEST_CELLS_CTES = `
requests as (
  select interface, partner, endpoint, is_probe, ${KEYS.join(', ')}, ${measuredSums(true)}
  from rollup_request_day where ${FACING} group by interface, partner, endpoint, is_probe, ${KEYS.join(', ')}
),
sides as (
  ${MEASURES.map(
    ({
      kpi,
      technical,
      trials,
      successes,
    }) => `select ${kpi} as kpi, ${PARTNER} as partner, ${technical ? 'endpoint, is_probe' : 'null as endpoint, false as is_probe'}, ${KEYS.join(', ')},
    sum(${trials}) as trials, sum(${successes}) as successes from requests where ${trials} > 0 group by 2, 3, 4, 5, 6, 7, 8, 9, 10`,
  ).join('\n  union all\n  ')}
)`;

const LEAVES_CTES = `
partners as (
  select kpi, partner, greatest($least_partner, units / ${ACCESS_RULES.mostFineStrata}) as fine_floor, greatest(1, units / ${ACCESS_RULES.mostBareStrata}) as bare_floor
  from (select kpi, partner, sum(trials) as units from sides where partner is not null group by kpi, partner) totals
),
facing as (
  select ${LEADING}, ${KEYS.join(', ')}, 1 as cells, trials as partner_trials, successes as partner_successes, 0 as own_trials, 0 as own_successes
  from sides where partner is not null
  union all
  select s.kpi, p.partner, s.endpoint, s.is_probe, ${of('s', KEYS)}, 0, 0, 0, s.trials, s.successes
  from sides s join partners p on p.kpi = s.kpi where s.partner is null
),
joined as (
  select ${LEADING}, ${KEYS.join(', ')}, ${added} from facing group by ${LEADING}, ${KEYS.join(', ')}
),
rest_0 as (
  select ${of('j', LEADING.split(', '))}, ${of('j', KEYS)}, r.region, p.fine_floor, p.bare_floor, ${of('j', SUMS)}
  from joined j join partners p on p.kpi = j.kpi and p.partner = j.partner left join regions r on r.code = cast(j.departement as varchar)
)`;

const stands = (level: number): string =>
  `partner_trials >= ${level < BARE_LEVEL ? 'fine_floor' : 'bare_floor'} and own_trials >= $least_own`;

const keptAt = (level: number): string[] => [...KEYS, 'region'].filter((key) => !FORGETS.slice(0, level).includes(key));

/** `rest_n`: what did not stand one level lower, with one code less. */
function restCte(level: number): string {
  const kept = [LEADING, ...keptAt(level), 'fine_floor', 'bare_floor'].join(', ');
  return `
rest_${level} as (select ${kept}, ${added} from rest_${level - 1} where not (${stands(level - 1)}) group by ${kept})`;
}

/** The strata of one level, in text. */
function strataAt(level: number): string {
  const kept = keptAt(level);
  const codes = KEYS.map((key) => {
    if (key === 'departement' && !kept.includes(key) && kept.includes('region'))
      return `coalesce(region, '*') as departement`;
    return kept.includes(key) ? `coalesce(cast(${key} as varchar), 'UNKNOWN') as ${key}` : `'*' as ${key}`;
  });
  return `select kpi, partner, endpoint, is_probe, ${level} as level, ${codes.join(', ')}, ${SUMS.join(', ')} from rest_${level}${level === TOP_LEVEL ? '' : ` where ${stands(level)}`}`;
}

const LEVELS = Array.from({ length: TOP_LEVEL + 1 }, (_, level) => level);

export const REQUEST_STRATA_SQL = `
with ${REGIONS_CTE},${REQUEST_CELLS_CTES},${LEAVES_CTES},${LEVELS.slice(1).map(restCte).join(',')},
merged as (
  ${LEVELS.map(strataAt).join('\n  union all\n  ')}
)
select 'CA-' || case when kpi < 10 then '0' else '' end || kpi as kpi, cast(partner as varchar) as partner, level,
  coalesce(cast(endpoint as varchar), '*') || case when is_probe then ' probe' else '' end as endpoint, ${KEYS.join(', ')},
  ${SUMS.map((name) => `cast(${name} as double precision) as ${name}`).join(', ')}
from merged order by 1, 2, 3, 4, ${KEYS.join(', ')}`;
