import { quoteText } from '../../../engine/quote.ts';
import { count, rows, run } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';
import type { Ingest } from '../pick-ingests.ts';
import { writeParquet } from '../register-file.ts';
import { BOOKING_FIELDS, CODED_COLUMNS, MAXIMUM_CODES, MONTH_ORDER } from './booking-columns.ts';
import type { CodedColumn } from './booking-columns.ts';
import { standingCancellations } from './index-ingests.ts';
import type { IngestIndex } from './index-ingests.ts';
import type { MonthSources } from './month-source.ts';
import { sortSlices } from './sort-slices.ts';
import { inMonth } from './paris-months.ts';
import type { ParisMonth } from './paris-months.ts';

export type MonthCodes = Readonly<Record<CodedColumn, readonly string[]>>;

export interface MonthInput {
  readonly month: ParisMonth;
  readonly ingests: readonly Ingest[];
  readonly indexes: readonly IngestIndex[];
  readonly sources: MonthSources;
}

export interface WrittenMonth {
  readonly rows: number;
  readonly superseded: number;
  /** The distinct codes of the month, sorted. */
  readonly codes: MonthCodes;
}

export function monthFile(month: string): string {
  return `parquet/booking/${month}.parquet`;
}

/** Writes one month of bookings: superseded rows gone, class given, sorted for reading. */
export async function writeMonth(context: BuildContext, input: MonthInput): Promise<WrittenMonth> {
  const source = input.sources.select(input.month, input.ingests);
  const codes = await readCodes(context, input);
  for (const column of codedColumns(codes)) {
    await run(context, `create or replace type code_${column} as enum (${codes[column].map(quoteText).join(', ')})`);
  }
  const superseded = await count(context, `select count(*) from superseded where ${inMonth('booked_at', input.month)}`);
  await findRescheduled(context, input);
  const kept = superseded === 0 ? source : withoutSuperseded(source, input.month);
  const places = input.sources.select(input.month, input.ingests, ['site_dept']);
  const written = await writeSorted(context, input.month, {
    slices: await sortSlices(context, places),
    query: (slice) => monthQuery(kept, codes, slice),
  });
  return { rows: written, superseded, codes };
}

/** A month too large to be sorted at once is sorted stretch by stretch into a table on disk, which is then written as it stands. */
async function writeSorted(
  context: BuildContext,
  month: ParisMonth,
  sorted: { slices: readonly string[]; query: (slice: string) => string },
): Promise<number> {
  const [first = 'true', ...others] = sorted.slices;
  const path = monthFile(month.month);
  if (others.length === 0) return writeParquet(context, path, sorted.query(first));
  await run(context, `create or replace table sorted_month as ${sorted.query(first)}`);
  for (const slice of others) await run(context, `insert into sorted_month ${sorted.query(slice)}`);
  const written = await writeParquet(context, path, 'select * from sorted_month');
  await run(context, 'drop table sorted_month');
  return written;
}

async function readCodes(context: BuildContext, input: MonthInput): Promise<MonthCodes> {
  const lists = CODED_COLUMNS.map(
    (column) => `coalesce(list_sort(list(distinct ${column}) filter (${column} is not null)), []) as ${column}`,
  );
  const [found] = await rows(
    context,
    `select ${lists.join(', ')} from (${input.sources.select(input.month, input.ingests, CODED_COLUMNS)})`,
  );
  const entries = CODED_COLUMNS.map((column) => [column, (found?.[column] ?? []) as readonly string[]] as const);
  return Object.fromEntries(entries) as unknown as MonthCodes;
}

function codedColumns(codes: MonthCodes): CodedColumn[] {
  return CODED_COLUMNS.filter((column) => codes[column].length > 0 && codes[column].length <= MAXIMUM_CODES);
}

function withoutSuperseded(source: string, month: ParisMonth): string {
  return `select s.* from (${source}) s anti join (select ingest_id, origin_row from superseded where ${inMonth('booked_at', month)}) x
    on s.ingest_id = x.ingest_id and s.origin_row = x.origin_row`;
}

/**
 * Fills `rescheduled(ingest_id, origin_row)`: bookings made from the cancellation of another booking of the same patient with
 * the same practitioner until 24 hours after it. The first of the chain counts, these do not.
 */
async function findRescheduled(context: BuildContext, input: MonthInput): Promise<void> {
  const columns = ['platform_code', 'booking_id', 'patient_pid', 'practitioner_id_nat', 'booked_at'];
  await run(
    context,
    `create or replace temp table rescheduled as
     with c as (${cancellationsNear(input)})
     select distinct n.ingest_id, n.origin_row
     from (${input.sources.select(input.month, input.ingests, columns)}) n
     join c on n.patient_pid = c.patient_pid and n.practitioner_id_nat = c.practitioner_id_nat
      and n.booked_at >= c.cancelled_at and n.booked_at <= c.cancelled_at + interval 24 hours
      and c.booked_at <= n.booked_at and c.h <> hash(n.platform_code, n.booking_id)`,
  );
}

/** Cancellations that can make a booking of the month a reschedule; the superseded ones did not happen. */
function cancellationsNear(input: MonthInput): string {
  const { month, indexes } = input;
  return `select * from (${standingCancellations(indexes)})
    where cancelled_at >= timestamptz '${month.from}' - interval 24 hours and cancelled_at < timestamptz '${month.toExclusive}'`;
}

function monthQuery(source: string, codes: MonthCodes, slice: string): string {
  const coded = new Set<string>(codedColumns(codes));
  const columns = BOOKING_FIELDS.map((field) =>
    coded.has(field) ? `cast(s.${field} as code_${field}) as ${field}` : `s.${field}`,
  );
  return `select ${columns.join(', ')},
      case when s.is_test then 'test' when s.status = 'entered_in_error' then 'entered_in_error'
       when r.origin_row is not null then 'rescheduled' else 'counted' end as class,
      s.ingest_id, s.origin_row
     from (${source}) s left join rescheduled r on s.ingest_id = r.ingest_id and s.origin_row = r.origin_row
     where ${slice} order by ${MONTH_ORDER}`;
}
