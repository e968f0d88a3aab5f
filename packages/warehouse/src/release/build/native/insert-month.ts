import { join } from 'node:path';
import { quoteText } from '../../../engine/quote.ts';
import { count, run } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';
import type { ParisMonth } from '../booking/paris-months.ts';
import { monthFile } from '../booking/write-month.ts';
import { enumType } from './create-schema.ts';
import type { DictionaryName } from './dictionaries.ts';

/** The practitioner's, patient's and site's numbers of one month, in work tables small enough to join against. */
const DIMENSIONS = [
  { table: 'dim_practitioner', no: 'practitioner_no', id: 'practitioner_id_nat', work: 'month_practitioner' },
  { table: 'dim_patient', no: 'patient_no', id: 'patient_pid', work: 'month_patient' },
  { table: 'dim_site', no: 'site_no', id: 'site_id_nat', work: 'month_site' },
] as const;

/** Adds one month of bookings to the facts, clustered as its file is sorted, and to the rollups. */
export async function insertMonth(context: BuildContext, month: ParisMonth): Promise<void> {
  const file = `read_parquet(${quoteText(join(context.folder, monthFile(month.month)))})`;
  for (const dimension of DIMENSIONS) await extendDimension(context, dimension, file);
  await insertFacts(context, month, file);
  await insertRollups(context, month);
}

/** Numbers newcomers after those known, by identifier, so that numbers depend on the months and not on chance. */
async function extendDimension(
  context: BuildContext,
  dimension: (typeof DIMENSIONS)[number],
  file: string,
): Promise<void> {
  const { table, no, id, work } = dimension;
  await run(
    context,
    `create or replace temp table month_ids as select distinct ${id} as id from ${file} where ${id} is not null`,
  );
  await run(
    context,
    `create or replace temp table new_ids as select id from month_ids m anti join vigie.main.${table} d on d.${id} = m.id`,
  );
  const last = await count(context, `select coalesce(max(${no}), 0) from vigie.main.${table}`);
  const numbered = `select ${last} + row_number() over (order by id) as no, id from new_ids`;
  // A site is described by the first month it appears in; its smallest pair, because one site may be written in several ways.
  const described = `select n.no, n.id, cast(s.site_dept as ${enumType('departement')}), struct_extract(s.place, 'lat'), struct_extract(s.place, 'lon') from (${numbered}) n
    join (select site_id_nat, min(site_dept) as site_dept, min(struct_pack(lat := site_lat, lon := site_lon)) filter (site_lat is not null and site_lon is not null) as place
      from ${file} where site_id_nat in (select id from new_ids) group by 1) s on s.site_id_nat = n.id`;
  await run(context, `insert into vigie.main.${table} ${table === 'dim_site' ? described : numbered} order by 2`);
  await run(
    context,
    `create or replace temp table ${work} as
     select d.${no}, d.${id} from vigie.main.${table} d semi join month_ids m on d.${id} = m.id`,
  );
}

const code = (column: string, name: DictionaryName): string => `cast(b.${column} as ${enumType(name)})`;

async function insertFacts(context: BuildContext, month: ParisMonth, file: string): Promise<void> {
  // The joins keep the file's order only while the file stays on the probing side.
  await run(context, "set disabled_optimizers = 'join_order,build_side_probe_side'");
  await run(
    context,
    `insert into vigie.main.fact_booking
     select cast(local as date), date '${month.month}-01', cast(extract(hour from local) as utinyint), ${code('platform_code', 'platform')},
      ${code('site_dept', 'departement')}, ${code('patient_dept', 'departement')}, ${code('profession_code', 'profession')}, ${code('specialty_code', 'specialty')},
      ${code('account_type', 'account_type')}, b.account_type = 'HOSPITAL', ${code('visit_mode', 'visit_mode')}, ${code('channel', 'channel')},
      b.channel not in ('PHONE', 'DESK', 'CALLCENTER'), ${code('partner_code', 'partner')}, b.is_vaccination, ${code('class', 'class')},
      ${code('data_origin', 'data_origin')}, pr.practitioner_no, pa.patient_no, si.site_no,
      (epoch_us(b.appointment_start) - epoch_us(b.booked_at)) // 1000000, (epoch_us(b.booked_at) - epoch_us(b.slot_published_at)) // 1000000,
      ${code('status', 'status')}, cast(b.weight as decimal(18,6)), cast(b.weight_se as decimal(18,6)), i.ingest_no, b.origin_row
     from (select *, ${month.localTime('booked_at')} as local from ${file}) b
     left join month_practitioner pr on pr.practitioner_id_nat = b.practitioner_id_nat
     left join month_patient pa on pa.patient_pid = b.patient_pid
     left join month_site si on si.site_id_nat = b.site_id_nat
     left join vigie.main.ingest i on i.ingest_id = b.ingest_id`,
  );
  await run(context, "set disabled_optimizers = ''");
}

async function insertRollups(context: BuildContext, month: ParisMonth): Promise<void> {
  const facts = `vigie.main.fact_booking where month = date '${month.month}-01'`;
  const measures = 'count(*), sum(weight)';
  const error = 'coalesce(sum(weight_se), 0)';
  const counted = "class = 'counted' and is_online";
  const dims = 'platform, departement, profession, specialty, is_vaccination, is_hospital';
  await run(
    context,
    `insert into vigie.main.rollup_booking_day
     select booked_on, platform, departement, is_vaccination, is_hospital, is_online, class, data_origin,
      ${measures}, ${error}, count(distinct practitioner_no) from ${facts} group by 1, 2, 3, 4, 5, 6, 7, 8 order by all`,
  );
  await run(
    context,
    `insert into vigie.main.rollup_booking_month
     select month, platform, departement, profession, specialty, account_type, is_vaccination, is_hospital, is_online, class, data_origin,
      ${measures}, ${error} from ${facts} group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 order by all`,
  );
  await run(
    context,
    `insert into vigie.main.rollup_practitioner_month
     select month, practitioner_no, ${dims}, ${measures} from ${facts} and ${counted} group by 1, 2, 3, 4, 5, 6, 7, 8 order by 4, 3, 2, 5, 6, 7, 8`,
  );
  await run(
    context,
    `insert into vigie.main.rollup_site_month
     select month, site_no, platform, specialty, is_vaccination, is_hospital, ${measures} from ${facts} and ${counted} and site_no is not null
     group by 1, 2, 3, 4, 5, 6 order by all`,
  );
}
