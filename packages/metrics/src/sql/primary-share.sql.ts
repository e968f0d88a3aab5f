import { cutPlace, IN_HOSPITAL, IN_KIND, inPlace, OTHER_KIND_CTE, periodOf, sameCell } from './scope.sql.ts';

/**
 * MS-6: each practitioner with a counted online booking in the period belongs to the platform that took most of them; ties go to the first code in
 * alphabetical order and are counted. Whole months only. Parameters: date_from, date_to, grain, by_*, in_*, vaccination, hospital.
 */
export const PRIMARY_SHARE_SQL = `
with ${OTHER_KIND_CTE},
volumes as (
  select ${periodOf('month')} as period, ${cutPlace()},
    practitioner_no, cast(platform as varchar) as platform, sum(volume) as volume
  from rollup_practitioner_month
  where month >= $date_from and month < $date_to and ${inPlace()}
    ${IN_KIND} ${IN_HOSPITAL}
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
  from platforms p left join cells c on c.period = p.period and c.platform = p.platform and ${sameCell('c', 'p')}
)
select period, departement, profession, specialty, platform, numerator, denominator, numerator / nullif(denominator, 0) as value, ties, (select present from other_kind) as other_kind
from shares order by period, departement nulls first, profession nulls first, specialty nulls first, platform`;
