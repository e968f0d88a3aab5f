/** Outages that touch a period of UTC days, in seconds since 1970. `down_to` null: not over yet. Parameters: date_from, date_to. */
export const OUTAGES_SQL = `
select cast(interface as varchar) as interface, cast(partner as varchar) as partner, cast(extract(epoch from down_from) as double precision) as down_from,
  cast(extract(epoch from down_to) as double precision) as down_to, is_maintenance
from outage
where cast(timezone('UTC', down_from) as date) < $date_to and (down_to is null or cast(timezone('UTC', down_to) as date) >= $date_from)
order by interface, partner nulls first, down_from, down_to`;

/** Requests of each UTC day by interface, and partner of the partners' one. Parameters: date_from, date_to. */
export const PUBLISHED_DAYS_SQL = `
select cast(day_utc as varchar) as day, cast(interface as varchar) as interface, cast(partner as varchar) as partner, cast(sum(requests) as double precision) as requests,
  cast(sum(errors_platform) as double precision) as errors, cast(sum(latency_n) as double precision) as answered, cast(sum(sum_ms) as double precision) as sum_ms
from rollup_request_day
where day_utc >= $date_from and day_utc < $date_to
group by day_utc, interface, partner order by day_utc, interface, partner nulls first`;
