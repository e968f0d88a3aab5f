import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadContract } from '../../../contracts/load-contracts.ts';
import { quoteName, quoteText } from '../../../engine/quote.ts';
import { run } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';
import { countRereads } from '../booking/month-source.ts';
import { inMonth, monthOf } from '../booking/paris-months.ts';
import type { ParisMonth } from '../booking/paris-months.ts';
import type { Ingest } from '../pick-ingests.ts';
import type { AccessTable } from './access-tables.ts';
import type { IngestPlan } from './plan-access.ts';

/** A file is read month by month as it is while that reads at most so many times its rows, or it is small; else it is split once. */
const MAXIMUM_REREAD = 2;
const MINIMUM_SPLIT = 200_000;

/** Where the rows of a month of one table are read from. */
export class AccessSources {
  readonly #context: BuildContext;
  readonly #table: AccessTable;
  readonly #fields: string;
  readonly #slotFiles: ReadonlyMap<string, string>;
  readonly #split = new Map<string, string>();

  constructor(context: BuildContext, table: AccessTable, slotFiles: ReadonlyMap<string, string>) {
    this.#context = context;
    this.#table = table;
    this.#slotFiles = slotFiles;
    this.#fields = loadContract(table.table)
      .fields.map((field) => quoteName(field.name))
      .join(', ');
  }

  /** Splits the files that would be read too often for the wanted months. */
  async prepare(plans: readonly IngestPlan[], wanted: readonly ParisMonth[]): Promise<void> {
    for (const plan of plans) {
      const given = new Set(plan.shares.map((share) => share.month));
      const months = wanted.filter((month) => given.has(month.month));
      const large = plan.ingest.record.accepted >= MINIMUM_SPLIT && months.length > 1;
      if (large && (await this.#rereads(plan.ingest, months)) > MAXIMUM_REREAD)
        await this.#splitIngest(plan.ingest, months);
    }
  }

  /** A file in order of time is read where the month is; one that goes with its slots is read whole for each month. */
  async #rereads(ingest: Ingest, months: readonly ParisMonth[]): Promise<number> {
    const { instant } = this.#table;
    return instant === null ? months.length : countRereads(this.#context, ingest, { instant, months });
  }

  /** SQL of the accepted rows of a month from one ingest: the contract's fields, `ingest_id`, `origin_row`, in file order. */
  select(month: ParisMonth, ingest: Ingest): string {
    const head = `select ${this.#fields}, '${ingest.record.id}' as ingest_id`;
    const folder = this.#split.get(ingest.record.id);
    if (folder !== undefined) {
      return `${head}, origin_row from read_parquet(${quoteText(join(folder, `split_month=${month.month}`, '*.parquet'))}, hive_partitioning = false)`;
    }
    return `${head}, cast(file_row_number + 1 as uinteger) as origin_row
      from read_parquet(${quoteText(ingest.rowsFile)}, file_row_number = true) where _reject is null and ${this.#inMonth(month)}`;
  }

  /** The file of the slots published in a month; null without one. */
  slotFile(month: ParisMonth): string | null {
    return this.#slotFiles.get(month.month) ?? null;
  }

  #inMonth(month: ParisMonth): string {
    if (this.#table.instant !== null) return inMonth(this.#table.instant, month);
    return `slot_id in (select slot_id from read_parquet(${quoteText(this.slotFile(month) ?? '')}))`;
  }

  async #splitIngest(ingest: Ingest, months: readonly ParisMonth[]): Promise<void> {
    const folder = join(this.#context.scratch, `split-${ingest.record.id}`);
    await mkdir(folder, { recursive: true });
    const { instant } = this.#table;
    const names = months.map(({ month }) => quoteText(month)).join(', ');
    const source = `(select *, cast(file_row_number + 1 as uinteger) as origin_row from read_parquet(${quoteText(ingest.rowsFile)}, file_row_number = true) where _reject is null)`;
    const placed =
      instant === null
        ? `select e.*, s.month as split_month from ${source} e join slot_month s on s.slot_id = e.slot_id where s.month in (${names})`
        : `select *, ${monthOf(instant, months)} as split_month from ${source} where split_month is not null`;
    await run(
      this.#context,
      `copy (select ${this.#fields}, origin_row, split_month from (${placed})) to ${quoteText(folder)} (format parquet, compression snappy, partition_by (split_month))`,
    );
    this.#split.set(ingest.record.id, folder);
  }

  /** Whether the ingest's rows of a month still come in the order of its file. */
  keepsOrder(ingest: Ingest): boolean {
    return !this.#split.has(ingest.record.id) && this.#table.instant !== null;
  }
}
