import { count, run } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';

/**
 * Fills `series_reporting`: who reported when, by which an incomplete period is told from a fall.
 * `months` are the months of bookings to look at; null for all.
 */
export async function buildSeries(
  context: BuildContext,
  firstNewMonth: string | null,
  extended: boolean,
): Promise<void> {
  await run(context, "delete from vigie.main.series_reporting where source not like 'booking:%'");
  await insertCounts(context);
  await insertAvailability(context);
  if (!extended) await insertBookings(context, null);
  else if (firstNewMonth !== null) await insertBookings(context, firstNewMonth);
}

async function insertCounts(context: BuildContext): Promise<void> {
  await run(
    context,
    `insert into vigie.main.series_reporting
     select 'booking_count:' || i.profile, null, b.period_grain, b.period_start, count(distinct b.site_id), count(*), sum(b.bookings)
     from vigie.main.booking_count b join vigie.main.ingest i on i.ingest_no = b.ingest_no group by 1, 3, 4 order by all`,
  );
}

async function insertAvailability(context: BuildContext): Promise<void> {
  await run(
    context,
    `insert into vigie.main.series_reporting
     select 'availability:' || i.profile, a.platform_code, 'day', a.snapshot_date, count(distinct a.place_id), count(*),
      count(distinct a.place_id) filter (a.has_free_slot)
     from vigie.main.availability a join vigie.main.ingest i on i.ingest_no = a.ingest_no group by 1, 2, 4
     union all
     select 'availability_hourly:' || i.profile, a.platform_code, 'day', cast(timezone('Europe/Paris', a."at") as date), max(a.places_listed), count(*),
      max(a.places_available)
     from vigie.main.availability_hourly a join vigie.main.ingest i on i.ingest_no = a.ingest_no group by 1, 2, 4 order by all`,
  );
}

/** Practitioners with a booking per platform and week or month, month by month so that memory stays bounded. */
async function insertBookings(context: BuildContext, from: string | null): Promise<void> {
  const start = from === null ? null : `date '${from}-01'`;
  if (start !== null) {
    // The week that the first new month begins in was counted without it.
    await run(
      context,
      `delete from vigie.main.series_reporting where source like 'booking:%'
       and ((grain = 'month' and period >= ${start}) or (grain = 'week' and period >= date_trunc('week', ${start})))`,
    );
  }
  const months = await count(
    context,
    `select count(distinct month) from vigie.main.rollup_booking_month ${start === null ? '' : `where month >= ${start}`}`,
  );
  for (let index = 0; index < months; index += 1) {
    const month = `(select distinct month from vigie.main.rollup_booking_month ${start === null ? '' : `where month >= ${start}`} order by month limit 1 offset ${index})`;
    await insertGrain(context, 'month', `f.month = ${month}`);
    await insertGrain(context, 'week', weeksOf(month));
  }
  if (start !== null) await insertGrain(context, 'week', weekBefore(start));
}

/** The first Monday on or after a day. */
function monday(day: string): string {
  return `cast(date_trunc('week', ${day} + interval 6 days) as date)`;
}

/** Rows of the weeks whose Monday lies in the month; the last of them runs into the next month. */
function weeksOf(month: string): string {
  return `f.month between ${month} and ${month} + interval 1 month and f.booked_on >= ${monday(month)} and f.booked_on < ${monday(`(${month} + interval 1 month)`)}`;
}

/** The week that began in the month before, if the month does not begin on a Monday. */
function weekBefore(start: string): string {
  return `f.month between ${start} - interval 1 month and ${start} and f.booked_on >= date_trunc('week', ${start})
    and f.booked_on < cast(date_trunc('week', ${start} + interval 6 days) as date)`;
}

async function insertGrain(context: BuildContext, grain: 'week' | 'month', where: string): Promise<void> {
  await run(
    context,
    `insert into vigie.main.series_reporting
     select 'booking:' || cast(f.platform as varchar), cast(f.platform as varchar), '${grain}', cast(date_trunc('${grain}', f.booked_on) as date),
      count(distinct f.practitioner_no), count(*), sum(f.weight)
     from vigie.main.fact_booking f where ${where} and f.class <> 'test' group by 1, 2, 4 order by all`,
  );
}
