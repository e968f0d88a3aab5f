import { AppError } from '@vigie/kernel';
import { loadContract } from '../../../contracts/load-contracts.ts';
import { quoteName } from '../../../engine/quote.ts';
import { count, run } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';
import { inMonth } from '../booking/paris-months.ts';
import type { ParisMonth } from '../booking/paris-months.ts';
import { writeParquet } from '../register-file.ts';
import { areApart, monthFile } from './access-months.ts';
import type { Contribution } from './access-months.ts';
import type { AccessSources } from './access-sources.ts';
import type { AccessTable } from './access-tables.ts';
import { findReplaced } from './find-replaced.ts';
import { sortStretches } from './sort-stretches.ts';

export interface MonthTask {
  readonly table: AccessTable;
  readonly month: ParisMonth;
  /** The newest file first. */
  readonly contributions: readonly Contribution[];
  readonly sources: AccessSources;
  /** True when the work table `replaced` already holds what gives way in all months. */
  readonly replacedIsKnown: boolean;
}

/** Writes one month of one table, without the rows that newer files give again, in its total order. */
export async function writeAccessMonth(
  context: BuildContext,
  task: MonthTask,
): Promise<{ rows: number; replaced: number }> {
  const { table, month, contributions } = task;
  const expected = contributions.reduce((sum, each) => sum + each.share.rows, 0);
  if (!task.replacedIsKnown) await findReplacedIn(context, task, expected);
  const union = inTime(contributions)
    .map(({ ingest }) => task.sources.select(month, ingest))
    .join('\nunion all\n');
  const replaced =
    (await count(context, 'select count(*) from replaced')) === 0
      ? 0
      : await count(context, `select count(*) from (${union}) s semi join replaced r using (ingest_id, origin_row)`);
  const kept =
    replaced === 0 ? union : `select s.* from (${union}) s anti join replaced r using (ingest_id, origin_row)`;
  const isSorted = replaced === 0 && (await isInOrder(context, task));
  const written = isSorted
    ? await writeParquet(context, monthFile(table.table, month.month), `select * from (${kept})`)
    : await writeSorted(context, task, { source: kept, rows: expected });
  if (written + replaced !== expected) throw lostRows(table.table, month.month, { expected, written, replaced });
  return { rows: written, replaced };
}

/** A month too large to be sorted at once is sorted stretch by stretch into a table on disk, which is then written as it stands. */
async function writeSorted(
  context: BuildContext,
  { table, month, sources }: MonthTask,
  unsorted: { readonly source: string; readonly rows: number },
): Promise<number> {
  const path = monthFile(table.table, month.month);
  const order = [...table.order.map(orderTerm), 'ingest_id', 'origin_row'].join(', ');
  const slotFile = table.instant === null ? sources.slotFile(month) : null;
  const [first = 'true', ...others] = await sortStretches(context, { ...unsorted, instant: table.instant, slotFile });
  const query = (stretch: string): string => `select * from (${unsorted.source}) where ${stretch} order by ${order}`;
  if (others.length === 0) return writeParquet(context, path, query(first));
  await run(context, `create or replace table sorted_month as ${query(first)}`);
  for (const stretch of others) await run(context, `insert into sorted_month ${query(stretch)}`);
  const written = await writeParquet(context, path, 'select * from sorted_month');
  await run(context, 'drop table sorted_month');
  return written;
}

/** `order by partner_code` puts blanks last whatever the engine's default. */
const orderTerm = (column: string): string => `${column} nulls last`;

function inTime(contributions: readonly Contribution[]): readonly Contribution[] {
  return contributions.toSorted((a, b) => {
    const first = BigInt(a.share.first ?? 0) - BigInt(b.share.first ?? 0);
    return first === 0n ? a.ingest.rank - b.ingest.rank : first < 0n ? -1 : 1;
  });
}

async function findReplacedIn(context: BuildContext, task: MonthTask, rows: number): Promise<void> {
  const { table, month, contributions } = task;
  const apart = areApart(contributions);
  const where = table.instant === null ? 'true' : inMonth(table.instant, month);
  const total =
    table.instant === null ? contributions.reduce((sum, { ingest }) => sum + ingest.record.accepted, 0) : rows;
  await findReplaced(context, {
    contract: loadContract(table.table),
    ingests: apart ? [] : contributions.map(({ ingest }) => ingest),
    where,
    rows: total,
  });
}

/**
 * Whether the files one after the other are in the order of the month already, as a log is: then the month is copied, which costs a fraction of sorting it.
 * Strictly ascending, so that the order is total and the bytes are those that sorting would give.
 */
async function isInOrder(context: BuildContext, { table, month, contributions, sources }: MonthTask): Promise<boolean> {
  if (!areApart(contributions) || !contributions.every(({ ingest }) => sources.keepsOrder(ingest))) return false;
  const key = `row(${table.order.join(', ')})`;
  for (const { ingest } of contributions) {
    const steps = `select ${key} <= lag(${key}) over () as back from (${sources.select(month, ingest)})`;
    if ((await count(context, `select count(*) from (${steps}) where back`)) > 0) return false;
  }
  return true;
}

function lostRows(
  table: string,
  month: string,
  found: { expected: number; written: number; replaced: number },
): AppError {
  return new AppError(
    'CONTRACT_MISMATCH',
    `${found.expected} rows of ${quoteName(table)} in ${month} were read but ${found.written} written and ${found.replaced} replaced.`,
    {
      reason: 'ROWS_LOST',
      where: { table, month },
      cure: 'This is a fault of the program: please report it. The last release is untouched.',
    },
  );
}
