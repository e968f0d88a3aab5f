import type { AccessContents } from '@vigie/api';
import { AppError } from '@vigie/kernel';
import type { ReleaseReader } from '@vigie/warehouse';
import { z } from 'zod';

export const NO_ACCESS: AccessContents = { months: [], partners: [], publishedFrom: null, publishedToExclusive: null };

/** Where months and partners of access data stand: the day (or the month's first day) and the partner's code, per relation. */
interface AccessSource {
  readonly relation: string;
  readonly day: string;
  readonly partner: string;
  /** Columns read, so that a release made before the relation had them is left alone. */
  readonly columns: readonly string[];
  /** Whether `day` is a day; relations by month cannot tell how far into the month they reach. */
  readonly daily: boolean;
  /** Rows that speak of partners. */
  readonly where?: string;
}

const paris = (column: string): string => `cast(${column} at time zone 'Europe/Paris' as date)`;

const SOURCES: readonly AccessSource[] = [
  daily('rollup_request_day', 'day'),
  daily('rollup_visibility_day', 'day'),
  byMonth('rollup_exposure_month', 'comparison'),
  byMonth('rollup_exclusive_month', 'partner'),
  byMonth('rollup_rank_month', 'managed_by'),
  byMonth('rollup_change_month', 'comparison'),
  {
    relation: 'access_request',
    day: paris('requested_at'),
    partner: 'requester',
    columns: ['requested_at', 'requester', 'requester_class'],
    daily: false,
    // Hospitals, practitioners and public bodies ask too.
    where: `requester_class in ('COMPETITOR', 'SOFTWARE_VENDOR')`,
  },
  {
    relation: 'support_ticket',
    day: paris('opened_at'),
    partner: 'requester',
    columns: ['opened_at', 'requester'],
    daily: false,
  },
];

function daily(relation: string, day: string): AccessSource {
  return { relation, day, partner: 'partner', columns: [day, 'partner'], daily: true };
}

function byMonth(relation: string, partner: string): AccessSource {
  return { relation, day: 'month', partner, columns: ['month', partner], daily: false };
}

/** Codes that stand in the partner's column and are no partner: our own side, and comparisons of our own channels. */
const NO_PARTNER = `('own', 'own_web_app')`;

const columnsSchema = z.array(z.object({ relation: z.string(), column: z.string() }));
const rowsSchema = z.array(
  z.object({ month: z.string(), partner: z.string(), first: z.string().nullable(), last: z.string().nullable() }),
);
const spanSchema = z.array(z.object({ from: z.string().nullable(), to: z.string().nullable() }));

/** The months of a release that have access data, with the partners in each. Nothing at all for a release without such relations. */
export async function readAccessContents(reader: ReleaseReader): Promise<AccessContents> {
  const query = async <T>(schema: z.ZodType<T>, text: string): Promise<T> =>
    schema.parse(await reader.engine.query({ text, params: {} }));
  const present = await query(
    columnsSchema,
    `select table_name as relation, column_name as "column" from information_schema.columns where table_name in (${SOURCES.map(({ relation }) => `'${relation}'`).join(', ')})`,
  );
  const has = (relation: string, column: string): boolean =>
    present.some((one) => one.relation === relation && one.column === column);
  const sources = SOURCES.filter(({ relation, columns }) => columns.every((column) => has(relation, column)));
  if (sources.length === 0) return NO_ACCESS;
  const rows = await query(rowsSchema, monthsSql(sources));
  const [span] = has('rollup_request_day', 'day_utc') ? await query(spanSchema, publishedSql) : [];
  return toContents(rows, { from: span?.from ?? null, to: span?.to ?? null });
}

/** One row per month and partner; first and last day only where the relation is by day. */
function monthsSql(sources: readonly AccessSource[]): string {
  const selects = sources.map(
    ({ relation, day, partner, daily: isDaily, where }) =>
      `select cast(date_trunc('month', ${day}) as date) as month, cast(${partner} as varchar) as partner,
        ${isDaily ? `min(${day})` : 'null'} as first, ${isDaily ? `max(${day})` : 'null'} as last
      from ${relation} where ${day} is not null and ${partner} is not null and ${where ?? 'true'} group by 1, 2`,
  );
  return `select strftime(month, '%Y-%m') as month, partner, cast(min(first) as varchar) as first, cast(max(last) as varchar) as last
    from (${selects.join(' union all ')}) where partner not in ${NO_PARTNER} group by 1, 2 order by 1, 2`;
}

const publishedSql = `select cast(min(day_utc) as varchar) as "from", cast(max(day_utc) + 1 as varchar) as "to" from rollup_request_day`;

type MonthRow = z.infer<typeof rowsSchema>[number];

function toContents(rows: readonly MonthRow[], span: { from: string | null; to: string | null }): AccessContents {
  const months = [...new Set(rows.map(({ month }) => month))].map((month) => {
    const inMonth = rows.filter((row) => row.month === month);
    return { month, whole: isWhole(month, rows), partners: inMonth.map(({ partner }) => partner) };
  });
  const codes = [...new Set(rows.map(({ partner }) => partner))].sort();
  return {
    months,
    partners: codes.map((code) => ({ code, name: code.charAt(0).toUpperCase() + code.slice(1) })),
    publishedFrom: span.from,
    publishedToExclusive: span.to,
  };
}

/**
 * A month is whole when days of data lie on both its ends: at or before its first day, at or after its last. Where nothing is
 * by day, months before the newest one are taken to be whole.
 */
function isWhole(month: string, rows: readonly MonthRow[]): boolean {
  const firsts = rows.flatMap(({ first }) => first ?? []).sort();
  const lasts = rows.flatMap(({ last }) => last ?? []).sort();
  const [first, last] = [firsts[0], lasts.at(-1)];
  if (first === undefined || last === undefined) return month < (rows.at(-1)?.month ?? '');
  return first <= `${month}-01` && last >= lastDayOf(month);
}

function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number);
  if (year === undefined || number === undefined)
    throw new AppError('BAD_INPUT', `“${month}” is no month.`, { reason: 'BAD_MONTH', where: { month } });
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
