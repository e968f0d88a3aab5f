/**
 * Who reported, by source and period: what INCOMPLETE_PERIOD and BREAK_IN_SERIES are judged by. These statements ask for the whole release, whatever the
 * period of the figure: their answers are small and the same for every figure, so they are run once per release.
 */
export const REPORTING_SQL = `
select case when platform is null or source = concat('booking:', platform) then source else concat(source, ':', platform) end as source, cast(grain as varchar) as grain, cast(period as varchar) as period,
  cast(sites as double precision) as sites, cast(rows as double precision) as rows, cast(volume as double precision) as volume
from series_reporting
where grain = 'month' or source not like 'booking:%'
order by source, grain, period`;

/** The day on which each published file was made, where it is known: periods that end after it lay in the future then. */
export const FILE_DATES_SQL = `
select cast(period_start as varchar) as period, cast(period_grain as varchar) as grain, cast(min(extracted_on) as varchar) as file_day
from booking_count where extracted_on is not null
group by 1, 2 order by 1, 2`;

/**
 * First and last day of bookings per platform, to see where row-level exports begin and end; and what the equipment panels of other months know of it. A
 * later panel that finds nobody: the platform is gone rather than silent. An earlier panel that finds somebody: it was there before its export; nobody: it was not.
 */
export const EXPORT_BOUNDS_SQL = `
with panel as (
  select cast(platform as varchar) as platform, min(month) as first_month, max(month) as last_month from equipment where product = 'AGENDA' group by 1
)
select d.platform, cast(d.first_day as varchar) as first_day, cast(d.last_day as varchar) as last_day, cast(d.days as double precision) as days,
  coalesce((select max(last_month) from panel) > d.last_day, false) and not coalesce(p.last_month > d.last_day, false) as gone,
  coalesce(p.first_month < date_trunc('month', d.first_day), false) as existed_before,
  coalesce((select min(first_month) from panel) < date_trunc('month', d.first_day), false)
    and not coalesce(p.first_month < date_trunc('month', d.first_day), false) as absent_before
from (
  select cast(platform as varchar) as platform, min(day) as first_day, max(day) as last_day, count(distinct day) as days from rollup_booking_day where class = 'counted' and is_online group by 1
) d left join panel p on p.platform = d.platform order by 1`;

/** Whether the release holds published counts at all; most figures need not ask them anything else. */
export const HAS_COUNTS_SQL = `select exists (select 1 from booking_count) as present`;

/** Which grains of published counts touch the range, and whether one of their periods straddles an end of it. Parameters: date_from, date_to. */
export const COUNT_GRAINS_SQL = `
with spans as (
  select distinct cast(period_grain as varchar) as grain, period_start,
    cast(case period_grain when 'day' then period_start + interval '1 day' when 'week' then period_start + interval '7 days' else period_start + interval '1 month' end as date) as period_end
  from booking_count
)
select grain, cast(count(*) as double precision) as periods,
  cast(sum(case when period_start < $date_from or period_end > $date_to then 1 else 0 end) as double precision) as straddling
from spans where period_start < $date_to and period_end > $date_from group by grain order by grain`;
