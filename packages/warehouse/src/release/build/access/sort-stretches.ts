import { quoteText } from '../../../engine/quote.ts';
import { textOf } from '../../../engine/read-rows.ts';
import { rows } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';

/**
 * Conditions that cut a month into stretches in the order of its file, each small enough to be sorted in bounded memory: by hours of its instant, or, for rows
 * that go with their slot, by ranges of slots. One condition, `true`, for a month that is small as a whole.
 */
export async function sortStretches(
  context: BuildContext,
  month: {
    readonly source: string;
    readonly rows: number;
    readonly instant: string | null;
    readonly slotFile: string | null;
  },
): Promise<string[]> {
  if (month.rows <= context.sortRows) return ['true'];
  const { instant, slotFile } = month;
  if (instant !== null) return byHours(context, month.source, instant);
  return slotFile === null ? ['true'] : bySlots(context, slotFile, Math.ceil(month.rows / context.sortRows));
}

async function byHours(context: BuildContext, source: string, instant: string): Promise<string[]> {
  const hours = await rows(
    context,
    `select epoch_us(${instant}) // 3600000000 as hour, count(*) as n from (${source}) group by 1 order by 1`,
  );
  const stretches: { from: number; to: number; n: number }[] = [];
  for (const row of hours) {
    const hour = Number(row['hour']);
    const n = Number(row['n']);
    const last = stretches.at(-1);
    if (last !== undefined && last.n + n <= context.sortRows) Object.assign(last, { to: hour, n: last.n + n });
    else stretches.push({ from: hour, to: hour, n });
  }
  return stretches.map(({ from, to }) => `${instant} >= ${startOfHour(from)} and ${instant} < ${startOfHour(to + 1)}`);
}

/** As an instant, so that a file in order of time is read where the stretch is. */
const startOfHour = (hour: number): string => `make_timestamptz(${hour} * 3600000000)`;

async function bySlots(context: BuildContext, slotFile: string, parts: number): Promise<string[]> {
  const firsts = await rows(
    context,
    `select min(slot_id) as first from (select slot_id, ntile(${parts}) over (order by slot_id) as part from read_parquet(${quoteText(slotFile)})) group by part order by part`,
  );
  const bounds = firsts.map((row) => quoteText(textOf(row, 'first')));
  return bounds.map((from, index) => {
    const to = bounds[index + 1];
    return to === undefined ? `slot_id >= ${from}` : `slot_id >= ${from} and slot_id < ${to}`;
  });
}
