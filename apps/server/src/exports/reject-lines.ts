import type { WarehouseService } from '@vigie/api';
import { csvLine } from './write-csv.ts';

const PAGE = 5000;

/** Every refused (or doubtful) row as CSV lines: where it stood, which rule, why, and the row as it came, as JSON. */
export async function* rejectLines(
  warehouse: Pick<WarehouseService, 'rejects'>,
  ingestId: string,
  severity: 'reject' | 'warn' | 'all',
): AsyncGenerator<string> {
  yield csvLine(['record', 'severity', 'rule', 'message', 'raw']);
  let cursor: number | null = 0;
  while (cursor !== null) {
    const page: Awaited<ReturnType<WarehouseService['rejects']>> = await warehouse.rejects({
      ingestId,
      severity,
      cursor,
      limit: PAGE,
    });
    yield page.rows
      .map((row) => csvLine([row.record, row.severity, row.rule, row.message, JSON.stringify(row.raw)]))
      .join('');
    cursor = page.nextCursor;
  }
}
