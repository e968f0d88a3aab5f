/**
 * Places listed and places with a free slot, by platform and reading. A reading of the rows' kind takes minutes, so its rows belong to one day; hourly
 * readings stand by themselves. Parameters: date_from, date_to, in_departement, repairs, reading_kind (rows or hourly).
 */
export const AVAILABILITY_SQL = `
with readings as (
  select cast(snapshot_date as varchar) as reading, cast(case when $repairs then platform_code else platform_code_asis end as varchar) as platform,
    count(*) as listed, sum(case when has_free_slot then 1 else 0 end) as available
  from availability
  where $reading_kind = 'rows' and snapshot_date >= $date_from and snapshot_date < $date_to and ($in_departement is null or site_dept = $in_departement)
  group by 1, 2
  union all
  select cast(timezone('Europe/Paris', "at") as varchar), cast(platform_code as varchar), sum(places_listed), sum(places_available)
  from availability_hourly
  where $reading_kind = 'hourly' and $in_departement is null and cast(timezone('Europe/Paris', "at") as date) >= $date_from
    and cast(timezone('Europe/Paris', "at") as date) < $date_to
  group by 1, 2
),
followed as (
  select *, lag(listed) over (partition by platform order by reading) as listed_before, lag(available) over (partition by platform order by reading) as available_before,
    sum(listed) over (partition by reading) as listed_all, sum(available) over (partition by reading) as available_all from readings
)
select reading, platform, cast(listed as double precision) as listed, cast(available as double precision) as available,
  cast(listed_before as double precision) as listed_before, cast(available_before as double precision) as available_before,
  cast(listed_all as double precision) as listed_all, cast(available_all as double precision) as available_all
from followed order by reading, platform`;
