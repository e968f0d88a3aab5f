import { quoteText } from '../../../engine/quote.ts';
import { ACCESS_TABLES } from '../access/access-schema.ts';
import { run } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';
import { DICTIONARY_NAMES } from './dictionaries.ts';
import type { Dictionaries, DictionaryName } from './dictionaries.ts';

/** The ENUM type of a dictionary. */
export function enumType(name: DictionaryName): string {
  return `vigie.main.${name}_code`;
}

const MEASURES = 'rows bigint not null, volume decimal(38,6) not null';
const p = enumType;

const TABLES: readonly string[] = [
  `fact_booking (booked_on date not null, month date not null, booked_hour utinyint not null, platform ${p('platform')} not null,
    departement ${p('departement')} not null, patient_departement ${p('departement')}, profession ${p('profession')} not null,
    specialty ${p('specialty')}, account_type ${p('account_type')} not null, is_hospital boolean not null, visit_mode ${p('visit_mode')} not null, channel ${p('channel')} not null,
    is_online boolean not null, partner ${p('partner')}, is_vaccination boolean not null, class ${p('class')} not null,
    data_origin ${p('data_origin')} not null, practitioner_no uinteger not null, patient_no uinteger, site_no uinteger,
    lead_seconds bigint not null, publication_lag_seconds bigint, status ${p('status')} not null,
    weight decimal(18,6) not null, weight_se decimal(18,6), ingest_no usmallint not null, origin_row uinteger not null)`,
  'dim_practitioner (practitioner_no uinteger not null, practitioner_id_nat varchar not null)',
  'dim_patient (patient_no uinteger not null, patient_pid varchar not null)',
  `dim_site (site_no uinteger not null, site_id_nat varchar not null, departement ${p('departement')}, lat double, lon double)`,
  `rollup_booking_day (day date not null, platform ${p('platform')} not null, departement ${p('departement')} not null,
    is_vaccination boolean not null, is_hospital boolean not null, is_online boolean not null, class ${p('class')} not null,
    data_origin ${p('data_origin')} not null, ${MEASURES}, volume_se decimal(38,6) not null, practitioners bigint not null)`,
  `rollup_booking_month (month date not null, platform ${p('platform')} not null, departement ${p('departement')} not null,
    profession ${p('profession')} not null, specialty ${p('specialty')}, account_type ${p('account_type')} not null,
    is_vaccination boolean not null, is_hospital boolean not null, is_online boolean not null, class ${p('class')} not null,
    data_origin ${p('data_origin')} not null, ${MEASURES}, volume_se decimal(38,6) not null)`,
  `rollup_practitioner_month (month date not null, practitioner_no uinteger not null, platform ${p('platform')} not null,
    departement ${p('departement')} not null, profession ${p('profession')} not null, specialty ${p('specialty')},
    is_vaccination boolean not null, is_hospital boolean not null, ${MEASURES})`,
  `rollup_site_month (month date not null, site_no uinteger not null, platform ${p('platform')} not null,
    specialty ${p('specialty')}, is_vaccination boolean not null, is_hospital boolean not null, ${MEASURES})`,
  `equipment (month date not null, practitioner_id_nat varchar not null, product ${p('product')} not null, platform ${p('platform')} not null,
    departement ${p('departement')}, profession ${p('profession')}, specialty ${p('specialty')}, weight decimal(18,6) not null)`,
  `rollup_equipment_month (month date not null, product ${p('product')} not null, platform ${p('platform')} not null,
    departement ${p('departement')}, profession ${p('profession')}, specialty ${p('specialty')},
    full_count decimal(38,6) not null, fractional decimal(38,6) not null)`,
  `rollup_equipped_month (month date not null, product ${p('product')} not null, departement ${p('departement')},
    profession ${p('profession')}, specialty ${p('specialty')}, equipped decimal(38,6) not null, surveyed decimal(38,6) not null, people bigint not null)`,
  `series_reporting (source varchar not null, platform varchar, grain varchar not null, period date not null,
    sites bigint not null, rows bigint not null, volume decimal(38,6) not null)`,
  `month_volume_alert (platform varchar not null, month date not null, volume decimal(38,6) not null,
    trailing_median double not null, ratio double not null)`,
  `ingest (ingest_no usmallint not null, ingest_id varchar not null, file_name varchar not null, sha256 varchar not null,
    profile varchar not null, table_name varchar not null, rows_in bigint not null, accepted bigint not null,
    rejected bigint not null, warned bigint not null, extracted_on date, simulated boolean not null)`,
  'issue_count (ingest_no usmallint, rule varchar not null, severity varchar not null, rows bigint not null)',
  'release_info (key varchar not null, value varchar)',
  ...ACCESS_TABLES,
];

/** `booking`: facts with their identifiers back in place. Instants and free identifiers stand in `parquet/booking`. */
const BOOKING_VIEW = `create view vigie.main.booking as
  select f.booked_on, f.month, f.booked_hour, f.platform as platform_code, f.data_origin, f.weight, f.weight_se,
    a.patient_pid, f.patient_departement as patient_dept, d.practitioner_id_nat, f.profession as profession_code, f.specialty as specialty_code, f.account_type,
    s.site_id_nat, f.departement as site_dept, s.lat as site_lat, s.lon as site_lon, f.visit_mode,
    f.visit_mode = 'VR' as is_telehealth, f.is_vaccination, f.channel, f.is_online, f.partner as partner_code, f.status,
    f.class = 'test' as is_test, f.class, f.lead_seconds, f.publication_lag_seconds, i.ingest_id, f.origin_row
  from vigie.main.fact_booking f
  join vigie.main.dim_practitioner d on d.practitioner_no = f.practitioner_no
  left join vigie.main.dim_patient a on a.patient_no = f.patient_no
  left join vigie.main.dim_site s on s.site_no = f.site_no
  join vigie.main.ingest i on i.ingest_no = f.ingest_no`;

/** Creates the empty database: types, facts, rollups, the view. */
export async function createSchema(context: BuildContext, dictionaries: Dictionaries): Promise<void> {
  for (const name of DICTIONARY_NAMES) {
    await run(context, `create type ${enumType(name)} as enum (${dictionaries[name].map(quoteText).join(', ')})`);
  }
  for (const table of TABLES) await run(context, `create table vigie.main.${table}`);
  await run(context, BOOKING_VIEW);
}
