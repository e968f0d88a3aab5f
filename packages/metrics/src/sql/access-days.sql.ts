import { FACING, inMonth, MEASURES, measuredSums, PARTNER } from './access-measures.sql.ts';
import { REGIONS_CTE } from './access-cascade.sql.ts';

/**
 * Terms of the Mantel–Haenszel difference of one cell (n_P, x_P, n_O, x_O successes), as `satoTerms` in statistics. Decimal, so that the order in which threads
 * add them cannot change a sum.
 */
const TERMS = `
  cast(sum(cast((partner_ok * own_n - own_ok * partner_n) / n as decimal(38, 12))) as double precision) as gap,
  cast(sum(cast(partner_n * own_n / n as decimal(38, 12))) as double precision) as weight,
  cast(sum(cast((partner_n * partner_n * own_ok - own_n * own_n * partner_ok + partner_n * own_n * (own_n - partner_n) / 2) / (n * n) as decimal(38, 12))) as double precision) as variance_slope,
  cast(sum(cast((partner_ok * (own_n - own_ok) + own_ok * (partner_n - partner_ok)) / (2 * n) as decimal(38, 12))) as double precision) as variance_base,
  cast(sum(partner_n) as double precision) as partner_trials, cast(sum(own_n) as double precision) as own_trials`;

/**
 * Daily sums of the request-side success rates of one month, per indicator, partner and day: D = Σ w·d, W = Σ w and Sato's terms over specialty × region (and endpoint
 * for errors), cells that meet both sides. They tell how much days scatter (domain-sequential S1.6); the month's difference is not read from them.
 * Parameters: month_from, month_to.
 */
const requestDays = (side: string, facing: string): string => `
with ${REGIONS_CTE},
requests as (
  select interface, partner, endpoint, is_probe, day, day_utc, specialty, departement, ${measuredSums(false)}
  from rollup_request_day where ${facing} group by interface, partner, endpoint, is_probe, day, day_utc, specialty, departement
),
placed as (select q.*, r.region from requests q left join regions r on r.code = cast(q.departement as varchar)),
sides as (
  ${MEASURES.map(
    ({
      kpi,
      day,
      technical,
      trials,
      successes,
    }) => `select ${kpi} as kpi, ${side} as partner, ${technical ? 'endpoint, is_probe' : 'null as endpoint, false as is_probe'}, ${day} as on_day, specialty, region,
    cast(sum(${trials}) as double precision) as n, cast(sum(${successes}) as double precision) as ok
  from placed where ${trials} > 0 and ${inMonth(day)} group by 2, 3, 4, 5, 6, 7`,
  ).join('\n  union all\n  ')}
),
cells as (
  select kpi, on_day, partner, partner_n, partner_ok, own_n, own_ok, partner_n + own_n as n from (
    select p.kpi, p.on_day, p.partner, p.n as partner_n, p.ok as partner_ok, o.n as own_n, o.ok as own_ok
    from sides p join sides o on o.kpi = p.kpi and o.on_day = p.on_day and o.endpoint is not distinct from p.endpoint and o.is_probe = p.is_probe
      and o.specialty is not distinct from p.specialty and o.region is not distinct from p.region
    where p.partner is not null and o.partner is null) met
)
select 'CA-' || case when kpi < 10 then '0' else '' end || kpi as kpi, cast(partner as varchar) as partner, cast(on_day as varchar) as day, ${TERMS}
from cells group by kpi, partner, on_day order by 1, 2, 3`;

export const REQUEST_DAYS_SQL = requestDays(PARTNER, FACING);

/** The control of the same kind: the own site (as partner `own_web`) against the own application, which nobody favours. */
export const OWN_CONTROL_DAYS_SQL = requestDays(
  `case when interface = 'OWN_WEB' then 'own_web' end`,
  `interface in ('OWN_WEB', 'OWN_APP') and day >= $month_from - 1 and day < $month_to + 1`,
);

