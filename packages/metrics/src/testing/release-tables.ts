import { ACCESS_TABLES } from './access-tables.ts';

/** The relations of a release that metrics read, as plain tables both engines accept. Tests fill the few rows they need. */
export const RELEASE_TABLES: readonly string[] = [
  `create table rollup_booking_day (day date, platform varchar, departement varchar, is_vaccination boolean, is_hospital boolean, is_online boolean, class varchar,
     data_origin varchar, rows bigint, volume decimal(38,6), volume_se decimal(38,6), practitioners bigint)`,
  `create table rollup_booking_month (month date, platform varchar, departement varchar, profession varchar, specialty varchar, account_type varchar, is_vaccination boolean,
     is_hospital boolean, is_online boolean, class varchar, data_origin varchar, rows bigint, volume decimal(38,6), volume_se decimal(38,6))`,
  `create table rollup_practitioner_month (month date, practitioner_no bigint, platform varchar, departement varchar, profession varchar, specialty varchar,
     is_vaccination boolean, is_hospital boolean, rows bigint, volume decimal(38,6))`,
  `create table rollup_site_month (month date, site_no bigint, platform varchar, specialty varchar, is_vaccination boolean, is_hospital boolean, rows bigint, volume decimal(38,6))`,
  `create table dim_practitioner (practitioner_no bigint, practitioner_id_nat varchar)`,
  `create table dim_site (site_no bigint, site_id_nat varchar, departement varchar, lat double precision, lon double precision)`,
  `create table equipment (month date, practitioner_id_nat varchar, product varchar, platform varchar, departement varchar, profession varchar, specialty varchar, weight decimal(18,6))`,
  `create table rollup_equipped_month (month date, product varchar, departement varchar, profession varchar, specialty varchar, equipped decimal(38,6), surveyed decimal(38,6), people bigint)`,
  `create table universe_snapshot (snapshot_date date, practitioner_id_nat varchar, profession varchar, specialty varchar, mode varchar, active boolean, principal_dept varchar, site_depts varchar[])`,
  `create table vendor_volume (month date, platform_code varchar, measure varchar, value decimal(18,2), value_se decimal(18,2), data_origin varchar)`,
  `create table booking_count (site_id varchar, period_start date, period_grain varchar, site_dept varchar, commune_insee varchar, site_name varchar, bookings bigint,
     doses_allocated bigint, platform_code varchar, is_vaccination boolean, extracted_on date, ingest_no integer, origin_row bigint)`,
  `create table site_register (snapshot_date date, site_id varchar, site_name varchar, site_dept varchar, commune_insee varchar, lat double precision, lon double precision,
     booking_address varchar, platform_code varchar, platform_code_asis varchar, repair varchar, opened_on date, closed_on date)`,
  `create table availability (snapshot_at timestamp, snapshot_date date, site_dept varchar, place_id varchar, booking_address varchar, platform_code varchar, platform_code_asis varchar,
     repair varchar, place_kind varchar, has_free_slot boolean, appointment_count bigint, next_slot_at timestamp, lat double precision, lon double precision)`,
  `create table availability_hourly ("at" timestamptz, platform_code varchar, places_listed bigint, places_available bigint)`,
  `create table fact_booking (booked_on date, month date, platform varchar, departement varchar, patient_departement varchar, specialty varchar, is_vaccination boolean, is_hospital boolean,
     is_online boolean, class varchar, weight decimal(18,6))`,
  `create table series_reporting (source varchar, platform varchar, grain varchar, period date, sites bigint, rows bigint, volume decimal(38,6))`,
  ...ACCESS_TABLES,
];
