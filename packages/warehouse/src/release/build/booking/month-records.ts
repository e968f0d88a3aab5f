import { z } from 'zod';
import { sha256, canonicalJson } from '@vigie/evidence';
import { rows } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';
import { SCHEMA_VERSION } from '../../manifest.ts';
import { BUILD_RULES_VERSION } from '../rules-version.ts';
import { CODED_COLUMNS } from './booking-columns.ts';
import { inMonth } from './paris-months.ts';
import type { ParisMonth } from './paris-months.ts';
import { cancellationsNear } from './write-month.ts';
import type { IngestIndex } from './index-ingests.ts';

export const MONTHS_INDEX = 'booking-months.json';

/** What is remembered of a month, so that the next release can tell whether it changed. */
export const monthRecordSchema = z.object({
  month: z.string(),
  /** SHA-256 over all that the month's file depends on. */
  signature: z.string(),
  rows: z.number(),
  superseded: z.number(),
  codes: z.record(z.enum(CODED_COLUMNS), z.array(z.string())),
});
export type MonthRecord = z.infer<typeof monthRecordSchema>;

/**
 * The signature of a month: the ingests that give it rows, which of those rows are superseded, and the cancellations (of any
 * month) that can turn its bookings into reschedules.
 */
export async function signMonth(
  context: BuildContext,
  month: ParisMonth,
  contributions: readonly { ingestId: string; rows: number }[],
  indexes: readonly IngestIndex[],
): Promise<string> {
  const [found] = await rows(
    context,
    `select (select cast(count(*) as varchar) || ':' || cast(coalesce(bit_xor(hash(ingest_id, origin_row)), 0) as varchar)
       from superseded where ${inMonth('booked_at', month)}) as superseded,
      (select cast(count(*) as varchar) || ':' || cast(coalesce(bit_xor(hash(patient_pid, practitioner_id_nat, cancelled_at, booked_at, h)), 0) as varchar)
       from (${cancellationsNear({ month, indexes })})) as cancellations`,
  );
  return sha256(
    canonicalJson({
      schema: SCHEMA_VERSION,
      rules: BUILD_RULES_VERSION,
      month: month.month,
      contributions: contributions.map((each) => ({ ...each })),
      superseded: String(found?.['superseded']),
      cancellations: String(found?.['cancellations']),
    }),
  );
}
