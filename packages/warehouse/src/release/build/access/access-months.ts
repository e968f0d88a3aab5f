import { z } from 'zod';
import { canonicalJson, sha256 } from '@vigie/evidence';
import type { Contract } from '../../../contracts/contract.ts';
import { SCHEMA_VERSION } from '../../manifest.ts';
import { BUILD_RULES_VERSION } from '../rules-version.ts';
import type { Ingest } from '../pick-ingests.ts';
import type { IngestPlan, Share } from './plan-access.ts';

export const MONTHS_INDEX = 'access-months.json';

/** What is remembered of one month of one table. */
export const fileRecordSchema = z.object({
  table: z.string(),
  month: z.string(),
  /** SHA-256 over all that the file depends on. */
  signature: z.string(),
  rows: z.number(),
  /** Rows left out because a newer file gives their key. */
  replaced: z.number(),
});
export type FileRecord = z.infer<typeof fileRecordSchema>;

export interface Contribution {
  readonly ingest: Ingest;
  readonly share: Share;
}

export function monthFile(table: string, month: string): string {
  return `parquet/${table}/${month}.parquet`;
}

/** Who gives rows to a month, the newest file first. */
export function contributionsTo(month: string, plans: readonly IngestPlan[]): Contribution[] {
  return plans
    .flatMap(({ ingest, shares }) =>
      shares.filter((share) => share.month === month).map((share) => ({ ingest, share })),
    )
    .sort((a, b) => a.ingest.rank - b.ingest.rank);
}

/** Whether no two of the files speak of the same time: then none can repeat a row of another, since a logged instant does not change. */
export function areApart(contributions: readonly Contribution[]): boolean {
  const spans = contributions.map(({ share }) => ({ first: BigInt(share.first ?? 0), last: BigInt(share.last ?? 0) }));
  if (contributions.some(({ share }) => share.first === null)) return contributions.length < 2;
  const inTime = spans.toSorted((a, b) => (a.first < b.first ? -1 : 1));
  return inTime.every((span, index) => index === 0 || (inTime[index - 1]?.last ?? span.first) < span.first);
}

/** `extra`: what else the month's rows depend on. */
export function signFile(
  contract: Contract,
  month: string,
  contributions: readonly Contribution[],
  extra: string,
): string {
  return sha256(
    canonicalJson({
      schema: SCHEMA_VERSION,
      rules: BUILD_RULES_VERSION,
      contract: contract.version,
      table: contract.table,
      month,
      contributions: contributions.map(({ ingest, share }) => ({ ingestId: ingest.record.id, rows: share.rows })),
      extra,
    }),
  );
}
