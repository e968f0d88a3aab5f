import { rows } from '../build-context.ts';
import type { Row } from '../../../engine/read-rows.ts';
import { textOf } from '../../../engine/read-rows.ts';
import type { BuildContext } from '../build-context.ts';

/** A month of the Paris calendar as instants. */
export interface ParisMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  /** First instant, and the first of the next month, as TIMESTAMPTZ text in UTC. */
  readonly from: string;
  readonly toExclusive: string;
  /** SQL that gives a TIMESTAMPTZ of this month as Paris wall time (TIMESTAMP). */
  readonly localTime: (instant: string) => string;
}

/** Before this year Paris kept a time whose offset is not a whole number of minutes, or changed more than once a month. */
const MODERN = 1977;

/**
 * The Paris months named, with what is needed to read their clocks without asking the calendar for every row:
 * within a month the offset from UTC changes once at most.
 */
export async function describeParisMonths(
  context: BuildContext,
  months: readonly string[],
): Promise<Map<string, ParisMonth>> {
  if (months.length === 0) return new Map();
  const list = months.map((month) => `(timestamp '${month}-01 00:00:00')`).join(', ');
  const found = await rows(
    context,
    `with m as (select first, timezone('Europe/Paris', first) as a, timezone('Europe/Paris', first + interval 1 month) as b from (values ${list}) t(first)),
      h as (select first, a, b, unnest(generate_series(a, b, interval 1 hour)) as instant from m),
      o as (select *, epoch(timezone('Europe/Paris', instant)) - epoch(instant) as offset_s from h)
     select strftime(first, '%Y-%m') as month, cast(a as varchar) as from_instant, cast(b as varchar) as to_instant,
      cast(min_by(offset_s, instant) as bigint) as offset_first, cast(max_by(offset_s, instant) as bigint) as offset_last,
      min(epoch_us(instant)) filter (offset_s <> offset_at_start) as change_us
     from (select *, first_value(offset_s) over (partition by first order by instant) as offset_at_start from o)
     group by first, a, b order by first`,
  );
  return new Map(found.map((row) => [textOf(row, 'month'), describe(row)]));
}

function describe(row: Row): ParisMonth {
  const month = textOf(row, 'month');
  const first = Number(row['offset_first']) * 1_000_000;
  const last = Number(row['offset_last']) * 1_000_000;
  const change = row['change_us'] === null ? null : Number(row['change_us']);
  const localTime = (instant: string): string => {
    if (Number(month.slice(0, 4)) < MODERN) return `timezone('Europe/Paris', ${instant})`;
    if (change === null) return `make_timestamp(epoch_us(${instant}) + ${first})`;
    return `make_timestamp(epoch_us(${instant}) + case when epoch_us(${instant}) < ${change} then ${first} else ${last} end)`;
  };
  return { month, from: textOf(row, 'from_instant'), toExclusive: textOf(row, 'to_instant'), localTime };
}

/** SQL condition: the instant lies in the month. Written over bare instants so that files skip what cannot match. */
export function inMonth(instant: string, month: ParisMonth): string {
  return `${instant} >= timestamptz '${month.from}' and ${instant} < timestamptz '${month.toExclusive}'`;
}

/**
 * SQL of the month an instant lies in, among these (ascending), null for another: nested comparisons that halve each time, far
 * cheaper than the calendar for every row.
 */
export function monthOf(instant: string, months: readonly ParisMonth[]): string {
  const [only] = months;
  if (only === undefined) return 'null';
  if (months.length === 1) return `case when ${inMonth(instant, only)} then '${only.month}' end`;
  const middle = Math.floor(months.length / 2);
  const pivot = months[middle] ?? only;
  return `case when ${instant} < timestamptz '${pivot.from}' then ${monthOf(instant, months.slice(0, middle))} else ${monthOf(instant, months.slice(middle))} end`;
}
