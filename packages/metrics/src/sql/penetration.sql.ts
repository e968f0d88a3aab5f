import { EQUIPMENT_UNITS_CTES } from './equipment-cells.sql.ts';

/**
 * Penetration (PEN): active practitioners of the register who are equipped, over all active ones, in the last register day not after the period's end.
 * `place` principal: each person once, in the principal département; each: once in every département of activity (flag MULTI_SITE).
 */
const penetrationSql = (register: string): string => `
with ${EQUIPMENT_UNITS_CTES},
universe_day as (
  select coalesce((select max(snapshot_date) from universe_snapshot where snapshot_date < $date_to), (select min(snapshot_date) from universe_snapshot)) as snapshot_date
),
register as (
  ${register}
),
scoped_register as (
  select practitioner, case when $by_departement then departement end as departement, case when $by_profession then profession end as profession,
    case when $by_specialty then specialty end as specialty
  from register
  where ($in_departement is null or departement = $in_departement) and ($in_profession is null or profession = $in_profession)
    and ($in_specialty is null or specialty = $in_specialty)
),
whole as (
  select departement, profession, specialty, count(distinct practitioner) as people from scoped_register group by 1, 2, 3
),
equipped as (
  select u.period, r.departement, r.profession, r.specialty, u.platform, count(distinct u.practitioner) as people
  from (select distinct period, practitioner, platform from unit) u join scoped_register r on r.practitioner = u.practitioner
  group by 1, 2, 3, 4, 5
)
select p.period, w.departement, w.profession, w.specialty, p.platform, cast(coalesce(e.people, 0) as double precision) as numerator,
  cast(w.people as double precision) as denominator, cast(coalesce(e.people, 0) as double precision) / nullif(cast(w.people as double precision), 0) as value,
  (select cast(snapshot_date as varchar) from universe_day) as universe_day
from whole w cross join (select distinct period, platform from unit) p
left join equipped e on e.period = p.period and e.platform = p.platform and coalesce(e.departement, '') = coalesce(w.departement, '')
  and coalesce(e.profession, '') = coalesce(w.profession, '') and coalesce(e.specialty, '') = coalesce(w.specialty, '')
order by p.period, w.departement nulls first, w.profession nulls first, w.specialty nulls first, p.platform`;

const ACTIVE = `from universe_snapshot where active and snapshot_date = (select snapshot_date from universe_day)`;
const PERSON = `select distinct practitioner_id_nat as practitioner, cast(profession as varchar) as profession, cast(specialty as varchar) as specialty`;

export const PENETRATION_SQL = penetrationSql(`${PERSON}, cast(principal_dept as varchar) as departement ${ACTIVE}`);

/** Each département of activity, or the principal one where the register lists none. */
export const PENETRATION_EACH_SITE_SQL = penetrationSql(
  `${PERSON}, cast(principal_dept as varchar) as departement ${ACTIVE} union select distinct practitioner_id_nat, cast(profession as varchar), cast(specialty as varchar), cast(unnest(site_depts) as varchar) ${ACTIVE}`,
);

/** How many active practitioners the register holds in the scope, and how many of them work in more than one département. */
export const MULTI_SITE_SQL = `
select cast(count(distinct practitioner_id_nat) as double precision) as people,
  cast(count(distinct case when array_length(site_depts, 1) > 1 then practitioner_id_nat end) as double precision) as several
from universe_snapshot
where active and snapshot_date = coalesce((select max(snapshot_date) from universe_snapshot where snapshot_date < $date_to), (select min(snapshot_date) from universe_snapshot))
  and ($in_departement is null or principal_dept = $in_departement) and ($in_profession is null or profession = $in_profession)
  and ($in_specialty is null or specialty = $in_specialty)`;
