import { BOOKING_CTES } from './booking-cells.sql.ts';
import { cutPlace, IN_HOSPITAL, IN_KIND, inPlace, periodOf, WHOLE_MONTHS } from './scope.sql.ts';

/** Row-level exports are looked at in whole months, and in no finer cut than the département: one of the few of a small cell always moves it. */
const EXPORTS = `${WHOLE_MONTHS} and not $by_profession and not $by_specialty`;

/**
 * The one unit of each kind that moves a share of its cell most: share with it minus share without it (leave-one-out). Units are the sites of published counts,
 * and the practitioners and sites of row-level exports, which the rollups keep by the month; sites know no profession.
 *
 * Without the unit the share of p is (P − v_p) / (C − v), so no share moves by more than v / (C − v): only units above limit / (1 + limit) of their cell are
 * looked at, twenty at most. A unit of that size has a row of the rollup above that share of it: a filter, so that nothing else need be summed.
 * Parameters as in booking-cells, and outside_option, outlier_limit, outlier_rows (rows that a unit has in a period at the most: months × 16).
 */
export const OUTLIER_SQL = `
with ${BOOKING_CTES},
cell as (
  select period, departement, profession, specialty, platform, cast(online as double precision) as platform_volume,
    cast(sum(online) over (partition by period, departement, profession, specialty) as double precision) as cell_volume
  from scoped where $outside_option = 'in' or platform not in ('none', 'unmatched')
),
least as (
  select distinct period, departement, cell_volume * $outlier_limit / (1 + $outlier_limit) / $outlier_rows as volume from cell
),
practitioner_volume as (
  select 'practitioner' as kind, cast(practitioner_no as varchar) as unit, cast(null as varchar) as unit_name, ${periodOf('month')} as period, ${cutPlace()},
    cast(platform as varchar) as platform, sum(volume) as volume
  from rollup_practitioner_month
  where ${EXPORTS} and month >= $date_from and month < $date_to and ${inPlace()} ${IN_KIND} ${IN_HOSPITAL}
    and practitioner_no in (
      select r.practitioner_no from rollup_practitioner_month r join least l on l.period = ${periodOf('r.month')} and (not $by_departement or l.departement = cast(r.departement as varchar))
      where ${EXPORTS} and r.month >= $date_from and r.month < $date_to and r.volume > l.volume)
  group by 1, 2, 3, 4, 5, 6, 7, 8
),
site_volume as (
  select 'site' as kind, cast(s.site_id_nat as varchar) as unit, cast(null as varchar) as unit_name, ${periodOf('m.month')} as period,
    case when $by_departement then cast(s.departement as varchar) end as departement, cast(null as varchar) as profession, cast(null as varchar) as specialty,
    cast(m.platform as varchar) as platform, sum(m.volume) as volume
  from rollup_site_month m join dim_site s on s.site_no = m.site_no
  where ${EXPORTS} and m.month >= $date_from and m.month < $date_to and $in_profession is null
    and ($in_departement is null or s.departement = $in_departement) and ($in_specialty is null or m.specialty = $in_specialty) ${IN_KIND} ${IN_HOSPITAL}
    and m.site_no in (
      select r.site_no from rollup_site_month r join dim_site d on d.site_no = r.site_no
      join least l on l.period = ${periodOf('r.month')} and (not $by_departement or l.departement = cast(d.departement as varchar))
      where ${EXPORTS} and r.month >= $date_from and r.month < $date_to and r.volume > l.volume)
  group by 1, 2, 3, 4, 5, 6, 7, 8
),
published_volume as (
  select 'published site' as kind, site_id as unit, max(site_name) as unit_name, ${periodOf('period_start')} as period,
    case when $by_departement then departement end as departement, cast(null as varchar) as profession, cast(null as varchar) as specialty, platform,
    sum(cast(bookings as decimal(38, 6))) as volume
  from published where true ${IN_KIND}
  group by 1, 2, 4, 5, 8
),
volume as (
  select * from practitioner_volume union all select * from site_volume union all select * from published_volume
),
unit as (
  select kind, unit, period, departement, profession, specialty, max(unit_name) as unit_name, cast(sum(volume) as double precision) as unit_volume
  from volume where $outside_option = 'in' or platform not in ('none', 'unmatched')
  group by 1, 2, 3, 4, 5, 6
),
large as (
  select u.*, c.platform, c.platform_volume, c.cell_volume
  from unit u join cell c on c.period = u.period and c.departement is not distinct from u.departement and c.profession is not distinct from u.profession
    and c.specialty is not distinct from u.specialty
  where u.unit_volume > c.cell_volume * $outlier_limit / (1 + $outlier_limit) and u.unit_volume < c.cell_volume
),
moved as (
  select l.*, l.platform_volume / l.cell_volume - (l.platform_volume - coalesce(cast(v.volume as double precision), 0)) / (l.cell_volume - l.unit_volume) as effect
  from large l left join volume v on v.kind = l.kind and v.unit = l.unit and v.platform = l.platform and v.period = l.period
    and v.departement is not distinct from l.departement and v.profession is not distinct from l.profession and v.specialty is not distinct from l.specialty
),
ranked as (
  select *, row_number() over (partition by kind, period, departement, profession, specialty order by abs(effect) desc, effect desc, unit, platform) as place from moved
)
select kind, case when kind = 'practitioner' then (select cast(d.practitioner_id_nat as varchar) from dim_practitioner d where cast(d.practitioner_no as varchar) = r.unit) else r.unit end as unit,
  unit_name, period, departement, profession, specialty, platform, unit_volume as volume, effect
from ranked r where place = 1 and abs(effect) > $outlier_limit
order by abs(effect) desc, kind, period, departement nulls first, profession nulls first, specialty nulls first limit 50`;
