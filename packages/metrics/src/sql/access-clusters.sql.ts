/**
 * Groups of practitioners: themselves up to 4,096, beyond that the 4,096 values of the first three digits of a digest of their identifier. A group holds whole practitioners, so sums over
 * groups vary as sums over practitioners do, and a release with a million practitioners gives no more rows than one with four thousand.
 */
const LIMIT = 4096;
const GROUP = `case when practitioners > ${LIMIT} then substr(md5(practitioner), 1, 3) else practitioner end`;

/** Seconds free on own channels and hidden from the partner, by group of practitioners and nearness. Parameters: month_from, month_to. */
export const EXCLUSIVE_SQL = `
with months as (
  select cast(partner as varchar) as partner, cast(practitioner_id_nat as varchar) as practitioner, is_near, sum(free_seconds) as free, sum(exclusive_seconds) as hidden
  from rollup_exclusive_month where month >= $month_from and month < $month_to group by 1, 2, 3
),
counts as (select partner, count(distinct practitioner) as practitioners from months group by partner),
grouped as (
  select m.partner, ${GROUP} as cluster, c.practitioners, m.is_near, m.free, m.hidden from months m join counts c on c.partner = m.partner
)
select partner, cluster, cast(practitioners as double precision) as practitioners, is_near, cast(sum(free) as double precision) as free, cast(sum(hidden) as double precision) as hidden
from grouped group by partner, cluster, practitioners, is_near order by partner, cluster, is_near`;

/**
 * Listings and exposure by who manages, group of practitioners and stratum. Own rows only where some partner is listed with the same specialty, distance and availability: the rest can be
 * compared with nothing. Parameters: month_from, month_to.
 */
export const RANK_SQL = `
with months as (
  select cast(managed_by as varchar) as party, cast(practitioner_id_nat as varchar) as practitioner, coalesce(cast(specialty as varchar), 'UNKNOWN') as specialty,
    coalesce(cast(departement as varchar), 'UNKNOWN') as departement, coalesce(cast(distance_band as varchar), 'UNKNOWN') as distance,
    coalesce(cast(availability_band as varchar), 'UNKNOWN') as availability, sum(listings) as listings, sum(exposure) as exposure
  from rollup_rank_month where month >= $month_from and month < $month_to group by 1, 2, 3, 4, 5, 6
),
counts as (select party, count(distinct practitioner) as practitioners from months group by party),
facing as (select distinct specialty, distance, availability from months where party <> 'own'),
grouped as (
  select m.party, ${GROUP} as cluster, c.practitioners, m.specialty || '|' || m.departement || '|' || m.distance || '|' || m.availability as stratum, m.listings, m.exposure
  from months m join counts c on c.party = m.party join facing f on f.specialty = m.specialty and f.distance = m.distance and f.availability = m.availability
)
select party, cluster, cast(practitioners as double precision) as practitioners, stratum, cast(sum(listings) as double precision) as listings,
  cast(sum(exposure) as double precision) as exposure
from grouped group by party, cluster, practitioners, stratum order by party, cluster, stratum`;
