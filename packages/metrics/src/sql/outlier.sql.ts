/**
 * The one site that moves a share most, per cell: share with it minus share without it (leave-one-out).
 * Published counts only: no practitioner of an export has been seen to move a share. Parameters as in booking-cells.
 */
import { IN_KIND, OTHER_KIND_CTE, periodOf, publishedCte, REGISTER_CTES } from './scope.sql.ts';

export const OUTLIER_SQL = `
with ${REGISTER_CTES},${OTHER_KIND_CTE},${publishedCte()},
unit as (
  select ${periodOf('period_start')} as period, case when $by_departement then departement end as departement, site_id as site, max(site_name) as site_name,
    max(platform) as platform, cast(sum(bookings) as double precision) as volume
  from published where true ${IN_KIND}
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
