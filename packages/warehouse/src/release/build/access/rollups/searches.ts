import { quoteText } from '../../../../engine/quote.ts';
import { run } from '../../build-context.ts';
import type { BuildContext } from '../../build-context.ts';
import { secondsDown, secondsUp } from './part.ts';
import type { Part, PartStep } from './part.ts';

/** Exposure of practitioners in the searches of one month: Σ 1/log2(1 + rank) (CA-11). */
export async function rollUpSearches(context: BuildContext, part: Part): Promise<PartStep[]> {
  const file = part.files.search_result;
  if (file === null) return [];
  const source = `read_parquet(${quoteText(file)})`;
  await run(
    context,
    `insert into vigie.main.rollup_rank_month
     select ${part.fileMonth}, managed_by, specialty_code, site_dept, distance_band, availability_band, practitioner_id_nat, count(*),
      sum(cast(1 / log2(1 + "rank") as decimal(18,9))), ${part.fileMonth}
     from ${source} group by 1, 2, 3, 4, 5, 6, 7 order by all`,
  );
  await run(
    context,
    `insert into vigie.main.access_reporting
     with l as (select managed_by, cast(${part.month.localTime('searched_at')} as date) as day, practitioner_id_nat, availability_band, search_id from ${source}),
      repeats as (select managed_by, day, sum(n - 1) as n from (select managed_by, day, count(*) as n from l group by managed_by, day, search_id, practitioner_id_nat having count(*) > 1) group by 1, 2)
     select 'search', l.managed_by, l.day, count(distinct practitioner_id_nat), count(*), count(availability_band), cast(coalesce(any_value(r.n), 0) as bigint), ${part.fileMonth}
     from l left join repeats r on r.managed_by = l.managed_by and r.day = l.day group by l.managed_by, l.day order by all`,
  );
  return [];
}

const lag = (instant: string): string => `epoch_us(${instant}) - epoch_us(changed_at)`;

/** How long changes of one month took to be seen on the other side (CA-09); never seen is censored at the end of observation. */
export async function rollUpChanges(context: BuildContext, part: Part): Promise<PartStep[]> {
  const file = part.files.change_event;
  if (file === null) return [];
  await run(
    context,
    `insert into vigie.main.rollup_change_month
     select ${part.fileMonth}, coalesce(case when direction <> 'OWN_TO_OWN' then partner_code end, 'own'), direction, kind,
      case when visible_at is null then ${secondsDown(`coalesce(${lag('observed_until')}, 0)`)} else ${secondsUp(lag('visible_at'))} end, visible_at is null, count(*), ${part.fileMonth}
     from read_parquet(${quoteText(file)}) group by 1, 2, 3, 4, 5, 6 order by all`,
  );
  return [];
}
