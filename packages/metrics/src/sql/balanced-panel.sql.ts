/**
 * Growth on the units that reported in both periods: sites for published counts, practitioners for exports (whole months). A unit that appears or
 * disappears says something about the panel, not about growth. Parameters: date_from, date_to (current), base_from, base_to, and the scope's.
 */
import { IN_KIND, OTHER_KIND_CTE, REGISTER_CTES } from './booking-cells.sql.ts';

export const BALANCED_PANEL_SQL = `
with ${REGISTER_CTES},${OTHER_KIND_CTE},
unit as (
  select 'site ' || cast(c.site_id as varchar) as unit, coalesce(cast(c.platform_code as varchar), r.platform, 'unmatched') as platform,
    case when $by_departement then cast(c.site_dept as varchar) end as departement,
    case when c.period_start >= $date_from then 1 else 0 end as is_current, cast(c.bookings as decimal(38, 6)) as volume
  from booking_count c left join register r on r.site_id = c.site_id
  where ((c.period_start >= $date_from and c.period_start < $date_to) or (c.period_start >= $base_from and c.period_start < $base_to))
    and ($in_departement is null or c.site_dept = $in_departement) and $in_profession is null and $in_specialty is null ${IN_KIND}
  union all
  select 'practitioner ' || cast(practitioner_no as varchar), cast(platform as varchar), case when $by_departement then cast(departement as varchar) end,
    case when month >= $date_from then 1 else 0 end, volume
  from rollup_practitioner_month
  where ((month >= $date_from and month < $date_to) or (month >= $base_from and month < $base_to))
    and ($in_departement is null or departement = $in_departement) and ($in_profession is null or profession = $in_profession)
    and ($in_specialty is null or specialty = $in_specialty) ${IN_KIND}
    and (case $hospital when 'in' then true when 'only' then is_hospital else not is_hospital end)
),
reporting as (
  select unit, max(is_current) as now, max(1 - is_current) as before from unit group by unit
)
select u.departement, u.platform,
  cast(sum(case when is_current = 1 and r.before = 1 then volume else 0 end) as double precision) as balanced_current,
  cast(sum(case when is_current = 0 and r.now = 1 then volume else 0 end) as double precision) as balanced_base,
  cast(count(distinct case when r.now = 1 and r.before = 1 then u.unit end) as double precision) as panel_units,
  cast(count(distinct case when r.now = 1 then u.unit end) as double precision) as current_units,
  cast(count(distinct case when r.before = 1 then u.unit end) as double precision) as base_units
from unit u join reporting r on r.unit = u.unit
group by 1, 2 order by departement nulls first, platform`;

/** The same units, counted once whatever the platform: how the panels of the two periods differ. */
export const PANEL_SIZE_SQL = BALANCED_PANEL_SQL.replace(
  'select u.departement, u.platform,',
  'select u.departement, cast(null as varchar) as platform,',
).replace('group by 1, 2 order by departement nulls first, platform', 'group by 1, 2 order by departement nulls first');
