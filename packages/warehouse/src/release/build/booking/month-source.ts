import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { quoteText } from '../../../engine/quote.ts';
import { count, run } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';
import type { Ingest } from '../pick-ingests.ts';
import { BOOKING_FIELDS } from './booking-columns.ts';
import { inMonth, monthOf } from './paris-months.ts';
import type { ParisMonth } from './paris-months.ts';
import type { IngestMonths } from './plan-months.ts';

/** A file is read month by month as it is while a month's reading touches at most so many times its own rows, else it is split once. */
const MAXIMUM_REREAD = 2;
/** Below this many rows splitting a file costs more than reading it again. */
const MINIMUM_SPLIT = 200_000;

/** Where each ingest's rows of a month are read from. */
export class MonthSources {
  readonly #context: BuildContext;
  readonly #split = new Map<string, string>();

  constructor(context: BuildContext) {
    this.#context = context;
  }

  /** Splits the ingests whose months are mixed up inside the file, as far as the wanted months need them. */
  async prepare(plans: readonly IngestMonths[], wanted: readonly ParisMonth[]): Promise<void> {
    for (const plan of plans) {
      const months = wanted.filter((month) => plan.months.has(month.month));
      const large = plan.ingest.record.accepted >= MINIMUM_SPLIT && months.length > 1;
      if (large && (await countRereads(this.#context, plan.ingest, { instant: 'booked_at', months })) > MAXIMUM_REREAD)
        await this.#splitIngest(plan.ingest, months);
    }
  }

  /** SQL of the accepted rows of a month: the contract's fields, `ingest_id`, `origin_row`. */
  select(month: ParisMonth, ingests: readonly Ingest[], columns: readonly string[] = BOOKING_FIELDS): string {
    return ingests.map((ingest) => this.#selectOne(month, ingest, columns)).join('\nunion all\n');
  }

  #selectOne(month: ParisMonth, ingest: Ingest, columns: readonly string[]): string {
    const head = `select ${columns.join(', ')}, '${ingest.record.id}' as ingest_id`;
    const folder = this.#split.get(ingest.record.id);
    if (folder !== undefined) {
      return `${head}, origin_row from read_parquet(${quoteText(join(folder, `split_month=${month.month}`, '*.parquet'))}, hive_partitioning = false)`;
    }
    return `${head}, cast(file_row_number + 1 as uinteger) as origin_row
      from read_parquet(${quoteText(ingest.rowsFile)}, file_row_number = true)
      where _reject is null and ${inMonth('booked_at', month)}`;
  }

  async #splitIngest(ingest: Ingest, months: readonly ParisMonth[]): Promise<void> {
    const folder = join(this.#context.scratch, `split-${ingest.record.id}`);
    await mkdir(folder, { recursive: true });
    await run(
      this.#context,
      `copy (select ${BOOKING_FIELDS.join(', ')}, cast(file_row_number + 1 as uinteger) as origin_row, ${monthOf('booked_at', months)} as split_month
        from read_parquet(${quoteText(ingest.rowsFile)}, file_row_number = true)
        where _reject is null and split_month is not null)
       to ${quoteText(folder)} (format parquet, compression snappy, partition_by (split_month))`,
    );
    this.#split.set(ingest.record.id, folder);
  }
}

/** Rows of a file that would be read for these months one by one, over its rows: what its row groups' ranges do not spare. */
export async function countRereads(
  context: BuildContext,
  ingest: Ingest,
  { instant, months }: { readonly instant: string; readonly months: readonly ParisMonth[] },
): Promise<number> {
  const touched = months
    .map((month) => `(lo < timestamptz '${month.toExclusive}' and hi >= timestamptz '${month.from}')::bigint`)
    .join(' + ');
  return count(
    context,
    `select sum(n * (${touched})) / greatest(sum(n), 1) from (
      select row_group_num_rows as n, cast(stats_min_value as timestamptz) as lo, cast(stats_max_value as timestamptz) as hi
      from parquet_metadata(${quoteText(ingest.rowsFile)}) where path_in_schema = ${quoteText(instant)})`,
  );
}
