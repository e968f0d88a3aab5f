import { CHANGE_LAGS_SQL, EXPOSURE_LAGS_SQL, TICKETS_SQL } from './access-lags.sql.ts';
import { LATENCY_HISTOGRAM_SQL } from './access-latency.sql.ts';

/**
 * Times of one indicator as both sides had them: latencies (CA-05, ms), exposure lags (CA-02, s), changes (CA-09, s), first answers (CA-17, min). `side` is own or partner; the baselines are those of the indicator.
 * Parameters: month_from, month_to, of_partner, of_kpi, known_to.
 */
export const DELAYS_SQL = `
select case when partner is null then 'own' else 'partner' end as side, endpoint as stratum, ms as "value", false as censored, n from (${LATENCY_HISTOGRAM_SQL}) latency
where $of_kpi = 'CA-05' and (partner is null or partner = $of_partner)
union all
select case when comparison = 'own_web_app' then 'own' else 'partner' end, stratum, seconds, censored, n from (${EXPOSURE_LAGS_SQL}) exposure
where $of_kpi = 'CA-02' and comparison in ('own_web_app', $of_partner)
union all
select case when comparison = 'own' then 'own' else 'partner' end, case when comparison = 'own' then '*' else direction end, seconds, censored, n from (${CHANGE_LAGS_SQL}) changes
where $of_kpi = 'CA-09' and comparison in ('own', $of_partner)
union all
select case when requester = 'own' then 'own' else 'partner' end, severity, minutes, censored, n from (${TICKETS_SQL}) tickets
where $of_kpi = 'CA-17' and requester in ('own', $of_partner)
order by 1, 2, 3, 4`;

/** Booking attempts of one Paris month that failed, by reason and by who is to blame, with the valid attempts they are a rate of. Parameters: month_from, month_to, of_partner. */
export const REASONS_SQL = `
with attempts as (
  select case when interface = 'PARTNER_API' then 'partner' else 'own' end as side, cast(outcome as varchar) as outcome, coalesce(cast(reason_code as varchar), 'UNKNOWN') as reason,
    coalesce(cast(attributable_to as varchar), 'PLATFORM') as blame, sum(attempts) as n
  from rollup_attempt_month
  where month >= $month_from and month < $month_to and (interface <> 'PARTNER_API' or partner = $of_partner)
  group by 1, 2, 3, 4
),
totals as (select side, sum(case when outcome = 'SUCCESS' or blame in ('PLATFORM', 'PRACTITIONER', 'UNKNOWN') then n else 0 end) as valid from attempts group by side)
select a.side, a.reason, case when a.blame = 'UNKNOWN' then 'PLATFORM' else a.blame end as blame, cast(sum(a.n) as double precision) as failed, cast(max(t.valid) as double precision) as valid
from attempts a join totals t on t.side = a.side where a.outcome <> 'SUCCESS'
group by 1, 2, 3 order by 1, 2, 3`;

/** Valid attempts of both sides, also where nothing failed. Same parameters. */
export const VALID_ATTEMPTS_SQL = `
select case when interface = 'PARTNER_API' then 'partner' else 'own' end as side,
  cast(sum(case when outcome = 'SUCCESS' or coalesce(attributable_to, 'PLATFORM') in ('PLATFORM', 'PRACTITIONER', 'UNKNOWN') then attempts else 0 end) as double precision) as valid
from rollup_attempt_month
where month >= $month_from and month < $month_to and (interface <> 'PARTNER_API' or partner = $of_partner)
group by 1 order by 1`;

/** The slots of one month that stayed hidden longest from one partner (all: null), of the longest that the release keeps. Parameters: month_from, month_to, of_partner. */
export const HIDDEN_SLOTS_SQL = `
select cast(partner as varchar) as partner, cast(slot_id as varchar) as slot, cast(practitioner_id_nat as varchar) as practitioner, cast(departement as varchar) as departement,
  cast(specialty as varchar) as specialty, cast(extract(epoch from first_visible_own) as double precision) as first_own, cast(extract(epoch from first_visible_partner) as double precision) as first_partner,
  cast(hidden_seconds as double precision) as hidden_seconds, cast(hidden_reason as varchar) as hidden_reason, cast(imposed_by as varchar) as imposed_by
from hidden_slot
where month >= $month_from and month < $month_to and ($of_partner is null or partner = $of_partner)
order by hidden_seconds desc, partner, slot_id`;
