import { and, asc, conductCases, conductFindings, type Db, desc, eq, gte, sql } from '@vigie/database';
import { parisDayOf } from '@vigie/kernel';
import type { InquiryContext } from '../context.ts';
import type { CaseList, CaseSummary } from './case-shapes.ts';
import { toSummaries } from './read-case.ts';
import type { ListCases } from './verb-inputs.ts';

/** Cases that fit: open ones first, by due date, then the newest. */
export async function listCases({ db, now }: InquiryContext, input: ListCases): Promise<CaseList> {
  const { state, partner, kpi, month, owner, overdue, simulated, cursor, limit } = input;
  const today = parisDayOf(now());
  const isOverdue = sql`(${conductCases.state} = 'open' and ${conductCases.dueOn} < ${today})`;
  const where = and(
    state === undefined ? undefined : eq(conductCases.state, state),
    partner === undefined ? undefined : eq(conductCases.partner, partner),
    kpi === undefined ? undefined : eq(conductCases.kpi, kpi),
    owner === undefined ? undefined : eq(conductCases.owner, owner),
    simulated === undefined ? undefined : eq(conductCases.simulated, simulated),
    month === undefined ? undefined : reaches(month),
    overdue === undefined ? undefined : sql`${isOverdue} = ${overdue}`,
  );
  const [counted] = await db
    .select({ total: sql<number>`count(*)::int` })
    .from(conductCases)
    .where(where);
  const rows = await db
    .select()
    .from(conductCases)
    .where(where)
    .orderBy(
      desc(conductCases.state),
      asc(sql`case when ${conductCases.state} = 'open' then ${conductCases.dueOn} end`),
      desc(conductCases.number),
    )
    .limit(limit)
    .offset(cursor);
  const total = counted?.total ?? 0;
  const next = cursor + rows.length;
  return {
    cases: await toSummaries(db, rows, now()),
    total,
    nextCursor: next < total && rows.length > 0 ? next : null,
  };
}

/** Cases that changed since, for somebody who comes back to a stream of changes. */
export async function casesChangedSince(db: Db, since: Date): Promise<CaseSummary[]> {
  const rows = await db
    .select()
    .from(conductCases)
    .where(gte(conductCases.updatedAt, since))
    .orderBy(asc(conductCases.updatedAt), asc(conductCases.number));
  return toSummaries(db, rows, new Date());
}

/** True for cases whose findings begin before and end after a month. Written out: Drizzle leaves table names away in a select from one table, and "id" would then mean the finding's own. */
function reaches(month: string) {
  return sql`exists (select 1 from ${conductFindings} f where f.case_id = conduct_cases.id having min(f.month) <= ${month} and max(f.month) >= ${month})`;
}
