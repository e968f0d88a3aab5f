import { cutPlace, inPlace, periodOf, sameCell } from './scope.sql.ts';

/**
 * Practitioners by equipment: the statement under M1, M6 and M7 (full count MS-3, seats MS-4, fractional MS-5).
 * Equipment is a stock: each period is answered by its last panel month. A practitioner is counted once per cell, however many sites.
 *
 * Parameters: date_from, date_to, grain, by_*, in_*, definition, counting_rule.
 */
const PRODUCT = `(($definition = 'M1_ONLINE_EQUIPPED' and product = 'AGENDA') or ($definition = 'M6_TELECONSULT_TECH' and product = 'TELECONSULT')
    or ($definition = 'M7_PM_SOFTWARE' and product in ('AGENDA', 'PM_SOFTWARE')) or ($definition = 'M2_ALL_PRACTITIONERS' and product = 'AGENDA'))`;

/** The département that the panel knows of a practitioner: the stratum of a weighted panel. */
const STRATUM = `coalesce(cast(departement as varchar), '')`;

/** `filtered`: only the place and profession asked for, as the panel knows them. A register that knows them itself asks for everybody. */
export const equipmentUnitsCtes = ({ filtered }: { filtered: boolean }): string => `
equipment_month as (
  select period, max(month) as month from (
    select distinct ${periodOf('month')} as period, month from rollup_equipped_month where month >= $date_from and month < $date_to and equipped > 0 and ${PRODUCT}) months
  group by period
),
unit as (
  select m.period, ${cutPlace('e')},
    e.practitioner_id_nat as practitioner, cast(e.platform as varchar) as platform, max(e.weight) as weight,
    min(coalesce(cast(e.departement as varchar), '')) as stratum
  from equipment e join equipment_month m on m.month = e.month
  where ${PRODUCT}${filtered ? ` and ${inPlace('e')}` : ''}
  group by 1, 2, 3, 4, 5, 6
)`;

const EQUIPMENT_UNITS_CTES = equipmentUnitsCtes({ filtered: true });

/** Thirds and sevenths have no exact decimal: 1/k is summed as 2520/k (2520 = lcm of 1…10), an integer for every k that occurs, and divided once. */
export const EQUIPMENT_SHARE_SQL = `
with ${EQUIPMENT_UNITS_CTES},
homing as (
  select *, count(*) over (partition by period, departement, profession, specialty, practitioner) as k from unit
),
cells as (
  select period, departement, profession, specialty, platform, sum(weight) as full_count,
    sum(cast(weight * 2520 / k as decimal(38, 6))) as fractional
  from homing group by 1, 2, 3, 4, 5
),
totals as (
  select period, departement, profession, specialty, sum(weight) as equipped
  from (select period, departement, profession, specialty, practitioner, max(weight) as weight from unit group by 1, 2, 3, 4, 5) people group by 1, 2, 3, 4
),
shares as (
  select c.period, c.departement, c.profession, c.specialty, c.platform,
    case when $counting_rule = 'MS-5' then cast(c.fractional as double precision) / 2520 else cast(c.full_count as double precision) end as numerator,
    case when $counting_rule = 'MS-4' then cast(sum(c.full_count) over (partition by c.period, c.departement, c.profession, c.specialty) as double precision)
      else cast(t.equipped as double precision) end as denominator
  from cells c join totals t on t.period = c.period and ${sameCell('t', 'c')}
)
select period, departement, profession, specialty, platform, numerator, denominator, numerator / nullif(denominator, 0) as value
from shares order by period, departement nulls first, profession nulls first, specialty nulls first, platform`;

/** What stands under it: panel rows that prove equipment, and the month that answers each period. */
export const EQUIPMENT_COVERAGE_SQL = `
with ${EQUIPMENT_UNITS_CTES}
select cast(count(*) as double precision) as rows, cast(count(distinct practitioner) as double precision) as practitioners,
  cast(min(weight) as double precision) as least_weight, cast(max(weight) as double precision) as most_weight,
  (select cast(min(month) as varchar) from equipment_month) as first_month, (select cast(max(month) as varchar) from equipment_month) as last_month
from unit`;

/**
 * Sums of a weighted panel by stratum, number of platforms k and pair of platforms: what the covariance of its shares is made of (domain S5). `whole`: the weight
 * of the practitioner whatever the platform. Only pairs with platform ≤ other.
 */
export const PANEL_PAIRS_SQL = `
with ${EQUIPMENT_UNITS_CTES},
homing as (
  select *, count(*) over (partition by period, departement, profession, specialty, practitioner) as k,
    max(weight) over (partition by period, departement, profession, specialty, practitioner) as whole
  from unit
)
select a.period, a.departement, a.profession, a.specialty, a.stratum, cast(a.k as double precision) as k, a.platform, b.platform as other,
  cast(sum(a.weight) as double precision) as weight, cast(sum(a.whole) as double precision) as whole, cast(sum(a.weight * b.weight) as double precision) as product,
  cast(sum(a.weight * a.whole) as double precision) as weight_whole, cast(sum(a.whole * a.whole) as double precision) as whole_square
from homing a join homing b on b.period = a.period and b.practitioner = a.practitioner and ${sameCell('b', 'a')} and b.platform >= a.platform
group by 1, 2, 3, 4, 5, 6, 7, 8
order by a.period, departement nulls first, profession nulls first, specialty nulls first, stratum, k, platform, other`;

/** Practitioners whom the panel surveyed, equipped or not, by cell and stratum. Of several products the one that most were asked about. */
export const PANEL_STRATA_SQL = `
with ${EQUIPMENT_UNITS_CTES},
asked as (
  select m.period, r.departement, r.profession, r.specialty, max(r.people) as people, max(r.surveyed) as surveyed
  from rollup_equipped_month r join equipment_month m on m.month = r.month
  where ${PRODUCT} and ${inPlace('r')} group by 1, 2, 3, 4
)
select period, ${cutPlace()}, ${STRATUM} as stratum, cast(sum(people) as double precision) as people, cast(sum(surveyed) as double precision) as surveyed
from asked group by 1, 2, 3, 4, 5 order by period, 2 nulls first, 3 nulls first, 4 nulls first, stratum`;
