import { quoteText } from '../../../engine/quote.ts';
import { textOf } from '../../../engine/read-rows.ts';
import { rows, run } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';
import type { Ingest } from '../pick-ingests.ts';

/**
 * Brings the `ingest` and `issue_count` tables up to date. Ingests known to a database that is extended keep their number,
 * because facts carry it; newcomers follow, by id.
 */
export async function fillIngests(context: BuildContext): Promise<void> {
  const known = await rows(context, 'select ingest_no as no, ingest_id as id from vigie.main.ingest');
  const numbers = new Map(known.map((row) => [textOf(row, 'id'), Number(row['no'])]));
  let last = Math.max(0, ...numbers.values());
  await run(context, 'delete from vigie.main.ingest; delete from vigie.main.issue_count');
  for (const ingest of context.ingests) {
    const number = numbers.get(ingest.record.id) ?? (last += 1);
    await run(context, `insert into vigie.main.ingest values (${ingestValues(ingest, number)})`);
    for (const issue of ingest.record.issueCounts) {
      await run(
        context,
        `insert into vigie.main.issue_count values (${number}, ${quoteText(issue.rule)}, ${quoteText(issue.severity)}, ${issue.rows})`,
      );
    }
  }
}

function ingestValues({ record }: Ingest, number: number): string {
  const texts = [record.id, record.file.name, record.file.sha256, record.profile.name, record.table].map(quoteText);
  const numbers = [record.rowsIn, record.accepted, record.rejected, record.warned];
  const extracted = record.extractedOn === null ? 'null' : `date ${quoteText(record.extractedOn)}`;
  return [number, ...texts, ...numbers, extracted, record.simulated].join(', ');
}
