import { z } from 'zod';
import { textOf } from '../../../engine/read-rows.ts';
import { canonicalJson, sha256 } from '@vigie/evidence';
import { rows } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';
import { SCHEMA_VERSION } from '../../manifest.ts';
import { BUILD_RULES_VERSION } from '../rules-version.ts';
import { CODED_COLUMNS } from './booking-columns.ts';
import { standingCancellations } from './index-ingests.ts';
import type { IngestIndex } from './index-ingests.ts';
import { monthOf } from './paris-months.ts';
import type { ParisMonth } from './paris-months.ts';

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

export interface Contribution {
  readonly ingestId: string;
  readonly rows: number;
}

/**
 * The signature of each month: the ingests that give it rows, which of those rows are superseded, and the cancellations (of
 * bookings of any month) that can turn its bookings into reschedules: those in the month, and in the 24 hours before it.
 */
export async function signMonths(
  context: BuildContext,
  months: readonly { month: ParisMonth; contributions: readonly Contribution[] }[],
  indexes: readonly IngestIndex[],
): Promise<Map<string, string>> {
  const calendar = months.map(({ month }) => month);
  const superseded = await digest(
    context,
    `select ${monthOf('booked_at', calendar)} as m, hash(ingest_id, origin_row) as h from superseded`,
  );
  const cancellation = `select cancelled_at, hash(patient_pid, practitioner_id_nat, cancelled_at, booked_at, h) as h from (${standingCancellations(indexes)})`;
  const within = await digest(context, `select ${monthOf('cancelled_at', calendar)} as m, h from (${cancellation})`);
  const later = 'cancelled_at + interval 24 hours';
  const before = await digest(
    context,
    `select case when ${monthOf(later, calendar)} is distinct from ${monthOf('cancelled_at', calendar)} then ${monthOf(later, calendar)} end as m, h from (${cancellation})`,
  );
  return new Map(
    months.map(({ month: { month }, contributions }) => [
      month,
      sha256(
        canonicalJson({
          schema: SCHEMA_VERSION,
          rules: BUILD_RULES_VERSION,
          month,
          contributions: contributions.map((each) => ({ ...each })),
          superseded: superseded.get(month) ?? '',
          cancellations: [within.get(month) ?? '', before.get(month) ?? ''],
        }),
      ),
    ]),
  );
}

/** Number and exclusive-or of the hashes of each month: the same whatever the order of the rows. */
async function digest(context: BuildContext, sql: string): Promise<Map<string, string>> {
  const found = await rows(
    context,
    `select m, cast(count(*) as varchar) || ':' || cast(bit_xor(h) as varchar) as digest from (${sql}) where m is not null group by m`,
  );
  return new Map(found.map((row) => [textOf(row, 'm'), textOf(row, 'digest')]));
}
