/** Dimensions by which slots are compared like with like; null where the source does not say. */
const SLOT_STRATA = 'specialty varchar, departement varchar, visit_kind varchar, visit_mode varchar';
/** `file_month`: the Paris month of the Parquet file that a row was made from, by which a later build knows what to replace. */
const ORIGIN = 'file_month date not null';

/** The relations about access, in every release, empty where nothing was ingested. Codes are text: they are few and the rows are sums. */
export const ACCESS_TABLES: readonly string[] = [
  `rollup_request_day (day_utc date not null, day date not null, interface varchar not null, partner varchar, endpoint varchar not null, is_probe boolean not null,
    ${SLOT_STRATA}, day_type varchar not null, hour_band varchar not null,
    requests bigint not null, empty bigint not null, errors_platform bigint not null, errors_other bigint not null, timeouts bigint not null, throttled bigint not null,
    denied bigint not null, attempts bigint not null, confirmed bigint not null, failed_platform bigint not null, failed_practitioner bigint not null,
    excluded_partner bigint not null, excluded_patient bigint not null, clicks bigint not null, stale bigint not null,
    latency_n bigint not null, sum_ln decimal(38,9) not null, sum_ln2 decimal(38,9) not null, sum_ms decimal(38,3) not null, ${ORIGIN})`,
  `rollup_latency_month (month date not null, interface varchar not null, partner varchar, endpoint varchar not null, ms_tenths integer not null, n bigint not null, ${ORIGIN})`,
  `rollup_attempt_month (month date not null, interface varchar not null, partner varchar, outcome varchar not null, reason_code varchar, attributable_to varchar,
    attempts bigint not null, ${ORIGIN})`,
  'outage (interface varchar not null, partner varchar, down_from timestamptz not null, down_to timestamptz, is_maintenance boolean not null)',
  `rollup_visibility_day (day date not null, partner varchar not null, ${SLOT_STRATA}, "both" bigint not null, own_only bigint not null, partner_only bigint not null,
    probes bigint not null, not_eligible bigint not null, unknown_slot bigint not null, ${ORIGIN})`,
  `rollup_exposure_month (month date not null, comparison varchar not null, ${SLOT_STRATA}, lag_seconds integer not null, censored boolean not null, n bigint not null,
    partner_first bigint not null, ${ORIGIN})`,
  `rollup_exclusive_month (month date not null, partner varchar not null, practitioner_id_nat varchar not null, specialty varchar, departement varchar, is_near boolean not null,
    free_seconds bigint not null, exclusive_seconds bigint not null, slots bigint not null, ${ORIGIN})`,
  `rollup_rank_month (month date not null, managed_by varchar not null, specialty varchar, departement varchar, distance_band varchar, availability_band varchar,
    practitioner_id_nat varchar not null, listings bigint not null, exposure decimal(38,9) not null, ${ORIGIN})`,
  `rollup_change_month (month date not null, comparison varchar not null, direction varchar not null, kind varchar not null, lag_seconds integer not null,
    censored boolean not null, n bigint not null, ${ORIGIN})`,
  `hidden_slot (month date not null, partner varchar not null, slot_id varchar not null, practitioner_id_nat varchar not null, departement varchar, specialty varchar,
    first_visible_own timestamptz not null, first_visible_partner timestamptz, hidden_seconds bigint not null, hidden_reason varchar, imposed_by varchar, ${ORIGIN})`,
  `access_reporting (source varchar not null, party varchar not null, day date not null, units bigint not null, listed bigint not null, available bigint not null,
    duplicates bigint not null, ${ORIGIN})`,
];
