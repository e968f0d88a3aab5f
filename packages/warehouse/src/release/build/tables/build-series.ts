import { rows, run } from '../build-context.ts';
import { textOf } from '../../../engine/read-rows.ts';
import type { BuildContext } from '../build-context.ts';
import { addMonths, mondayFrom, mondayOf } from './days.ts';

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

/**
 * Practitioners with a booking per platform and week or month, month by month so that memory stays bounded. Days are written as
 * constants, because only then the engine skips the other months' rows.
 */
async function insertBookings(context: BuildContext, from: string | null): Promise<void> {
  const found = await rows(
    context,
    `select distinct month from vigie.main.rollup_booking_month ${from === null ? '' : `where month >= date '${from}-01'`} order by 1`,
  );
  const months = found.map((row) => textOf(row, 'month'));
  const first = months[0];
  if (from !== null && first !== undefined) {
    // The week that the first new month begins in was counted without it.
    const start = `date '${first}'`;
    await run(
      context,
      `delete from vigie.main.series_reporting where source like 'booking:%'
       and ((grain = 'month' and period >= ${start}) or (grain = 'week' and period >= date_trunc('week', ${start})))`,
    );
    await insertGrain(context, 'week', bookedBetween(mondayOf(first), mondayFrom(first)));
  }
  for (const month of months) {
    await insertGrain(context, 'month', `f.month = date '${month}'`);
    await insertGrain(context, 'week', bookedBetween(mondayFrom(month), mondayFrom(addMonths(month, 1))));
  }
}

/** Condition: booked in `[from, to)`, with the months that this touches, by which facts are clustered. */
function bookedBetween(from: string, to: string): string {
  return `f.month between date '${addMonths(from, 0)}' and date '${addMonths(to, 0)}' and f.booked_on >= date '${from}' and f.booked_on < date '${to}'`;
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
