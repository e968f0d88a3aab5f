/**
 * Daily statistics per UTC day and interface, and per partner of the partners' interface (EBA/GL/2018/07, guidelines 2.2–2.4 and 3). A partner finds down what its own requests met and what the interface
 * as a whole was: each second once. The union of a day's intervals is Σ max(0, end − max(start, latest end before)). Planned and unplanned both count. A day without a request has no uptime:
 * nobody asked. Parameters: date_from, date_to, of_partner (null: everybody).
 */
export const PUBLISHED_SQL = `
with days as (
  select day_utc as on_day, cast(interface as varchar) as interface, cast(partner as varchar) as partner, sum(requests) as requests, sum(errors_platform) as errors,
    sum(latency_n) as answered, sum(sum_ms) as sum_ms
  from rollup_request_day where day_utc >= $date_from and day_utc < $date_to group by 1, 2, 3
),
streams as (
  select on_day, interface, cast(null as varchar) as partner, sum(requests) as requests, sum(errors) as errors, sum(answered) as answered, sum(sum_ms) as sum_ms
  from days group by on_day, interface
  union all
  select on_day, interface, partner, requests, errors, answered, sum_ms from days where partner is not null
),
outages as (
  select cast(interface as varchar) as interface, cast(partner as varchar) as partner, cast(extract(epoch from down_from) as double precision) as down_from,
    cast(extract(epoch from down_to) as double precision) as down_to
  from outage
),
pieces as (
  select s.on_day, s.interface, s.partner, case when o.down_from > e.day_start then o.down_from else e.day_start end as piece_from,
    case when coalesce(o.down_to, e.day_start + 86400) < e.day_start + 86400 then o.down_to else e.day_start + 86400 end as piece_to
  from streams s
  join (select distinct on_day, cast(extract(epoch from cast(on_day as timestamp)) as double precision) as day_start from days) e on e.on_day = s.on_day
  join outages o on o.interface = s.interface and (o.partner is null or o.partner = s.partner)
  where o.down_from < e.day_start + 86400 and coalesce(o.down_to, e.day_start + 86400) > e.day_start
),
followed as (
  select *, max(piece_to) over (partition by on_day, interface, partner order by piece_from, piece_to rows between unbounded preceding and 1 preceding) as known_to from pieces
),
down as (
  select on_day, interface, partner, sum(case when known_to is null or known_to <= piece_from then piece_to - piece_from when known_to < piece_to then piece_to - known_to else 0 end) as down_seconds
  from followed group by on_day, interface, partner
)
select cast(s.on_day as varchar) as day, s.interface, s.partner, 100 - 100 * coalesce(d.down_seconds, 0) / 86400 as uptime_percent, cast(coalesce(d.down_seconds, 0) as double precision) as down_seconds,
  cast(s.sum_ms as double precision) / nullif(cast(s.answered as double precision), 0) as mean_ms, cast(s.errors as double precision) / nullif(cast(s.requests as double precision), 0) as error_ratio,
  cast(s.requests as double precision) as requests, cast(s.errors as double precision) as errors, cast(s.answered as double precision) as answered
from streams s left join down d on d.on_day = s.on_day and d.interface = s.interface and d.partner is not distinct from s.partner
where $of_partner is null or s.partner is null or s.partner = $of_partner
order by s.on_day, s.interface, s.partner nulls first`;
