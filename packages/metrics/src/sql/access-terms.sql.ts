const onDay = (instant: string): string => `cast(timezone('Europe/Paris', ${instant}) as date)`;

/** The register of access requests asked in a period of Paris days, one row each; instants in seconds since 1970. Parameters: date_from, date_to. */
export const ACCESS_REQUESTS_SQL = `
select cast(id as varchar) as id, cast(kind as varchar) as kind, lower(cast(requester as varchar)) as requester, cast(requester_class as varchar) as requester_class,
  cast(extract(epoch from requested_at) as double precision) as requested_at, cast(extract(epoch from acknowledged_at) as double precision) as acknowledged_at,
  cast(extract(epoch from decided_at) as double precision) as decided_at, cast(extract(epoch from completed_at) as double precision) as completed_at,
  cast(decision as varchar) as decision, cast(reason_code as varchar) as reason_code, cast(reason_text as varchar) as reason_text, cast(imposed_by as varchar) as imposed_by,
  cast(fields_required as double precision) as fields_required, cast(fields_delivered as double precision) as fields_delivered, cast(format as varchar) as format,
  cast(fee_eur as double precision) as fee_eur, array_to_string(comparable_request_ids, ',') as comparable
from access_request
where ($date_from is null or ${onDay('requested_at')} >= $date_from) and ($date_to is null or ${onDay('requested_at')} < $date_to)
order by requested_at, id`;

/** Capabilities in force on the last day of the month; where two rows overlap, the later one. Parameters: month_to. */
export const CAPABILITIES_SQL = `
with ranked as (
  select lower(cast(partner_code as varchar)) as partner, cast(capability as varchar) as capability, used_by_own, available, cast(equivalence as varchar) as equivalence,
    cast(valid_from as varchar) as since, row_number() over (partition by lower(cast(partner_code as varchar)), capability order by valid_from desc) as newest
  from capability where valid_from < $month_to and (valid_to is null or valid_to >= $month_to)
)
select partner, capability, used_by_own, available, equivalence, since from ranked where newest = 1 order by partner, capability`;

/** Fees and bookings of the month. Parameters: month_from, month_to. */
export const FEES_SQL = `
select lower(cast(partner_code as varchar)) as partner, cast(max(partner_class) as varchar) as partner_class, cast(sum(bookings) as double precision) as bookings,
  cast(sum(amount_cents) as double precision) as amount_cents
from access_fee where month >= $month_from and month < $month_to group by 1 order by partner`;

/** Breaking changes that took effect in the month, with the whole Paris days of notice. Parameters: month_from, month_to. */
export const NOTICES_SQL = `
select cast(notice_id as varchar) as notice, lower(cast(partner_code as varchar)) as partner, cast(${onDay('effective_at')} as varchar) as effective_on,
  cast(${onDay('effective_at')} - ${onDay('announced_at')} as double precision) as notice_days, cast(title as varchar) as title
from change_notice
where is_breaking and ${onDay('effective_at')} >= $month_from and ${onDay('effective_at')} < $month_to
order by effective_on, notice`;

/** Practitioners with a setting for a partner up to the end of the month: newly closed by default in it, closed by default at its end, all. Parameters: month_from, month_to. */
export const SETTINGS_SQL = `
with known as (
  select lower(cast(partner_code as varchar)) as partner, cast(practitioner_id_nat as varchar) as practitioner, ${onDay('changed_at')} as changed_on, is_open,
    cast(changed_by as varchar) as changed_by,
    row_number() over (partition by lower(cast(partner_code as varchar)), practitioner_id_nat order by changed_at desc) as newest
  from channel_setting where ${onDay('changed_at')} < $month_to
)
select partner, cast(count(distinct practitioner) as double precision) as practitioners,
  cast(count(distinct case when changed_on >= $month_from and not is_open and changed_by = 'PLATFORM_DEFAULT' then practitioner end) as double precision) as closed_in_month,
  cast(sum(case when newest = 1 and not is_open and changed_by = 'PLATFORM_DEFAULT' then 1 else 0 end) as double precision) as closed_at_end,
  cast(sum(case when newest = 1 and not is_open then 1 else 0 end) as double precision) as not_open_at_end
from known group by partner order by partner`;

/** Searches of the month for a practitioner by name whom own channels cannot book. Parameters: month_from, month_to. */
export const NAMED_SEARCHES_SQL = `
select lower(cast(managed_by as varchar)) as partner, cast(count(*) as double precision) as searches,
  cast(sum(case when outcome = 'OTHER_OWN_BOOKED' then 1 else 0 end) as double precision) as diverted
from named_search
where not is_bookable_on_own and managed_by is not null and ${onDay('searched_at')} >= $month_from and ${onDay('searched_at')} < $month_to
group by 1 order by partner`;
