import type { Engine } from '../engine/open-engine.ts';
import { frenchHolidays, monthStartDay, monthText, parisOffset, weekday, yearOfDay } from '../parameters/calendar.ts';
import { AGENDA_PRICES, FIRST_CHOICE, PLATFORMS, RIVAL_PRICES, SOURCES } from '../parameters/platforms.ts';
import * as q from '../parameters/quantiles.ts';

/** Months of history before the first one, for contracts that began earlier. */
const CALENDAR_FROM = -60;
/** Appointments reach at most this many days beyond the last month. */
const LOOK_AHEAD_DAYS = 200;

export interface Horizon {
  /** Month numbers (2015-01 = 0). */
  readonly from: number;
  readonly toExclusive: number;
}

/** Creates the small tables that draws look values up in; all integers. */
export async function createLookups(engine: Engine, horizon: Horizon): Promise<void> {
  await createMonths(engine, horizon);
  await createBookingDays(engine, horizon);
  await createWorkingDays(engine, horizon);
  await createTimes(engine);
  await engine.run(
    'CREATE TABLE platform (platform_no INTEGER, platform VARCHAR, agenda_cents INTEGER, tele_cents INTEGER, data_origin VARCHAR)',
  );
  await engine.insert(
    'platform',
    PLATFORMS.map((p, i) => [i, p, RIVAL_PRICES[p].agenda, RIVAL_PRICES[p].teleconsultation, SOURCES[p].dataOrigin]),
  );
  await createAdoptionTables(engine);
}

async function createMonths(engine: Engine, horizon: Horizon): Promise<void> {
  await engine.run(
    `CREATE TABLE month (month_no INTEGER, month_text VARCHAR, first_day INTEGER, season INTEGER, online INTEGER, tele INTEGER, vaccination INTEGER,
       agenda_cents INTEGER)`,
  );
  const rows: (number | string)[][] = [];
  for (let m = CALENDAR_FROM; m < horizon.toExclusive; m++) {
    const season = Math.round(((q.SEASON[((m % 12) + 12) % 12] ?? 1000) * (q.LOCKDOWN[m] ?? 1000)) / 1000);
    const price = AGENDA_PRICES.findLast((p) => p.fromMonth <= m)?.cents ?? 0;
    const vaccination = q.VACCINATION[m - 72] ?? 0;
    rows.push([
      m,
      monthText(m),
      monthStartDay(m),
      season,
      q.onlinePermille(m),
      q.teleconsultationPermille(m),
      vaccination,
      price,
    ]);
  }
  await engine.insert('month', rows);
}

/** (month, online 0 / desk 1, level) → local midnight in UTC seconds and the day's number. */
async function createBookingDays(engine: Engine, horizon: Horizon): Promise<void> {
  await engine.run('CREATE TABLE booking_day (day_key INTEGER, midnight BIGINT, day_no INTEGER)');
  const rows: number[][] = [];
  for (let m = horizon.from; m < horizon.toExclusive; m++) {
    const first = monthStartDay(m);
    const days = Array.from({ length: monthStartDay(m + 1) - first }, (_, i) => first + i);
    const holidays = frenchHolidays(yearOfDay(first));
    [q.ONLINE_WEEKDAYS, q.DESK_WEEKDAYS].forEach((week, kind) => {
      const weights = days.map((d) => (holidays.has(d) ? (kind === 0 ? 45 : 0) : (week[weekday(d)] ?? 0)));
      q.quantilesOfWeights(weights).forEach((index, level) => {
        const day = first + index;
        rows.push([(m * 2 + kind) * q.LEVELS + level, day * 86_400 - parisOffset(day), day]);
      });
    });
  }
  await engine.insert('booking_day', rows);
}

/** Any day → the next day on which practices open (Monday to Saturday, no public holiday), as local midnight in UTC seconds. */
async function createWorkingDays(engine: Engine, horizon: Horizon): Promise<void> {
  await engine.run('CREATE TABLE working_day (any_day INTEGER, open_midnight BIGINT)');
  const last = monthStartDay(horizon.toExclusive) + LOOK_AHEAD_DAYS;
  const rows: number[][] = [];
  let open = last;
  for (let day = last; day >= monthStartDay(horizon.from); day--) {
    if (weekday(day) !== 6 && !frenchHolidays(yearOfDay(day)).has(day)) open = day;
    rows.push([day, open * 86_400 - parisOffset(open)]);
  }
  await engine.insert('working_day', rows);
}

async function createTimes(engine: Engine): Promise<void> {
  await engine.run(
    'CREATE TABLE clock (level INTEGER, online_second INTEGER, desk_second INTEGER, appointment_second INTEGER, published_minutes INTEGER)',
  );
  const online = q.quantilesOfWeights(q.ONLINE_HOURS);
  const desk = q.quantilesOfWeights(q.DESK_HOURS);
  const quarters = q.quantilesOfWeights(q.APPOINTMENT_QUARTERS);
  const published = q.exponential(9 * 1440, 60 * 1440);
  await engine.insert(
    'clock',
    online.map((hour, i) => [
      i,
      hour * 3600,
      (desk[i] ?? 0) * 3600,
      8 * 3600 + (quarters[i] ?? 0) * 900,
      published[i] ?? 0,
    ]),
  );
  await engine.run('CREATE TABLE lead (lead_key INTEGER, lead_days INTEGER)');
  const leads = [q.exponential(2, 20), q.exponential(10, 60), q.exponential(30, 75)];
  await engine.insert(
    'lead',
    leads.flatMap((values, kind) => values.map((days, level) => [kind * q.LEVELS + level, days])),
  );
}

async function createAdoptionTables(engine: Engine): Promise<void> {
  await engine.run('CREATE TABLE adoption_month (level INTEGER, adopted INTEGER)');
  await engine.insert(
    'adoption_month',
    q.logisticMonths(57, 0.55, 4096).map((month, level) => [level, month]),
  );
  await engine.run('CREATE TABLE heavy_tail (level INTEGER, volume_permille INTEGER)');
  await engine.insert(
    'heavy_tail',
    q.logNormalPermille(0.85).map((v, level) => [level, v]),
  );
  await engine.run('CREATE TABLE noise (level INTEGER, noise_permille INTEGER)');
  await engine.insert(
    'noise',
    q.noisePermille().map((v, level) => [level, v]),
  );
  await engine.run(
    'CREATE TABLE first_choice (from_month INTEGER, to_month INTEGER, platform_no INTEGER, low INTEGER, high INTEGER)',
  );
  await engine.insert(
    'first_choice',
    FIRST_CHOICE.flatMap((row, i) => choiceRows(row, FIRST_CHOICE[i + 1]?.fromMonth ?? 100_000)),
  );
}

function choiceRows(row: (typeof FIRST_CHOICE)[number], toMonth: number): number[][] {
  let low = 0;
  return PLATFORMS.map((platform, number) => {
    const high = low + row.permille[platform];
    const out = [row.fromMonth, toMonth, number, low, high];
    low = high;
    return out;
  });
}
