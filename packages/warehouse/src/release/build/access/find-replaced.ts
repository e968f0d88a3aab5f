import type { Contract } from '../../../contracts/contract.ts';
import { quoteName, quoteText } from '../../../engine/quote.ts';
import { count, run } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';
import type { Ingest } from '../pick-ingests.ts';

/** Key hashes held at a time. */
const KEYS_PER_PASS = 16_000_000;

export interface ReplacedQuestion {
  readonly contract: Contract;
  readonly ingests: readonly Ingest[];
  /** SQL condition on the rows to look at, over the contract's fields. */
  readonly where: string;
  /** Rows of all ingests that fulfil it, about: for bounding memory. */
  readonly rows: number;
}

/**
 * Fills the work table `replaced(ingest_id, origin_row)` with the rows whose key a newer of these files gives too, and returns their number. Hashes are compared
 * first, in passes; only keys whose hash comes twice are read as texts. A key that one file repeats (`duplicates: warn`) stays as often as its newest file has it.
 */
export async function findReplaced(context: BuildContext, question: ReplacedQuestion): Promise<number> {
  await run(context, 'create or replace temp table replaced (ingest_id varchar, origin_row uinteger)');
  if (question.ingests.length < 2) return 0;
  const key = question.contract.key.map(quoteName).join(', ');
  const all = (columns: string): string =>
    question.ingests.map((ingest) => selectFrom(ingest, columns, question.where)).join(' union all ');
  const passes = Math.max(1, Math.ceil(question.rows / KEYS_PER_PASS));
  await run(context, 'create or replace temp table shared_hash (h ubigint)');
  for (let pass = 0; pass < passes; pass += 1) {
    await run(
      context,
      `insert into shared_hash select h from (select hash(${key}) as h from (${all(key)})) where h % ${passes} = ${pass} group by h having count(*) > 1`,
    );
  }
  if ((await count(context, 'select count(*) from shared_hash')) === 0) return 0;
  await run(
    context,
    `insert into replaced select ingest_id, origin_row from (
      select ingest_id, origin_row, rank() over (partition by ${key} order by rank) as place
      from (${all(`${key}, rank, ingest_id, origin_row`)}) where hash(${key}) in (select h from shared_hash)) where place > 1`,
  );
  return count(context, 'select count(*) from replaced');
}

function selectFrom(ingest: Ingest, columns: string, where: string): string {
  return `select ${columns} from (select *, ${ingest.rank} as rank, '${ingest.record.id}' as ingest_id, cast(file_row_number + 1 as uinteger) as origin_row
    from read_parquet(${quoteText(ingest.rowsFile)}, file_row_number = true) where _reject is null and ${where})`;
}
