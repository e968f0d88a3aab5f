import type { RejectRow } from '@vigie/api';
import { csvLine } from '@vigie/kernel';

/** Lines are sent in pieces of about this many: one write a line would be slow. */
const LINES_A_PIECE = 500;

/** Every refused (or doubtful) row as CSV: where it stood, which rule, why, what to do, and the row as it came. */
export async function* rejectLines(rows: AsyncIterable<RejectRow>): AsyncGenerator<string> {
  let piece = csvLine(['line', 'severity', 'rule', 'column', 'value', 'message', 'cure', 'original']);
  let lines = 0;
  for await (const row of rows) {
    piece += csvLine([row.line, row.severity, row.rule, row.column, row.value, row.message, row.cure, row.original]);
    lines += 1;
    if (lines % LINES_A_PIECE === 0) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}
