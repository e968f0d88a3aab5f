import { run } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';

/** Months before the one judged, at least and at most, of which the median is taken. */
const TRAILING = { least: 3, most: 12 };
const TOLERANCE = 0.4;

/** Rule W5: a platform's month whose counted online volume lies 40 % off the median of the months before it. */
export async function applyVolumeRule(context: BuildContext): Promise<void> {
  await run(
    context,
    "delete from vigie.main.month_volume_alert; delete from vigie.main.issue_count where rule = 'W5' and ingest_no is null",
  );
  await run(
    context,
    `insert into vigie.main.month_volume_alert
     with v as (select cast(platform as varchar) as platform, month, sum(volume) as volume from vigie.main.rollup_booking_month
       where class = 'counted' and is_online group by 1, 2),
      t as (select *, median(cast(volume as double)) over w as m, count(*) over w as n from v
       window w as (partition by platform order by month rows between ${TRAILING.most} preceding and 1 preceding))
     select platform, month, volume, m, cast(volume as double) / m from t
     where n >= ${TRAILING.least} and m > 0 and abs(cast(volume as double) / m - 1) > ${TOLERANCE} order by all`,
  );
  await run(
    context,
    `insert into vigie.main.issue_count
     select null, 'W5', 'warn', sum(r.rows) from vigie.main.month_volume_alert a
     join vigie.main.rollup_booking_month r on cast(r.platform as varchar) = a.platform and r.month = a.month having count(*) > 0`,
  );
}
