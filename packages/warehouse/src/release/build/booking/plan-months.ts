import { z } from 'zod';
import { textOf } from '../../../engine/read-rows.ts';
import { quoteText } from '../../../engine/quote.ts';
import { ingestsOf, progress, rows } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';
import type { Ingest } from '../pick-ingests.ts';
import { writeJson } from '../register-file.ts';

/** Accepted rows per Paris month of `booked_at`, for one ingest. */
export interface IngestMonths {
  readonly ingest: Ingest;
  readonly months: ReadonlyMap<string, number>;
}

export const INGESTS_INDEX = 'booking-ingests.json';
export const ingestsIndexSchema = z.array(
  z.object({ ingestId: z.string(), months: z.array(z.object({ month: z.string(), rows: z.number() })) }),
);

/** Finds which months each ingest of bookings touches; what the previous release knew of an ingest is not read again. */
export async function planMonths(context: BuildContext): Promise<IngestMonths[]> {
  const ingests = ingestsOf(context, 'booking');
  if (ingests.length === 0) return [];
  const known = new Map(
    (await context.previous?.readIndex(INGESTS_INDEX, ingestsIndexSchema))?.map((each) => [each.ingestId, each.months]),
  );
  const plans: IngestMonths[] = [];
  for (const [index, ingest] of ingests.entries()) {
    progress(context, 'reading', index, ingests.length);
    const months = known.get(ingest.record.id) ?? (await countMonths(context, ingest));
    plans.push({ ingest, months: new Map(months.map((each) => [each.month, each.rows])) });
  }
  await writeJson(
    context,
    `index/${INGESTS_INDEX}`,
    plans.map((plan) => ({
      ingestId: plan.ingest.record.id,
      months: [...plan.months].map(([month, monthRows]) => ({ month, rows: monthRows })),
    })),
  );
  return plans;
}

/** Counts by UTC hour first, which is cheap; since 1912 every Paris month begins on a full hour. */
async function countMonths(context: BuildContext, ingest: Ingest): Promise<{ month: string; rows: number }[]> {
  const modern = "booked_at >= timestamptz '1912-01-01 00:00:00+00'";
  const found = await rows(
    context,
    `with source as (select booked_at from read_parquet(${quoteText(ingest.rowsFile)}) where _reject is null),
      hours as (select make_timestamptz(epoch_us(booked_at) // 3600000000 * 3600000000) as instant, count(*) as n from source where ${modern} group by 1
       union all select booked_at, count(*) from source where not (${modern}) group by 1)
     select strftime(timezone('Europe/Paris', instant), '%Y-%m') as month, cast(sum(n) as bigint) as n from hours group by 1 order by 1`,
  );
  return found.map((row) => ({ month: textOf(row, 'month'), rows: Number(row['n']) }));
}
