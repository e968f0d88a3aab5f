/** One reading of places: its day, the kind of place, place, with the platform that stands beside the address (asis), and the one that the address itself tells. */
const READING = `
reading as (
  select cast(platform_code as varchar) as platform, cast(platform_code_asis as varchar) as asis, repair is not null as recovered, cast(site_dept as varchar) as departement,
    cast(place_id as varchar) as place, booking_address as address, has_free_slot, coalesce(appointment_count, 0) as slots, next_slot_at
  from availability
  where snapshot_date = $reading_day and ($of_kind = 'all' or place_kind = $of_kind) and ($in_departement is null or site_dept = $in_departement)
)`;

/**
 * Places, places with a free slot and slots by platform and département at one reading; what was recovered from its address is a row of its own (recovered). Parameters: reading_day, of_kind
 * (all, or a kind of place), in_departement.
 */
export const PLATFORM_SLOTS_SQL = `
with ${READING}
select platform, departement, recovered, cast(count(*) as double precision) as places, cast(sum(case when has_free_slot then 1 else 0 end) as double precision) as with_slot,
  cast(sum(slots) as double precision) as slots
from reading group by platform, departement, recovered order by platform, departement, recovered`;

/**
 * Agendas listed several times at one reading. Proved: one page of the platform (the last part of the address) in one département, the same next slot, and counts of slots within 1 %, of 20 slots or
 * more, or under one identical address. Unproved: one identical address without any slot. \`repeats\` = slots that a sum of the rows counts once too often. Parameters: reading_day, of_kind, in_departement.
 */
export const DUPLICATE_AGENDAS_SQL = `
with ${READING},
keyed as (
  select *, regexp_replace(regexp_replace(lower(address), '[?#].*$', ''), '/+$', '') as page from reading where address like '%://%'
),
proved as (
  select platform, departement, regexp_replace(page, '^.*/', '') as agenda, next_slot_at, count(*) as times, max(slots) as most, min(slots) as least, sum(slots) - max(slots) as repeats,
    min(address) as first_address, min(place) as first_place, max(place) as last_place, count(distinct address) as addresses
  from keyed where slots > 0 and next_slot_at is not null
  group by platform, departement, regexp_replace(page, '^.*/', ''), next_slot_at
  having count(*) > 1 and max(slots) - min(slots) <= 0.01 * max(slots) and (max(slots) >= 20 or count(distinct address) = 1)
),
unproved as (
  select platform, departement, regexp_replace(page, '^.*/', '') as agenda, count(*) as times, min(address) as first_address, min(place) as first_place, max(place) as last_place
  from keyed where slots = 0 group by platform, departement, address, page having count(*) > 1
)
select platform, departement, agenda, true as proved, cast(times as double precision) as times, cast(most as double precision) as slots, cast(repeats as double precision) as repeats,
  first_address as address from proved
union all
select platform, departement, agenda, false, cast(times as double precision), 0, 0, first_address from unproved
order by 4 desc, 7 desc, 5 desc, 1, 2, 3`;

/** Places listed and available of each platform at the reading and at the one before it. Same parameters, and previous_day (null: none). */
export const PLATFORM_READINGS_SQL = `
select cast(platform_code as varchar) as platform, cast(sum(case when snapshot_date = $reading_day then 1 else 0 end) as double precision) as listed,
  cast(sum(case when snapshot_date = $reading_day and has_free_slot then 1 else 0 end) as double precision) as available,
  cast(sum(case when snapshot_date = $previous_day then 1 else 0 end) as double precision) as listed_before
from availability
where snapshot_date in ($reading_day, $previous_day) and repair is null and ($of_kind = 'all' or place_kind = $of_kind) and ($in_departement is null or site_dept = $in_departement)
group by platform_code order by platform`;

/** Days with a reading, and the kinds of place there are. */
export const READING_DAYS_SQL = `
select cast(snapshot_date as varchar) as day, cast(place_kind as varchar) as place_kind, cast(count(*) as double precision) as places from availability group by 1, 2 order by 1, 2`;
