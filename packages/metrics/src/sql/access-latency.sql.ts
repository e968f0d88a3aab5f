/** Own channels are one side (partner null); requests of an interface as a whole, without a partner, are nobody's. Probes count: latency is technical. */
const SIDES = `
sides as (
  select case when interface = 'PARTNER_API' then cast(partner as varchar) end as partner, day_utc as on_day,
    cast(endpoint as varchar) || case when is_probe then ' probe' else '' end as endpoint, coalesce(cast(day_type as varchar), 'UNKNOWN') as day_type,
    coalesce(cast(hour_band as varchar), 'UNKNOWN') as hour_band, sum(latency_n) as n, sum(sum_ln) as sum_ln, sum(sum_ln2) as sum_ln2
  from rollup_request_day
  where day_utc >= $month_from and day_utc < $month_to and latency_n > 0 and (interface <> 'PARTNER_API' or partner is not null)
  group by 1, 2, 3, 4, 5
)`;

/** Moments of ln(ms + 0.4) of one UTC month per side, endpoint, day type and hour band. Parameters: month_from, month_to. */
export const LATENCY_CELLS_SQL = `
with ${SIDES}
select partner, endpoint, day_type, hour_band, cast(sum(n) as double precision) as n, cast(sum(sum_ln) as double precision) as sum_ln,
  cast(sum(sum_ln2) as double precision) as sum_ln2
from sides group by partner, endpoint, day_type, hour_band order by partner nulls first, endpoint, day_type, hour_band`;

/**
 * Moments of one UTC day per partner beside those of the own channels, each stratum (endpoint, day type, hour band) taken from its own mean of the month, so that a day with many
 * slow calls is not a slow day. Σ(x − m)² = Σx² − 2mΣx + nm². Decimal, so that the order of threads cannot change a sum. Parameters: month_from, month_to.
 */
export const LATENCY_DAYS_SQL = `
with ${SIDES},
own_mean as (
  select endpoint, day_type, hour_band, cast(sum(sum_ln) / sum(n) as double precision) as m from sides where partner is null group by endpoint, day_type, hour_band
),
days as (
  select s.partner, s.on_day, sum(s.n) as n, sum(cast(s.sum_ln - s.n * o.m as decimal(38, 9))) as sum_ln,
    sum(cast(s.sum_ln2 - 2 * o.m * s.sum_ln + s.n * o.m * o.m as decimal(38, 9))) as sum_ln2
  from sides s join own_mean o on o.endpoint = s.endpoint and o.day_type = s.day_type and o.hour_band = s.hour_band
  group by s.partner, s.on_day
)
select p.partner, cast(p.on_day as varchar) as day, cast(p.n as double precision) as partner_n, cast(p.sum_ln as double precision) as partner_ln,
  cast(p.sum_ln2 as double precision) as partner_ln2, cast(o.n as double precision) as own_n, cast(o.sum_ln as double precision) as own_ln,
  cast(o.sum_ln2 as double precision) as own_ln2
from days p join days o on o.partner is null and o.on_day = p.on_day
where p.partner is not null order by p.partner, p.on_day`;

/**
 * Answered requests by time, tenths of a millisecond to three digits (0.1 ms under 100 ms, 1 ms under 1 s, …: a quantile moves by at most half a per cent), per side and endpoint. At most
 * 3,700 rows per side and endpoint, whatever the number of requests. Parameters: month_from, month_to.
 */
export const LATENCY_HISTOGRAM_SQL = `
with bins as (
  select case when interface = 'PARTNER_API' then cast(partner as varchar) end as partner, cast(endpoint as varchar) as endpoint, ms_tenths,
    case when ms_tenths < 1000 then 1 when ms_tenths < 10000 then 10 when ms_tenths < 100000 then 100 else 1000 end as unit, n
  from rollup_latency_month
  where month >= $month_from and month < $month_to and (interface <> 'PARTNER_API' or partner is not null)
)
select partner, endpoint, cast(floor(cast(ms_tenths as double precision) / unit + 0.5) * unit / 10 as double precision) as ms, cast(sum(n) as double precision) as n
from bins group by 1, 2, 3 order by partner nulls first, endpoint, ms`;
