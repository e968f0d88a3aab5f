import type { RejectPage, RejectQuery, RejectRow, RejectSeverity } from '@vigie/api';
import type { RejectedRow } from '@vigie/warehouse';
import { countRejects, readIngest, readRejects } from '@vigie/warehouse';

function toRejectRow(row: RejectedRow): RejectRow {
  const { line, severity, rule, column, value, message, cure, facts, original, fields } = row;
  return { line, severity, rule, column, value, message, cure, facts: { ...facts }, original, fields: { ...fields } };
}

/** One page of refused or doubtful rows in file order. @throws AppError NOT_FOUND. */
export async function readRejectPage(
  home: string,
  { ingestId, severity, cursor, limit }: RejectQuery,
): Promise<RejectPage> {
  const record = await readIngest(home, ingestId);
  const rows: RejectRow[] = [];
  // One more than asked tells whether there is a next page.
  for await (const row of readRejects(home, record, { severity, offset: cursor, limit: limit + 1 }))
    rows.push(toRejectRow(row));
  return {
    rows: rows.slice(0, limit),
    total: countRejects(record, { severity }),
    nextCursor: rows.length > limit ? cursor + limit : null,
  };
}

/** All of them, read as they are sent. @throws AppError NOT_FOUND. */
export async function* streamRejects(
  home: string,
  ingestId: string,
  severity: RejectSeverity,
  signal?: AbortSignal,
): AsyncGenerator<RejectRow> {
  const record = await readIngest(home, ingestId);
  const query = { severity, ...(signal === undefined ? {} : { signal }) };
  for await (const row of readRejects(home, record, query)) yield toRejectRow(row);
}
