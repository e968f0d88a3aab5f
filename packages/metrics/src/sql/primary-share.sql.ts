import { IN_KIND, OTHER_KIND_CTE } from './booking-cells.sql.ts';

/**
 * MS-6: each practitioner with a counted online booking in the period belongs to the platform that took most of them; ties go to the first code in
 * alphabetical order and are counted. Whole months only. Parameters: date_from, date_to, grain, by_*, in_*, vaccination, hospital.
 */
export const PRIMARY_SHARE_SQL = `
with ${OTHER_KIND_CTE},
volumes as (
  select case when $grain = 'total' then $date_from else cast(date_trunc(case when $grain = 'total' then 'day' else $grain end, month) as date) end as period,
    case when $by_departement then cast(departement as varchar) end as departement, case when $by_profession then cast(profession as varchar) end as profession,
    case when $by_specialty then cast(specialty as varchar) end as specialty, practitioner_no, cast(platform as varchar) as platform, sum(volume) as volume
  from rollup_practitioner_month
  where month >= $date_from and month < $date_to and ($in_departement is null or departement = $in_departement)
    and ($in_profession is null or profession = $in_profession) and ($in_specialty is null or specialty = $in_specialty)
    ${IN_KIND}
    and (case $hospital when 'in' then true when 'only' then is_hospital else not is_hospital end)
  group by 1, 2, 3, 4, 5, 6
),
ranked as (
  select *, row_number() over (partition by period, departement, profession, specialty, practitioner_no order by volume desc, platform) as place,
    max(volume) over (partition by period, departement, profession, specialty, practitioner_no) as most
  from volumes
),
tied as (
  select *, sum(case when volume = most then 1 else 0 end) over (partition by period, departement, profession, specialty, practitioner_no) as leaders from ranked
),
cells as (
  select period, departement, profession, specialty, platform, count(*) as people, sum(case when leaders > 1 then 1 else 0 end) as ties
  from tied where place = 1 group by 1, 2, 3, 4, 5
),
platforms as (
  select distinct period, departement, profession, specialty, platform from volumes
),
shares as (
  select p.period, p.departement, p.profession, p.specialty, p.platform, cast(coalesce(c.people, 0) as double precision) as numerator,
    cast(sum(coalesce(c.people, 0)) over (partition by p.period, p.departement, p.profession, p.specialty) as double precision) as denominator,
    cast(coalesce(c.ties, 0) as double precision) as ties
  from platforms p left join cells c on c.period = p.period and c.platform = p.platform and coalesce(c.departement, '') = coalesce(p.departement, '')
    and coalesce(c.profession, '') = coalesce(p.profession, '') and coalesce(c.specialty, '') = coalesce(p.specialty, '')
)
select period, departement, profession, specialty, platform, numerator, denominator, numerator / nullif(denominator, 0) as value, ties, (select present from other_kind) as other_kind
from shares order by period, departement nulls first, profession nulls first, specialty nulls first, platform`;
