/**
 * Customers of a platform at both ends, and those who came with a platform it bought: equipped by the bought one at the start (or in its last month
 * before the end) and not yet by the buyer. Parameters: date_from, date_to, base_from, base_to, of_platform, acquired, in_departement.
 */
export const ORIGIN_SQL = `
with ends as (
  select (select max(month) from equipment where product = 'AGENDA' and month >= $base_from and month < $base_to) as start_month,
    (select max(month) from equipment where product = 'AGENDA' and month >= $date_from and month < $date_to) as end_month
),
customer as (
  select distinct practitioner_id_nat as person, month from equipment
  where product = 'AGENDA' and platform = $of_platform and ($in_departement is null or departement = $in_departement)
    and (month = (select start_month from ends) or month = (select end_month from ends))
),
started as (select person from customer where month = (select start_month from ends)),
ended as (select person from customer where month = (select end_month from ends)),
bought as (
  select distinct practitioner_id_nat as person from equipment
  where product = 'AGENDA' and platform = $acquired and month = (select start_month from ends) and ($in_departement is null or departement = $in_departement)
    and practitioner_id_nat not in (select person from started)
)
select cast((select count(*) from started) as double precision) as start_customers, cast((select count(*) from ended) as double precision) as end_customers,
  cast((select count(*) from bought) as double precision) as acquired_customers,
  cast((select count(*) from ended where person in (select person from bought)) as double precision) as surviving_acquired,
  cast((select start_month from ends) as varchar) as start_month, cast((select end_month from ends) as varchar) as end_month`;
