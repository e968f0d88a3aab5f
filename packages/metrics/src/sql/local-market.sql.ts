import { IN_HOSPITAL, IN_KIND, OTHER_KIND_CTE, publishedCte, REGISTER_CTES } from './scope.sql.ts';

/** Great-circle distance in km on a sphere of 6371.0088 km (IUGG mean radius). `least` guards asin against 1 + 1e-16. */
export const haversineKm = (lat1: string, lon1: string, lat2: string, lon2: string): string =>
  `2 * 6371.0088 * asin(least(1, sqrt(power(sin(radians(${lat2} - ${lat1}) / 2), 2) + cos(radians(${lat1})) * cos(radians(${lat2})) * power(sin(radians(${lon2} - ${lon1}) / 2), 2))))`;

/**
 * Volumes by site and platform with coordinates: exports by the month, published counts through the register of the chosen day.
 * Parameters as in booking-cells, `radius_km`, and a centre: `point_lat`, `point_lon` (both null: every site of the département is a centre).
 */
export const RADIUS_SQL = `
with ${REGISTER_CTES},${OTHER_KIND_CTE},${publishedCte({ anywhere: true })},
located as (
  select 'site ' || cast(s.site_id_nat as varchar) as site, cast(s.departement as varchar) as departement, s.lat, s.lon, cast(m.platform as varchar) as platform, sum(m.volume) as volume
  from rollup_site_month m join dim_site s on s.site_no = m.site_no
  where m.month >= $date_from and m.month < $date_to and s.lat is not null and s.lon is not null and ($in_specialty is null or m.specialty = $in_specialty) ${IN_KIND} ${IN_HOSPITAL}
  group by 1, 2, 3, 4, 5
  union all
  select 'site ' || site_id, departement, lat, lon, platform, sum(bookings)
  from published where lat is not null and lon is not null ${IN_KIND}
  group by 1, 2, 3, 4, 5
),
place as (
  select site, departement, lat, lon, sum(volume) as volume from located group by 1, 2, 3, 4
),
centre as (
  select 'point' as site, cast($point_lat as double precision) as lat, cast($point_lon as double precision) as lon where $point_lat is not null
  union all
  select site, lat, lon from place where $point_lat is null and departement = $in_departement
),
near as (
  select distinct c.site as centre, c.lat as centre_lat, c.lon as centre_lon, p.site
  from centre c join place p on abs(p.lat - c.lat) <= $radius_km / 111.0
    and ${haversineKm('c.lat', 'c.lon', 'p.lat', 'p.lon')} <= $radius_km
)
select n.centre, n.centre_lat, n.centre_lon, l.platform, cast(sum(l.volume) as double precision) as volume, cast(max(s.sites) as double precision) as sites,
  (select cast(snapshot_date as varchar) from register_day) as register_day
from near n join located l on l.site = n.site join (select centre, count(distinct site) as sites from near group by 1) s on s.centre = n.centre
group by 1, 2, 3, 4 order by n.centre, l.platform`;

/** Sites without coordinates cannot be placed: their volume is said, not dropped. */
export const UNLOCATED_SQL = `
with ${REGISTER_CTES},${OTHER_KIND_CTE},${publishedCte()},
volumes as (
  select case when s.lat is null or s.lon is null then 0 else 1 end as located, sum(m.volume) as volume
  from rollup_site_month m join dim_site s on s.site_no = m.site_no
  where m.month >= $date_from and m.month < $date_to and ($in_specialty is null or m.specialty = $in_specialty)
    and ($in_departement is null or s.departement = $in_departement) ${IN_KIND} ${IN_HOSPITAL} group by 1
  union all
  select case when lat is null or lon is null then 0 else 1 end, sum(bookings) from published where true ${IN_KIND} group by 1
)
select cast(coalesce(sum(volume), 0) as double precision) as volume, cast(coalesce(sum(case when located = 0 then volume end), 0) as double precision) as unlocated from volumes`;

/**
 * Where the patients of a département's sites live: bookings by the patient's département, with the distance between the centres of the sites of both.
 * Parameters: date_from, date_to, in_departement, in_specialty, vaccination (resolved), hospital.
 */
export const CATCHMENT_SQL = `
with centre as (
  select cast(departement as varchar) as departement, avg(lat) as lat, avg(lon) as lon from dim_site where lat is not null and lon is not null group by 1
),
origin as (
  select cast(patient_departement as varchar) as departement, sum(weight) as volume
  from fact_booking
  where booked_on >= $date_from and booked_on < $date_to and month >= cast(date_trunc('month', $date_from) as date) and month < $date_to
    and departement = $in_departement and class = 'counted' and is_online and ($in_specialty is null or specialty = $in_specialty)
    and (case $vaccination when 'in' then true when 'only' then is_vaccination else not is_vaccination end)
    ${IN_HOSPITAL}
  group by 1
)
select o.departement, cast(o.volume as double precision) as volume,
  case when o.departement = $in_departement then 0 else ${haversineKm('h.lat', 'h.lon', 'c.lat', 'c.lon')} end as distance_km
from origin o left join centre c on c.departement = o.departement left join centre h on h.departement = $in_departement
order by distance_km nulls last, o.departement`;
