import { REGIONS_CTE } from './access-cascade.sql.ts';

/** Seconds exactly up to 1,000, then three digits: a curve keeps its shape and has at most some thousands of steps. */
const ROUNDED_SECONDS = `cast(floor(cast(lag_seconds as double precision) / unit + 0.5) * unit as double precision)`;
const UNIT = `case when lag_seconds < 1000 then 1 when lag_seconds < 10000 then 10 when lag_seconds < 100000 then 100 else 1000 end as unit`;

/**
 * Exposure lags of one month by comparison (a partner, or own_web_app: the baseline) and stratum, specialty × region: a partner whose practitioners publish otherwise is compared with the same kind of
 * practitioner. Parameters: month_from, month_to.
 */
export const EXPOSURE_LAGS_SQL = `
with ${REGIONS_CTE},
bins as (
  select cast(e.comparison as varchar) as comparison, coalesce(cast(e.specialty as varchar), 'UNKNOWN') || '|' || coalesce(r.region, '*') as stratum, lag_seconds, ${UNIT}, censored, n, partner_first
  from rollup_exposure_month e left join regions r on r.code = cast(e.departement as varchar) where e.month >= $month_from and e.month < $month_to
)
select comparison, stratum, ${ROUNDED_SECONDS} as seconds, censored, cast(sum(n) as double precision) as n, cast(sum(coalesce(partner_first, 0)) as double precision) as partner_first
from bins group by 1, 2, 3, 4 order by comparison, stratum, seconds, censored`;

/** Of the same lags, those within the limit, per specialty × département. Parameters: month_from, month_to, limit_seconds. */
export const EXPOSURE_CELLS_SQL = `
select cast(comparison as varchar) as comparison, coalesce(cast(specialty as varchar), 'UNKNOWN') as specialty, coalesce(cast(departement as varchar), 'UNKNOWN') as departement,
  cast(sum(n) as double precision) as trials, cast(sum(case when not censored and lag_seconds <= $limit_seconds then n else 0 end) as double precision) as within_limit
from rollup_exposure_month where month >= $month_from and month < $month_to
group by 1, 2, 3 order by comparison, specialty, departement`;

/** Propagation lags of cancellations and moves, by comparison and direction ('own': app and web, the baseline). Parameters: month_from, month_to. */
export const CHANGE_LAGS_SQL = `
with bins as (
  select cast(comparison as varchar) as comparison, cast(direction as varchar) as direction, cast(kind as varchar) as kind, lag_seconds, ${UNIT}, censored, n
  from rollup_change_month where month >= $month_from and month < $month_to
)
select comparison, direction, ${ROUNDED_SECONDS} as seconds, censored, cast(sum(n) as double precision) as n
from bins group by 1, 2, 3, 4 order by comparison, direction, seconds, censored`;

/** Support tickets opened in the month, in minutes to the first answer, or to what the release knows last. Parameters: month_from, month_to, known_to. */
export const TICKETS_SQL = `
with opened as (
  select lower(cast(requester as varchar)) as requester, cast(severity as varchar) as severity, first_response_at is null as censored,
    cast(extract(epoch from coalesce(first_response_at, timezone('Europe/Paris', cast($known_to as timestamp)))) - extract(epoch from opened_at) as double precision) / 60 as minutes,
    cast(extract(epoch from resolved_at) - extract(epoch from opened_at) as double precision) / 60 as resolved_minutes
  from support_ticket
  where cast(timezone('Europe/Paris', opened_at) as date) >= $month_from and cast(timezone('Europe/Paris', opened_at) as date) < $month_to
)
select requester, severity, censored, cast(floor(case when minutes < 0 then 0 else minutes end) as double precision) as minutes, cast(count(*) as double precision) as n,
  cast(sum(case when resolved_minutes is null then 0 else 1 end) as double precision) as resolved
from opened group by 1, 2, 3, 4 order by requester, severity, minutes, censored`;
