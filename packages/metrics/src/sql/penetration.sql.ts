import { equipmentUnitsCtes } from './equipment-cells.sql.ts';
import { cutPlace, inPlace, sameCell } from './scope.sql.ts';

/**
 * Penetration (PEN): active practitioners of the register who are equipped, over all active ones, by the last register day before the end of each
 * period's panel month. The place and the profession are the register's; a weighted panel counts by its weights.
 */
const penetrationCtes = (register: string): string => `
with ${equipmentUnitsCtes({ filtered: false })},
universe_day as (
  select period, coalesce((select max(snapshot_date) from universe_snapshot where snapshot_date < month + interval '1 month'),
    (select min(snapshot_date) from universe_snapshot)) as snapshot_date
  from equipment_month
),
register as (
  ${register}
),
scoped_register as (
  select period, practitioner, ${cutPlace()}
  from register
  where ${inPlace()}
),
whole as (
  select period, departement, profession, specialty, count(distinct practitioner) as people from scoped_register group by 1, 2, 3, 4
),
person as (
  select period, practitioner, platform, max(weight) as weight, min(stratum) as stratum from unit group by 1, 2, 3
),
counted as (
  select r.period, r.departement, r.profession, r.specialty, u.platform, u.weight, u.stratum
  from person u join (select distinct period, practitioner, departement, profession, specialty from scoped_register) r on r.practitioner = u.practitioner and r.period = u.period
),
equipped as (
  select period, departement, profession, specialty, platform, sum(weight) as people from counted group by 1, 2, 3, 4, 5
)`;

const penetrationSql = (register: string): string => `${penetrationCtes(register)}
select p.period, w.departement, w.profession, w.specialty, p.platform, cast(coalesce(e.people, 0) as double precision) as numerator,
  cast(w.people as double precision) as denominator, cast(coalesce(e.people, 0) as double precision) / nullif(cast(w.people as double precision), 0) as value,
  (select cast(max(snapshot_date) as varchar) from universe_day) as universe_day
from whole w join (select distinct period, platform from unit) p on p.period = w.period
left join equipped e on e.period = p.period and e.platform = p.platform and ${sameCell('e', 'w')}
order by p.period, w.departement nulls first, w.profession nulls first, w.specialty nulls first, p.platform`;

const ACTIVE = `from universe_snapshot s join universe_day d on d.snapshot_date = s.snapshot_date where s.active`;
const PERSON = `d.period, s.practitioner_id_nat as practitioner, cast(s.profession as varchar) as profession, cast(s.specialty as varchar) as specialty`;

/** Sums of weights and of their squares by stratum of the panel: what the error of a weighted panel's penetration is made of. */
const penetrationErrorSql = (register: string): string => `${penetrationCtes(register)}
select period, departement, profession, specialty, platform, stratum, cast(sum(weight) as double precision) as weight,
  cast(sum(weight * weight) as double precision) as square
from counted group by 1, 2, 3, 4, 5, 6 order by period, departement nulls first, profession nulls first, specialty nulls first, platform, stratum`;

const PRINCIPAL = `select distinct ${PERSON}, cast(s.principal_dept as varchar) as departement ${ACTIVE}`;
/** Each département of activity, or the principal one where the register lists none. */
const EACH_SITE = `${PRINCIPAL} union select distinct ${PERSON}, cast(unnest(s.site_depts) as varchar) ${ACTIVE}`;

export const PENETRATION_SQL = penetrationSql(PRINCIPAL);
export const PENETRATION_EACH_SITE_SQL = penetrationSql(EACH_SITE);
export const PENETRATION_ERROR_SQL = penetrationErrorSql(PRINCIPAL);
export const PENETRATION_EACH_SITE_ERROR_SQL = penetrationErrorSql(EACH_SITE);

/** How many active practitioners the last register holds in the scope, and how many of them work in more than one département. */
export const MULTI_SITE_SQL = `
select cast(count(distinct practitioner_id_nat) as double precision) as people,
  cast(count(distinct case when array_length(site_depts, 1) > 1 then practitioner_id_nat end) as double precision) as several
from universe_snapshot
where active and snapshot_date = coalesce((select max(snapshot_date) from universe_snapshot where snapshot_date < $date_to), (select min(snapshot_date) from universe_snapshot))
  and ($in_departement is null or principal_dept = $in_departement) and ($in_profession is null or profession = $in_profession)
  and ($in_specialty is null or specialty = $in_specialty)`;
