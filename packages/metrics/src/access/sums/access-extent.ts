import { AppError } from '@vigie/kernel';
import type { MetricContext } from '../../frame/metric-context.ts';
import { addDays, addMonths, startOf } from '../../frame/period.ts';
import { readNullableText, readText } from '../../frame/read-row.ts';
import { ACCESS_EXTENT_SQL } from '../../sql/access-days.sql.ts';

/** Whom and which days the access relations of a release know. */
export interface AccessExtent {
  /** Partner codes, sorted. */
  readonly partners: readonly string[];
  /** First day on which each partner is known. */
  readonly since: ReadonlyMap<string, string>;
  readonly firstDay: string;
  readonly lastDay: string;
  /** First days of the months with data, in order; the last may be unfinished. */
  readonly months: readonly string[];
}

const TABLES_SQL = `select table_name as name from information_schema.tables where table_name in ('rollup_request_day', 'rollup_visibility_day', 'access_request', 'access_reporting')`;

/** @throws AppError REFUSED when the release was built before there were access relations, or holds no row in them. */
export async function readExtent(context: MetricContext): Promise<AccessExtent> {
  const tables = await context.query(TABLES_SQL, {});
  if (tables.length < 4)
    throw noData('The release was built without access relations.', 'Build a new release: vigie release build.');
  const rows = await context.query(ACCESS_EXTENT_SQL, {});
  const days = rows.flatMap((row) => {
    const first = readNullableText(row, 'first_day');
    return first === null ? [] : [{ first, last: readText(row, 'last_day') }];
  });
  const firstDay = days.map((d) => d.first).sort()[0];
  const lastDay = days
    .map((d) => d.last)
    .sort()
    .at(-1);
  if (firstDay === undefined || lastDay === undefined) {
    throw noData(
      'The release holds no access data.',
      'Ingest access logs with the profile access-export and build a release.',
    );
  }
  const since = new Map<string, string>();
  for (const row of rows) {
    const partner = readNullableText(row, 'partner');
    const first = readNullableText(row, 'first_day');
    if (partner === null || partner === 'own' || first === null) continue;
    const known = since.get(partner);
    if (known === undefined || first < known) since.set(partner, first);
  }
  return {
    partners: [...since.keys()].sort(),
    since,
    firstDay,
    lastDay,
    months: monthsBetween(firstDay, lastDay),
  };
}

/**
 * First day of the month asked for as YYYY-MM; by default the last whole one with data, else the last.
 * @throws AppError NOT_FOUND for a month without data, naming those there are.
 */
export function resolveMonth(extent: AccessExtent, asked: string | undefined): string {
  const { months, lastDay } = extent;
  if (asked === undefined) {
    const whole = months.filter((month) => addMonths(month, 1) <= addDays(lastDay, 1));
    const last = whole.at(-1) ?? months.at(-1);
    if (last !== undefined) return last;
  }
  const month = `${asked ?? ''}-01`;
  if (months.includes(month)) return month;
  throw new AppError('NOT_FOUND', `The release holds no access data for ${asked ?? 'any month'}.`, {
    reason: 'NO_SUCH_MONTH',
    where: { parameter: 'month' },
    cure: `It holds ${(months[0] ?? '').slice(0, 7)} to ${(months.at(-1) ?? '').slice(0, 7)}.`,
  });
}

/** @throws AppError NOT_FOUND naming the partners there are. */
export function requirePartner(extent: AccessExtent, partner: string | undefined): void {
  if (partner === undefined || extent.partners.includes(partner)) return;
  throw new AppError('NOT_FOUND', `No partner "${partner}" is in this release.`, {
    reason: 'NO_SUCH_PARTNER',
    where: { parameter: 'partner' },
    cure: extent.partners.length > 0 ? `There are ${extent.partners.join(', ')}.` : 'It holds no partner at all.',
  });
}

function monthsBetween(firstDay: string, lastDay: string): string[] {
  const months: string[] = [];
  for (let month = startOf(firstDay, 'month'); month <= lastDay; month = addMonths(month, 1)) months.push(month);
  return months;
}

const noData = (message: string, cure: string): AppError =>
  new AppError('REFUSED', message, { reason: 'NO_ACCESS_DATA', cure });
