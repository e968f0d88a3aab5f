import type { Status } from '@vigie/api';
import type { ReleaseReader } from '@vigie/warehouse';
import { z } from 'zod';
import { readAccessContents } from './access-contents.ts';
import { listAccessTables } from './access-tables.ts';

/** What the filters and the shell show of a release: fixed for ever, as the release is. */
export type ReleaseContents = Pick<
  Status,
  'platforms' | 'departements' | 'specialties' | 'months' | 'access' | 'registerDays' | 'tables'
>;

/** The dated tables of a release, with the expression that gives a row's Paris day. */
const DATED_TABLES = [
  ['rollup_booking_day', 'day'],
  ['booking_count', 'period_start'],
  ['site_register', 'snapshot_date'],
  ['availability', 'snapshot_date'],
  ['availability_hourly', `cast("at" at time zone 'Europe/Paris' as date)`],
  ['equipment', 'month'],
  ['universe_snapshot', 'snapshot_date'],
  ['vendor_volume', 'month'],
] as const;

const TABLES_WITH_PLATFORM = [
  ['rollup_booking_month', 'platform'],
  ['booking_count', 'platform_code'],
  ['site_register', 'platform_code'],
  ['availability', 'platform_code'],
  ['availability_hourly', 'platform_code'],
  ['equipment', 'platform'],
  ['vendor_volume', 'platform_code'],
] as const;

const codesSchema = z.array(z.object({ code: z.string() }));
const namedSchema = z.array(z.object({ code: z.string(), name: z.string() }));
const daysSchema = z.array(z.object({ day: z.string() }));
const tablesSchema = z.array(
  z.object({ name: z.string(), rows: z.coerce.number(), from: z.string().nullable(), to: z.string().nullable() }),
);

const union = (selects: readonly string[]): string => selects.join(' union ');

const platformsSql = `select code from (${union(
  TABLES_WITH_PLATFORM.map(([table, column]) => `select distinct cast(${column} as varchar) as code from ${table}`),
)}) where code is not null order by code`;

const departementsSql = `select d.code, coalesce(min(r.name), d.code) as name from (
    select distinct cast(departement as varchar) as code from rollup_booking_month
    union select distinct site_dept from booking_count
    union select distinct site_dept from site_register
    union select distinct site_dept from availability
  ) d left join reference_departement r on r.departement = d.code
  where d.code is not null group by d.code order by d.code`;

const specialtiesSql = `select distinct cast(specialty as varchar) as code from rollup_booking_month where specialty is not null order by 1`;

const monthsSql = `select distinct cast(month as varchar) as day from (
    select month from rollup_booking_month
    union select cast(date_trunc('month', period_start) as date) from booking_count
    union select cast(date_trunc('month', snapshot_date) as date) from availability
  ) order by 1`;

const registerDaysSql = `select distinct cast(snapshot_date as varchar) as day from site_register order by 1`;

const tablesSql = DATED_TABLES.map(([table, day]) => {
  const rows = table === 'rollup_booking_day' ? 'coalesce(sum("rows"), 0)' : 'count(*)';
  const name = table === 'rollup_booking_day' ? 'booking' : table;
  const [from, to] = [`cast(min(${day}) as varchar)`, `cast(cast(max(${day}) as date) + 1 as varchar)`];
  return `select '${name}' as name, cast(${rows} as double) as "rows", ${from} as "from", ${to} as "to" from ${table}`;
}).join(' union all ');

/** Codes of services and of what stands in their place, as a screen writes them when it knows no better. */
function nameOfPlatform(code: string): string {
  return code.charAt(0).toUpperCase() + code.slice(1);
}

/** Reads what a release holds. A handful of statements on rollups and registers; keep the answer, it cannot change. */
export async function readReleaseContents(reader: ReleaseReader): Promise<ReleaseContents> {
  const query = async <T>(schema: z.ZodType<T>, text: string): Promise<T> =>
    schema.parse(await reader.engine.query({ text, params: {} }));
  const [platforms, departements, specialties, months, access, registerDays, tables] = await Promise.all([
    query(codesSchema, platformsSql),
    query(namedSchema, departementsSql),
    query(codesSchema, specialtiesSql),
    query(daysSchema, monthsSql),
    readAccessContents(reader),
    query(daysSchema, registerDaysSql),
    query(tablesSchema, tablesSql),
  ]);
  return {
    platforms: platforms.map(({ code }) => ({ code, name: nameOfPlatform(code) })),
    departements,
    specialties: specialties.map(({ code }) => ({ code, name: code })),
    months: months.map(({ day }) => day),
    access,
    registerDays: registerDays.map(({ day }) => day),
    tables: [
      ...tables.filter(({ rows }) => rows > 0).map(({ to, ...table }) => ({ ...table, toExclusive: to })),
      ...listAccessTables(reader.manifest.files),
    ],
  };
}
