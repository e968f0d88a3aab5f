/**
 * Growth on the units that reported in both periods: sites for published counts, practitioners for exports (whole months). A unit that appears or
 * disappears says something about the panel, not about growth. Parameters: date_from, date_to (current), base_from, base_to, left_out
 * (codes between commas of platforms whose export covers only one of the two), and the scope's.
 */
import { IN_HOSPITAL, IN_KIND, inPlace, OTHER_KIND_CTE, publishedCte, REGISTER_CTES } from './scope.sql.ts';

const BOTH_PERIODS =
  '(c.period_start >= $date_from and c.period_start < $date_to) or (c.period_start >= $base_from and c.period_start < $base_to)';

export const BALANCED_PANEL_SQL = `
with ${REGISTER_CTES},${OTHER_KIND_CTE},${publishedCte({ periods: BOTH_PERIODS })},
unit as (
  select 'site ' || site_id as unit, platform, case when $by_departement then departement end as departement,
    case when period_start >= $date_from then 1 else 0 end as is_current, cast(bookings as decimal(38, 6)) as volume
  from published where true ${IN_KIND}
  union all
  select 'practitioner ' || cast(practitioner_no as varchar), cast(platform as varchar), case when $by_departement then cast(departement as varchar) end,
    case when month >= $date_from then 1 else 0 end, volume
  from rollup_practitioner_month
  where ((month >= $date_from and month < $date_to) or (month >= $base_from and month < $base_to))
    and ${inPlace()} ${IN_KIND} ${IN_HOSPITAL} and position(concat(',', cast(platform as varchar), ',') in $left_out) = 0
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
