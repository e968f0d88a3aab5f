/**
 * Like-for-like strata of one month, all partners at once, sums only; sparse cells merged upward by rule. Each statement names its cells, this file their
 * way up: hour band, day type, visit mode, visit kind, then département → region → country, then specialty. A cell that stands at its level is a
 * stratum; the others of one parent are added up and asked again, so every unit ends in exactly one stratum. Sizes decide, outcomes never.
 *
 * Parameters: month_from, month_to, least_partner (units of the partner, for strata finer than specialty × département; 1 from there on), least_own.
 * Yields kpi, partner, level (0 = finest), endpoint, the six codes, cells (finest cells with a unit of the partner), partner_trials, partner_successes,
 * own_trials, own_successes. Strata without a unit of the partner come last, at the top level: they are the crude figure's.
 */
const KEYS = ['specialty', 'departement', 'visit_kind', 'visit_mode', 'day_type', 'hour_band'] as const;
type Key = (typeof KEYS)[number];

/** What becomes of each code when a cell rises one level. */
const RISES: readonly Partial<Record<Key | 'region', string>>[] = [
  { hour_band: `'*'` },
  { day_type: `'*'` },
  { visit_mode: `'*'` },
  { visit_kind: `'*'` },
  { departement: 'region' },
  { departement: `'*'`, region: `'*'` },
  { specialty: `'*'` },
];
/** From here on, specialty and département are all that is left to tell cells apart. */
const BARE_LEVEL = 4;
export const TOP_LEVEL = RISES.length;

const SUMS = ['cells', 'partner_trials', 'partner_successes', 'own_trials', 'own_successes'];
const added = SUMS.map((name) => `sum(${name}) as ${name}`).join(', ');

/** The codes of a request or slot as text, out of a rollup. */
export const CODES = `coalesce(cast(specialty as varchar), 'UNKNOWN') as specialty, coalesce(cast(departement as varchar), 'UNKNOWN') as departement,
    coalesce(cast(visit_kind as varchar), 'UNKNOWN') as visit_kind, coalesce(cast(visit_mode as varchar), 'UNKNOWN') as visit_mode`;

export const REGIONS_CTE = `
regions as (
  select departement as code, min('R' || region_code) as region from reference_departement where region_code is not null group by departement
)`;

/**
 * Request-side success rates of a month: counted(kpi, partner (null: own channels), endpoint, on_day, codes, trials, successes). CA-06 counts every request, probes
 * included, by UTC days; CA-08 and CA-18 what people did, by Paris days (domain.md §3.2, §3.3).
 */
export const REQUEST_CELLS_CTES = `
requests as (
  select interface, cast(partner as varchar) as partner, cast(endpoint as varchar) as endpoint, is_probe, day, day_utc, ${CODES},
    cast(day_type as varchar) as day_type, cast(hour_band as varchar) as hour_band, requests, errors_platform, confirmed, failed_platform, failed_practitioner, clicks, stale
  from rollup_request_day
  where (interface <> 'PARTNER_API' or partner is not null)
    and day >= $month_from - 1 and day < $month_to + 1
),
counted as (
  select 'CA-06' as kpi, case when interface = 'PARTNER_API' then partner end as partner, case when is_probe then endpoint || ' probe' else endpoint end as endpoint,
    day_utc as on_day, specialty, departement, visit_kind, visit_mode, day_type, hour_band, requests as trials, requests - errors_platform as successes
  from requests where day_utc >= $month_from and day_utc < $month_to
  union all
  select 'CA-08', case when interface = 'PARTNER_API' then partner end, '*', day, specialty, departement, visit_kind, visit_mode, day_type, hour_band,
    confirmed + failed_platform + failed_practitioner, confirmed
  from requests where day >= $month_from and day < $month_to and not is_probe
  union all
  select 'CA-18', case when interface = 'PARTNER_API' then partner end, '*', day, specialty, departement, visit_kind, visit_mode, day_type, hour_band, clicks, clicks - stale
  from requests where day >= $month_from and day < $month_to and not is_probe
)`;

const LEAVES_CTE = `
sides as (
  select kpi, partner, endpoint, ${KEYS.join(', ')}, sum(trials) as trials, sum(successes) as successes
  from counted where trials > 0 group by kpi, partner, endpoint, ${KEYS.join(', ')}
),
partners as (select distinct kpi, partner from sides where partner is not null),
facing as (
  select kpi, partner, endpoint, ${KEYS.join(', ')}, trials as partner_trials, successes as partner_successes, 0 as own_trials, 0 as own_successes
  from sides where partner is not null
  union all
  select s.kpi, p.partner, s.endpoint, ${KEYS.map((k) => `s.${k}`).join(', ')}, 0, 0, s.trials, s.successes
  from sides s join partners p on p.kpi = s.kpi where s.partner is null
),
rest_0 as (
  select f.kpi, f.partner, f.endpoint, ${KEYS.map((k) => `f.${k}`).join(', ')}, coalesce(min(r.region), '*') as region,
    case when sum(f.partner_trials) > 0 then 1 else 0 end as cells, sum(f.partner_trials) as partner_trials, sum(f.partner_successes) as partner_successes,
    sum(f.own_trials) as own_trials, sum(f.own_successes) as own_successes
  from facing f left join regions r on r.code = f.departement
  group by f.kpi, f.partner, f.endpoint, ${KEYS.map((k) => `f.${k}`).join(', ')}
)`;

const stands = (level: number): string =>
  `partner_trials >= ${level < BARE_LEVEL ? '$least_partner' : '1'} and own_trials >= $least_own`;

/** `rest_n`: what did not stand one level lower, with one code less. */
function restCte(level: number): string {
  const rises = RISES[level - 1] ?? {};
  const codes = ([...KEYS, 'region'] as const).map((key) =>
    rises[key] === undefined ? key : `${rises[key]} as ${key}`,
  );
  // Grouped by position: 3 leading columns, the six codes, the region.
  return `
rest_${level} as (
  select kpi, partner, endpoint, ${codes.join(', ')}, ${added} from rest_${level - 1} where not (${stands(level - 1)}) group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
)`;
}

function chosenAt(level: number): string {
  return `select kpi, partner, ${level} as level, endpoint, ${KEYS.join(', ')}, ${SUMS.join(', ')} from rest_${level}${level === TOP_LEVEL ? '' : ` where ${stands(level)}`}`;
}

const LEVELS = Array.from({ length: TOP_LEVEL + 1 }, (_, level) => level);

/** The way up from `counted` (kpi, partner, endpoint, codes, trials, successes) to strata. */
export const MERGE_CTES = `${LEAVES_CTE},${LEVELS.slice(1).map(restCte).join(',')},
merged as (
  ${LEVELS.map(chosenAt).join('\n  union all\n  ')}
)`;

export const REQUEST_STRATA_SQL = `
with ${REGIONS_CTE},${REQUEST_CELLS_CTES},${MERGE_CTES}
select kpi, partner, level, endpoint, ${KEYS.join(', ')}, ${SUMS.map((name) => `cast(${name} as double precision) as ${name}`).join(', ')}
from merged order by kpi, partner, level, endpoint, ${KEYS.join(', ')}`;
