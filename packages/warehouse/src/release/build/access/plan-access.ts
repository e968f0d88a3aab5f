import { z } from 'zod';
import { quoteText } from '../../../engine/quote.ts';
import { textOf } from '../../../engine/read-rows.ts';
import { ingestsOf, progress, rows, run } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';
import type { Ingest } from '../pick-ingests.ts';
import type { AccessTable } from './access-tables.ts';

/** What one ingest gives to one Paris month. */
export const shareSchema = z.object({
  month: z.string(),
  rows: z.number(),
  /** First and last instant in microseconds since 1970, as text; null where rows go with their slot. */
  first: z.string().nullable(),
  last: z.string().nullable(),
});
export type Share = z.infer<typeof shareSchema>;

export const ingestPlanSchema = z.object({
  table: z.string(),
  ingestId: z.string(),
  shares: z.array(shareSchema),
  /** Rows of slots that no file knows: they go nowhere, and are counted. */
  unknownSlots: z.number(),
});
export type IngestPlanRecord = z.infer<typeof ingestPlanSchema>;

export interface IngestPlan {
  readonly ingest: Ingest;
  readonly shares: readonly Share[];
  readonly unknownSlots: number;
}

export const INGESTS_INDEX = 'access-ingests.json';

/** Which months each ingest of a table touches. What `known` says of an ingest is not read again. */
export async function planIngests(
  context: BuildContext,
  table: AccessTable,
  known: ReadonlyMap<string, IngestPlanRecord>,
): Promise<IngestPlan[]> {
  const ingests = ingestsOf(context, table.table);
  const plans: IngestPlan[] = [];
  for (const [index, ingest] of ingests.entries()) {
    progress(context, 'reading', index, ingests.length);
    const old = known.get(ingest.record.id);
    const plan =
      old ??
      (table.instant === null
        ? await countBySlot(context, ingest)
        : await countByInstant(context, ingest, table.instant));
    plans.push({ ingest, shares: plan.shares, unknownSlots: plan.unknownSlots });
  }
  return plans;
}

type Counted = Pick<IngestPlanRecord, 'shares' | 'unknownSlots'>;

/** Counts by UTC hour first, which is cheap; since 1912 every Paris month begins on a full hour, and before there were no logs. */
async function countByInstant(context: BuildContext, ingest: Ingest, instant: string): Promise<Counted> {
  const found = await rows(
    context,
    `with hours as (select epoch_us(${instant}) // 3600000000 as hour, count(*) as n, min(${instant}) as a, max(${instant}) as b
       from read_parquet(${quoteText(ingest.rowsFile)}) where _reject is null group by 1)
     select strftime(timezone('Europe/Paris', make_timestamptz(hour * 3600000000)), '%Y-%m') as month, cast(sum(n) as bigint) as n,
      cast(epoch_us(min(a)) as varchar) as first, cast(epoch_us(max(b)) as varchar) as last from hours group by 1 order by 1`,
  );
  return {
    shares: found.map((row) => ({
      month: textOf(row, 'month'),
      rows: Number(row['n']),
      first: textOf(row, 'first'),
      last: textOf(row, 'last'),
    })),
    unknownSlots: 0,
  };
}

/** Rows about a slot go to the month in which it was published, so that all that is known of a slot stands together. */
async function countBySlot(context: BuildContext, ingest: Ingest): Promise<Counted> {
  const found = await rows(
    context,
    `select s.month, count(*) as n from (select slot_id from read_parquet(${quoteText(ingest.rowsFile)}) where _reject is null) e
     left join slot_month s on s.slot_id = e.slot_id group by 1 order by 1 nulls last`,
  );
  const isKnown = (row: (typeof found)[number]): boolean => row['month'] !== null;
  return {
    shares: found
      .filter(isKnown)
      .map((row) => ({ month: textOf(row, 'month'), rows: Number(row['n']), first: null, last: null })),
    unknownSlots: found.filter((row) => !isKnown(row)).reduce((sum, row) => sum + Number(row['n']), 0),
  };
}

/** Fills the work table `slot_month(slot_id, month)` from the slot files just built. */
export async function fillSlotMonths(context: BuildContext, slotFiles: ReadonlyMap<string, string>): Promise<void> {
  await run(context, 'create or replace temp table slot_month (slot_id varchar, month varchar)');
  for (const [month, file] of slotFiles) {
    await run(context, `insert into slot_month select slot_id, '${month}' from read_parquet(${quoteText(file)})`);
  }
}
