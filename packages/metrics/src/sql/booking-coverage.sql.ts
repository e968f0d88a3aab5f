import { inPlace, KIND_REASON, OTHER_KIND_CTE, publishedCte, REGISTER_CTES, WHOLE_MONTHS } from './scope.sql.ts';

/**
 * What stands under a figure of bookings: everything read in the period and place, split by why it counts or not. One row per reason and source.
 * Parameters as in booking-cells. `reason` null: counted. `platform_known`: the platform is neither none nor unmatched.
 */
export const BOOKING_COVERAGE_SQL = `
with ${REGISTER_CTES},${OTHER_KIND_CTE},${publishedCte()},
kept as (
  select $vaccination as asked, (select present from other_kind) as other_kind
),
read_rows as (
  select platform, data_origin, class, is_vaccination, is_hospital, is_online, rows, volume from rollup_booking_month
  where ${WHOLE_MONTHS} and month >= $date_from and month < $date_to and ${inPlace()}
  union all
  select platform, data_origin, class, is_vaccination, is_hospital, is_online, rows, volume from rollup_booking_day
  where not (${WHOLE_MONTHS}) and day >= $date_from and day < $date_to and ($in_departement is null or departement = $in_departement)
),
exported as (
  select case
      when class <> 'counted' then cast(class as varchar)
      ${KIND_REASON}
      when is_hospital and $hospital = 'apart' then 'hospital_apart'
      when not is_hospital and $hospital = 'only' then 'not_hospital'
      when not is_online then 'offline'
    end as reason,
    cast(data_origin as varchar) as origin, cast(platform as varchar) as platform, sum(rows) as rows, sum(volume) as volume,
    cast(0 as bigint) as ambiguous_sites, cast(0 as bigint) as ambiguous_volume
  from read_rows group by 1, 2, 3
),
counts as (
  select case ${KIND_REASON} end as reason, 'PUBLISHED_COUNT' as origin, platform, count(*) as rows, sum(bookings) as volume,
    count(distinct case when ambiguous then site_id end) as ambiguous_sites, sum(case when ambiguous then bookings else 0 end) as ambiguous_volume
  from published group by 1, 2, 3
)
select reason, origin, platform, cast(sum(rows) as double precision) as rows, cast(sum(volume) as double precision) as volume,
  cast(sum(ambiguous_sites) as double precision) as ambiguous_sites, cast(sum(ambiguous_volume) as double precision) as ambiguous_volume,
  (select cast(snapshot_date as varchar) from register_day) as register_day, (select other_kind from kept) as other_kind
from (select * from exported union all select * from counts) everything
group by reason, origin, platform order by reason nulls first, origin, platform`;
