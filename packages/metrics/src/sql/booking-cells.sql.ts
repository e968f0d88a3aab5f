/**
 * Bookings by period, place, kind and platform: the one statement under every figure that counts bookings.
 *
 * Two sources meet here. Row-level exports come from the rollups (by month with profession and specialty, by day without). Published counts per site
 * (`booking_count`) carry no platform: it is looked up in the register of one chosen day, and what the register does not know is `unmatched`.
 *
 * Parameters: date_from, date_to, grain, by_departement, by_profession, by_specialty, in_departement, in_profession, in_specialty, vaccination, hospital,
 * register, repairs. Yields: scoped(period, departement, profession, specialty, platform, online, offline, online_se, duplicates).
 */
const PERIOD = (day: string): string =>
  `case when $grain = 'total' then $date_from else cast(date_trunc(case when $grain = 'total' then 'day' else $grain end, ${day}) as date) end`;

export const IN_KIND = `
  and (case $vaccination
         when 'in' then true when 'only' then is_vaccination when 'apart' then not is_vaccination
         else not is_vaccination or not (select present from other_kind) end)`;

export const IN_HOSPITAL = `and (case $hospital when 'in' then true when 'only' then is_hospital else not is_hospital end)`;

/** True when the question can be answered from whole months. */
export const WHOLE_MONTHS = `($grain in ('month', 'quarter', 'year') or $grain = 'total')
    and cast(date_trunc('month', $date_from) as date) = $date_from and cast(date_trunc('month', $date_to) as date) = $date_to`;

export const REGISTER_CTES = `
register_day as (
  select coalesce(
    $register,
    (select max(snapshot_date) from site_register where snapshot_date <= $date_from),
    (select min(snapshot_date) from site_register)) as snapshot_date
),
register as (
  select site_id, cast(min(case when $repairs then platform_code else platform_code_asis end) as varchar) as platform
  from site_register where snapshot_date = (select snapshot_date from register_day) group by site_id
)`;

export const OTHER_KIND_CTE = `
other_kind as (
  select exists (select 1 from rollup_booking_day where not is_vaccination and is_online and class = 'counted' and day >= $date_from and day < $date_to)
      or exists (select 1 from booking_count where not is_vaccination and period_start >= $date_from and period_start < $date_to) as present
)`;

export const BOOKING_CTES = `${REGISTER_CTES},${OTHER_KIND_CTE},
months as (
  select ${PERIOD('month')} as period,
    case when $by_departement then departement end as departement, case when $by_profession then profession end as profession,
    case when $by_specialty then specialty end as specialty, platform,
    sum(volume) filter (where is_online) as online, sum(volume) filter (where not is_online) as offline,
    sum(volume_se) filter (where is_online) as online_se
  from rollup_booking_month
  where ${WHOLE_MONTHS} and month >= $date_from and month < $date_to and class = 'counted'
    and ($in_departement is null or departement = $in_departement) and ($in_profession is null or profession = $in_profession)
    and ($in_specialty is null or specialty = $in_specialty) ${IN_KIND} ${IN_HOSPITAL}
  group by 1, 2, 3, 4, 5
),
days as (
  select ${PERIOD('day')} as period,
    case when $by_departement then departement end as departement, platform,
    sum(volume) filter (where is_online) as online, sum(volume) filter (where not is_online) as offline,
    sum(volume_se) filter (where is_online) as online_se
  from rollup_booking_day
  where not (${WHOLE_MONTHS}) and day >= $date_from and day < $date_to and class = 'counted'
    and ($in_departement is null or departement = $in_departement) ${IN_KIND} ${IN_HOSPITAL}
  group by 1, 2, 3
),
counted as (
  select c.period_start, c.site_id, cast(c.site_dept as varchar) as departement, coalesce(cast(c.platform_code as varchar), r.platform, 'unmatched') as platform, c.bookings,
    count(*) over (partition by c.site_id, c.period_start, c.period_grain, c.platform_code) as copies
  from booking_count c left join register r on r.site_id = c.site_id
  where c.period_start >= $date_from and c.period_start < $date_to and $hospital <> 'only'
    and $in_profession is null and $in_specialty is null and ($in_departement is null or c.site_dept = $in_departement) ${IN_KIND}
),
counts as (
  select ${PERIOD('period_start')} as period, case when $by_departement then departement end as departement, platform,
    sum(bookings) as online, sum(case when copies > 1 then 1 else 0 end) as duplicates
  from counted group by 1, 2, 3
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