/** Requests and refusals by quota (HTTP 429) of one month, per partner and UTC day, beside those of the own channels. Parameters: month_from, month_to. */
export const THROTTLE_DAYS_SQL = `
with sides as (
  select case when interface = 'PARTNER_API' then cast(partner as varchar) end as partner, day_utc as on_day, sum(requests) as exposure, sum(throttled) as events
  from rollup_request_day
  where day_utc >= $month_from and day_utc < $month_to and (interface <> 'PARTNER_API' or partner is not null)
  group by 1, 2
),
days as (select distinct on_day from sides),
partners as (select distinct partner from sides where partner is not null)
select p.partner, cast(d.on_day as varchar) as day, cast(coalesce(s.exposure, 0) as double precision) as partner_exposure,
  cast(coalesce(s.events, 0) as double precision) as partner_events, cast(coalesce(o.exposure, 0) as double precision) as own_exposure,
  cast(coalesce(o.events, 0) as double precision) as own_events
from partners p cross join days d left join sides s on s.partner = p.partner and s.on_day = d.on_day
  left join sides o on o.partner is null and o.on_day = d.on_day
order by p.partner, d.on_day`;

/** Slots seen by both, by own channels only, by the partner only: one month per specialty × region, and per day. Parameters: month_from, month_to. */
export const VISIBILITY_SQL = `
with ${REGIONS_CTE},
seen as (
  select cast(v.partner as varchar) as partner, cast(v.day as varchar) as day, coalesce(cast(v.specialty as varchar), 'UNKNOWN') as specialty, coalesce(r.region, '*') as region,
    v."both", v.own_only, v.partner_only
  from rollup_visibility_day v left join regions r on r.code = cast(v.departement as varchar)
  where v.day >= $month_from and v.day < $month_to and v.partner is not null
)
select partner, cast(null as varchar) as day, specialty, region, cast(sum("both") as double precision) as seen_by_both, cast(sum(own_only) as double precision) as own_only,
  cast(sum(partner_only) as double precision) as partner_only
from seen group by partner, specialty, region
union all
select partner, day, null, null, cast(sum("both") as double precision), cast(sum(own_only) as double precision), cast(sum(partner_only) as double precision)
from seen group by partner, day
order by 1, 2, 3, 4`;

/**
 * Access requests that were made in one month, one by one: the register is small, and working days are counted by the calendar. Withdrawn ones say nothing of the
 * platform and stay out. Parameters: month_from, month_to.
 */
export const REFUSALS_SQL = `
select cast(id as varchar) as id, cast(kind as varchar) as kind, cast(requester as varchar) as requester, cast(requester_class as varchar) as requester_class,
  cast(cast(timezone('Europe/Paris', requested_at) as date) as varchar) as requested_on, cast(cast(timezone('Europe/Paris', decided_at) as date) as varchar) as decided_on,
  cast(decision as varchar) as decision, case when reason_text is not null and trim(reason_text) <> '' then 1 else 0 end as reasoned
from access_request
where cast(timezone('Europe/Paris', requested_at) as date) >= $month_from and cast(timezone('Europe/Paris', requested_at) as date) < $month_to and decision <> 'WITHDRAWN'
order by id`;

/** Who listed what, from four weeks before the month to its end: the witness of every source. Parameters: month_from, month_to. */
export const REPORTING_DAYS_SQL = `
select cast(source as varchar) as source, cast(party as varchar) as party, cast(day as varchar) as day, cast(sum(units) as double precision) as units,
  cast(sum(listed) as double precision) as listed, cast(sum(available) as double precision) as available, cast(sum(duplicates) as double precision) as duplicates
from access_reporting where day >= $month_from - 28 and day < $month_to group by 1, 2, 3 order by 1, 2, 3`;

/** Everybody and every day that the access relations know. `source`: request, probe, terms. */
export const ACCESS_EXTENT_SQL = `
select 'request' as source, cast(partner as varchar) as partner, cast(min(day) as varchar) as first_day, cast(max(day) as varchar) as last_day
from rollup_request_day group by partner
union all
select 'probe', cast(partner as varchar), cast(min(day) as varchar), cast(max(day) as varchar) from rollup_visibility_day group by partner
union all
select 'terms', cast(requester as varchar), cast(min(cast(timezone('Europe/Paris', requested_at) as date)) as varchar),
  cast(max(cast(timezone('Europe/Paris', requested_at) as date)) as varchar)
from access_request where requester_class in ('COMPETITOR', 'SOFTWARE_VENDOR') group by requester
order by 1, 2`;
