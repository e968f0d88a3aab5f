import { IN_KIND, OTHER_KIND_CTE, publishedCte, REGISTER_CTES } from './scope.sql.ts';

/**
 * What each register day of the release would leave unmatched of the published counts that carry no platform of their own. One row per day.
 * Parameters as in booking-cells.
 */
export const REGISTER_CHOICE_SQL = `
with ${REGISTER_CTES},${OTHER_KIND_CTE},${publishedCte()},
sites as (
  select site_id, sum(bookings) as bookings from published where looked_up ${IN_KIND} group by 1
),
known as (
  select snapshot_date, site_id
  from (select snapshot_date, cast(site_id as varchar) as site_id, cast(case when $repairs then platform_code else platform_code_asis end as varchar) as platform from site_register) listed
  group by 1, 2 having count(distinct platform) = 1 and min(platform) <> 'unmatched'
)
select cast(d.snapshot_date as varchar) as day, cast(sum(case when k.site_id is null then s.bookings else 0 end) as double precision) as unmatched
from (select distinct snapshot_date from site_register) d cross join sites s left join known k on k.snapshot_date = d.snapshot_date and k.site_id = s.site_id
group by 1 order by 1`;

/** Sites of published counts that the register of the day does not know, but would with more or fewer leading zeros (one candidate only). */
export const LEADING_ZEROS_SQL = `
with ${REGISTER_CTES},${OTHER_KIND_CTE},${publishedCte()},
bare as (
  select ltrim(cast(site_id as varchar), '0') as number, min(cast(site_id as varchar)) as site_id from register group by 1 having count(*) = 1
)
select p.site_id as before, b.site_id as after, cast(sum(p.bookings) as double precision) as bookings
from published p join bare b on b.number = ltrim(p.site_id, '0') left join register r on cast(r.site_id as varchar) = p.site_id
where p.looked_up and r.site_id is null ${IN_KIND}
group by 1, 2 order by bookings desc, before`;
