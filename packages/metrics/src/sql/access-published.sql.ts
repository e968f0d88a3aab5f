/**
 * Daily statistics per UTC day and interface, and per partner of the partners' interface (EBA/GL/2018/07, guidelines 2.2–2.4 and 3). A partner finds down what its own requests met and what the interface
 * as a whole was: each second once, except seconds of the whole that exactly one other partner's own requests account for, which are that partner's. The day is cut at every start and end of an
 * outage, and each piece asked whom it counts for. Planned and unplanned both count. A day without a request has no uptime:
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
  select s.on_day, s.interface, o.partner, case when o.down_from > e.day_start then o.down_from else e.day_start end as piece_from,
    case when coalesce(o.down_to, e.day_start + 86400) < e.day_start + 86400 then o.down_to else e.day_start + 86400 end as piece_to
  from (select distinct on_day, interface from days) s
  join (select distinct on_day, cast(extract(epoch from cast(on_day as timestamp)) as double precision) as day_start from days) e on e.on_day = s.on_day
  join outages o on o.interface = s.interface
  where o.down_from < e.day_start + 86400 and coalesce(o.down_to, e.day_start + 86400) > e.day_start
),
bounds as (
  select on_day, interface, piece_from as at_second from pieces union select on_day, interface, piece_to from pieces
),
segments as (
  select on_day, interface, at_second as segment_from, lead(at_second) over (partition by on_day, interface order by at_second) as segment_to from bounds
),
covered as (
  select g.on_day, g.interface, g.segment_from, g.segment_to, max(case when p.partner is null then 1 else 0 end) as whole, count(distinct p.partner) as partners
  from segments g join pieces p on p.on_day = g.on_day and p.interface = g.interface and p.piece_from <= g.segment_from and p.piece_to >= g.segment_to
  where g.segment_to is not null group by 1, 2, 3, 4
),
met as (
  select distinct g.on_day, g.interface, g.segment_from, p.partner
  from segments g join pieces p on p.on_day = g.on_day and p.interface = g.interface and p.piece_from <= g.segment_from and p.piece_to >= g.segment_to
  where g.segment_to is not null and p.partner is not null
),
down as (
  select s.on_day, s.interface, s.partner, sum(c.segment_to - c.segment_from) as down_seconds
  from streams s join covered c on c.on_day = s.on_day and c.interface = s.interface
    left join met m on m.on_day = c.on_day and m.interface = c.interface and m.segment_from = c.segment_from and m.partner = s.partner
  where case when s.partner is null then c.whole = 1 else m.partner is not null or (c.whole = 1 and c.partners <> 1) end
  group by s.on_day, s.interface, s.partner
)
select cast(s.on_day as varchar) as day, s.interface, s.partner, 100 - 100 * coalesce(d.down_seconds, 0) / 86400 as uptime_percent, cast(coalesce(d.down_seconds, 0) as double precision) as down_seconds,
  cast(s.sum_ms as double precision) / nullif(cast(s.answered as double precision), 0) as mean_ms, cast(s.errors as double precision) / nullif(cast(s.requests as double precision), 0) as error_ratio,
  cast(s.requests as double precision) as requests, cast(s.errors as double precision) as errors, cast(s.answered as double precision) as answered
from streams s left join down d on d.on_day = s.on_day and d.interface = s.interface and d.partner is not distinct from s.partner
where $of_partner is null or s.partner is null or s.partner = $of_partner
order by s.on_day, s.interface, s.partner nulls first`;
