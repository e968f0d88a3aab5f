/**
 * The one site that moves a share most, per cell: share with it minus share without it (leave-one-out).
 * Published counts only: no practitioner of an export has been seen to move a share. Parameters as in booking-cells.
 */
import { OTHER_KIND_CTE, REGISTER_CTES } from './booking-cells.sql.ts';

export const OUTLIER_SQL = `
with ${REGISTER_CTES},${OTHER_KIND_CTE},
unit as (
  select case when $grain = 'total' then $date_from else cast(date_trunc(case when $grain = 'total' then 'day' else $grain end, c.period_start) as date) end as period,
    case when $by_departement then cast(c.site_dept as varchar) end as departement, c.site_id as site, max(cast(c.site_name as varchar)) as site_name,
    coalesce(max(cast(c.platform_code as varchar)), max(r.platform), 'unmatched') as platform, cast(sum(c.bookings) as double precision) as volume
  from booking_count c left join register r on r.site_id = c.site_id
  where c.period_start >= $date_from and c.period_start < $date_to and ($in_departement is null or c.site_dept = $in_departement)
    and (case $vaccination when 'in' then true when 'only' then is_vaccination when 'apart' then not is_vaccination
           else not is_vaccination or not (select present from other_kind) end)
  group by 1, 2, 3
),
kept as (
  select * from unit where $outside_option = 'in' or platform not in ('none', 'unmatched')
),
sized as (
  select *, sum(volume) over (partition by period, departement, platform) as platform_volume, sum(volume) over (partition by period, departement) as cell_volume from kept
),
moved as (
  select *, platform_volume / nullif(cell_volume, 0) - (platform_volume - volume) / nullif(cell_volume - volume, 0) as effect from sized
),
ranked as (
  select *, row_number() over (partition by period, departement order by effect desc, site) as place from moved where effect is not null
)
select period, departement, site, site_name, platform, volume, effect from ranked where place = 1 and effect > $outlier_limit
order by effect desc, period, departement nulls first, site limit 50`;
