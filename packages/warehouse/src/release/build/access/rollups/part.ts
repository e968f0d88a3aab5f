import { rows } from '../../build-context.ts';
import type { BuildContext } from '../../build-context.ts';
import type { ParisMonth } from '../../booking/paris-months.ts';

/** One month of one kind of rollup: what it is made from. */
export interface Part {
  readonly month: ParisMonth;
  /** First day of the month as a SQL date: the rows' `file_month`. */
  readonly fileMonth: string;
  /** Absolute paths of the month's files; null where the table has none. */
  readonly files: Readonly<
    Record<'slot' | 'slot_exposure' | 'probe' | 'api_request' | 'search_result' | 'change_event', string | null>
  >;
  /** Slots known by the end of the month: all files up to it. */
  readonly slotsSoFar: readonly string[];
  /** The next month's requests, for attempts that go on after midnight; null without any. */
  readonly nextRequests: string | null;
}

/** What a part has to say in the manifest; the same names add up over the months. */
export interface PartStep {
  readonly name: string;
  readonly rowsIn: number;
  readonly rowsOut: number;
  readonly leftOut: { readonly reason: string; readonly rows: number }[];
}

/** A step from one row of counts, `rows_in`, `rows_out`, and one column per reason; with the check that nothing is lost left to the manifest's own. */
export async function countStep(
  context: BuildContext,
  name: string,
  sql: string,
  reasons: Readonly<Record<string, string>>,
): Promise<PartStep> {
  const [found] = await rows(context, sql);
  const of = (column: string): number => Number(found?.[column] ?? 0);
  return {
    name,
    rowsIn: of('rows_in'),
    rowsOut: of('rows_out'),
    leftOut: Object.entries(reasons).map(([column, reason]) => ({ reason, rows: of(column) })),
  };
}

/** The Paris month of an instant, as a DATE. */
export const parisMonth = (instant: string): string =>
  `cast(date_trunc('month', timezone('Europe/Paris', ${instant})) as date)`;

export const parisDay = (instant: string): string => `cast(timezone('Europe/Paris', ${instant}) as date)`;

/** Microseconds as whole seconds up (what was seen by then) and down (what was not yet), within an INTEGER. */
export const secondsUp = (microseconds: string): string =>
  `cast(least(greatest((${microseconds}) + 999999, 0) // 1000000, 2147483647) as integer)`;
export const secondsDown = (microseconds: string): string =>
  `cast(least(greatest(${microseconds}, 0) // 1000000, 2147483647) as integer)`;
