import { join } from 'node:path';
import { quoteText } from '../../../engine/quote.ts';
import { progress } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';
import type { Ingest } from '../pick-ingests.ts';
import { reuseFile } from '../previous-release.ts';
import { writeParquet } from '../register-file.ts';

/** The key of a booking as a number. Two bookings may share one: whoever acts on equality compares the texts too. */
export const KEY_HASH = 'hash(platform_code, booking_id)';

export interface IngestIndex {
  /** Sorted key hashes of the accepted rows; null while there is a single ingest, which cannot supersede itself. */
  readonly keys: string | null;
  /** Cancellations with a known patient, by instant of cancelling. */
  readonly cancellations: string;
  readonly ingest: Ingest;
}

/** Writes, or takes over, the two small files by which bookings of different files are compared without reading them whole. */
export async function indexIngests(context: BuildContext, ingests: readonly Ingest[]): Promise<IngestIndex[]> {
  const indexes: IngestIndex[] = [];
  for (const [at, ingest] of ingests.entries()) {
    progress(context, 'reading', at, ingests.length);
    const source = `read_parquet(${quoteText(ingest.rowsFile)}, file_row_number = true)`;
    const keys = `index/keys-${ingest.record.id}.parquet`;
    const cancellations = `index/cancellations-${ingest.record.id}.parquet`;
    if (ingests.length > 1) {
      await reuseOrWrite(context, keys, `select ${KEY_HASH} as h from ${source} where _reject is null order by h`);
    }
    await reuseOrWrite(
      context,
      cancellations,
      `select '${ingest.record.id}' as ingest_id, patient_pid, practitioner_id_nat, cancelled_at, booked_at, ${KEY_HASH} as h, cast(file_row_number + 1 as uinteger) as origin_row
       from ${source} where _reject is null and cancelled_at is not null and patient_pid is not null and not is_test
       order by cancelled_at, h, origin_row`,
    );
    indexes.push({
      ingest,
      keys: ingests.length > 1 ? join(context.folder, keys) : null,
      cancellations: join(context.folder, cancellations),
    });
  }
  return indexes;
}

/** SQL of all cancellations that no later extraction replaced. */
export function standingCancellations(indexes: readonly IngestIndex[]): string {
  const files = indexes.map((index) => quoteText(index.cancellations));
  return `select c.* from read_parquet([${files.join(', ')}]) c
    anti join superseded x on c.ingest_id = x.ingest_id and c.origin_row = x.origin_row`;
}

async function reuseOrWrite(context: BuildContext, path: string, sql: string): Promise<void> {
  if (!(await reuseFile(context, path))) await writeParquet(context, path, sql);
}
