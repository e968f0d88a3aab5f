import { quoteText } from '../../../../engine/quote.ts';
import { run } from '../../build-context.ts';
import type { BuildContext } from '../../build-context.ts';

/** Consecutive unanswered requests, and within how long, that make an interface down (domain §3.4). */
const FAILURES = 5;
const WITHIN = 'interval 30 seconds';

/**
 * What of a month's requests tells outages: every unanswered one, and of the others the first of each stretch of one kind. Leaving out the rest changes nothing,
 * since only the order of kinds and the first success after a failure matter; so months can be put one after the other without reading them again.
 * `kind`: 0 unanswered, 1 a reply that shows a fault (error of the platform, throttled), 2 a reply.
 */
export function thinRequestsSql(file: string): string {
  return `select interface, partner, received_at, kind, is_maintenance, row_no from (
      select *, lag(kind) over (partition by interface order by row_no) as before, lag(kind) over (partition by interface, partner order by row_no) as before_partner
      from (select interface, case when interface = 'PARTNER_API' then partner_code end as partner, received_at, file_row_number as row_no, coalesce(reason_code = 'MAINTENANCE', false) as is_maintenance,
        cast(case when outcome = 'TIMEOUT' then 0 when outcome = 'THROTTLED' or (outcome = 'ERROR' and (reason_code = 'UNKNOWN' or coalesce(attributable_to, 'PLATFORM') = 'PLATFORM')) then 1 else 2 end as utinyint) as kind
       from read_parquet(${quoteText(file)}, file_row_number = true)))
    where kind = 0 or before is distinct from kind or before_partner is distinct from kind order by row_no`;
}

/** Fills `outage` from the thinned requests of all months: gaps and islands, for each interface as a whole and for each partner alone. */
export async function fillOutages(context: BuildContext, files: readonly string[]): Promise<void> {
  await run(context, 'delete from vigie.main.outage');
  if (files.length === 0) return;
  const source = `read_parquet([${files.map(quoteText).join(', ')}])`;
  const whole = `select interface, null::varchar as partner, received_at, kind, is_maintenance, row_no from ${source}`;
  const alone = `select interface, partner, received_at, kind, is_maintenance, row_no from ${source} where partner is not null`;
  const inOrder = 'partition by interface, partner order by received_at, row_no';
  await run(
    context,
    `insert into vigie.main.outage
     with placed as (
      select *, count(*) filter (kind = 2) over (${inOrder}) as success_no, count(*) filter (kind > 0) over (${inOrder}) as reply_no from (${whole} union all ${alone})),
      judged as (
       select *, lead(received_at, ${FAILURES - 1}) over (partition by interface, partner, reply_no order by received_at, row_no) - received_at <= ${WITHIN} as is_down from placed where kind = 0),
      down as (
       select *, min(received_at) filter (is_down) over (partition by interface, partner, success_no) as down_from from judged),
      span as (
       select interface, partner, success_no, any_value(down_from) as down_from, bool_and(is_maintenance) as is_maintenance
       from down where received_at >= down_from group by interface, partner, success_no),
      success as (select interface, partner, success_no, received_at from placed where kind = 2)
     select s.interface, s.partner, s.down_from, e.received_at, s.is_maintenance
     from span s left join success e on e.interface = s.interface and e.partner is not distinct from s.partner and e.success_no = s.success_no + 1
     order by 1, 2 nulls first, 3`,
  );
}
