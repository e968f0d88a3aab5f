import {
  IN_HOSPITAL,
  IN_KIND,
  inPlace,
  OTHER_KIND_CTE,
  periodOf,
  publishedCte,
  REGISTER_CTES,
  WHOLE_MONTHS,
} from './scope.sql.ts';

/**
 * Bookings by period, place, kind and platform: the one statement under every figure that counts bookings.
 *
 * Two sources meet here. Row-level exports come from the rollups (by month with profession and specialty, by day without). Published counts per site
 * (`booking_count`) carry no platform: it is looked up in the register of one chosen day, and what the register does not know is `unmatched`.
 *
 * Parameters: date_from, date_to, grain, by_departement, by_profession, by_specialty, in_departement, in_profession, in_specialty, vaccination, hospital,
 * register, repairs. Yields: scoped(period, departement, profession, specialty, platform, online, offline, online_se, duplicates).
 */
export const BOOKING_CTES = `${REGISTER_CTES},${OTHER_KIND_CTE},${publishedCte()},
months as (
  select ${periodOf('month')} as period,
    case when $by_departement then departement end as departement, case when $by_profession then profession end as profession,
    case when $by_specialty then specialty end as specialty, platform,
    sum(volume) filter (where is_online) as online, sum(volume) filter (where not is_online) as offline,
    sum(volume_se) filter (where is_online) as online_se
  from rollup_booking_month
  where ${WHOLE_MONTHS} and month >= $date_from and month < $date_to and class = 'counted'
    and ${inPlace()} ${IN_KIND} ${IN_HOSPITAL}
  group by 1, 2, 3, 4, 5
),
days as (
  select ${periodOf('day')} as period,
    case when $by_departement then departement end as departement, platform,
    sum(volume) filter (where is_online) as online, sum(volume) filter (where not is_online) as offline,
    sum(volume_se) filter (where is_online) as online_se
  from rollup_booking_day
  where not (${WHOLE_MONTHS}) and day >= $date_from and day < $date_to and class = 'counted'
    and ($in_departement is null or departement = $in_departement) ${IN_KIND} ${IN_HOSPITAL}
  group by 1, 2, 3
),
counts as (
  select ${periodOf('period_start')} as period, case when $by_departement then departement end as departement, platform,
    sum(bookings) as online, sum(case when copies > 1 then 1 else 0 end) as duplicates
  from published where true ${IN_KIND} group by 1, 2, 3
),
merged as (
  select period, cast(departement as varchar) as departement, cast(profession as varchar) as profession, cast(specialty as varchar) as specialty,
    cast(platform as varchar) as platform, online, offline, online_se, cast(0 as bigint) as duplicates from months
  union all
  select period, cast(departement as varchar), cast(null as varchar), cast(null as varchar), cast(platform as varchar), online, offline, online_se, 0 from days
  union all
  select period, departement, cast(null as varchar), cast(null as varchar), platform, online, 0, 0, duplicates from counts
),
scoped as (
  select period, departement, profession, specialty, platform,
    coalesce(sum(online), 0) as online, coalesce(sum(offline), 0) as offline, coalesce(sum(online_se), 0) as online_se, sum(duplicates) as duplicates
  from merged group by 1, 2, 3, 4, 5
)`;

/**
 * Shares of bookings (MS-1, definition M3) and of all appointments (MS-2, definition M4).
 * Further parameters: definition, outside_option. Yields one row per cell and platform, the denominator being the cell's, in a total order.
 */
export const BOOKING_SHARE_SQL = `
with ${BOOKING_CTES}
select period, departement, profession, specialty, platform, numerator, denominator, numerator / nullif(denominator, 0) as value,
  numerator_se, duplicates
from (
  select period, departement, profession, specialty, platform, cast(online as double precision) as numerator,
    cast(sum(case when $definition = 'M4_ALL_APPOINTMENTS' then online + offline
                  when $outside_option = 'out' and platform in ('none', 'unmatched') then 0 else online end)
      over (partition by period, departement, profession, specialty) as double precision) as denominator,
    cast(online_se as double precision) as numerator_se,
    cast(duplicates as double precision) as duplicates
  from scoped
  where $outside_option = 'in' or platform not in ('none', 'unmatched')
) shares
order by period, departement nulls first, profession nulls first, specialty nulls first, platform`;
