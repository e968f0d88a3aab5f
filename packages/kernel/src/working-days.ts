/** Calendar days as ISO text; the arithmetic is in UTC so that no clock change can move a day. */
const MS_PER_DAY = 86_400_000;
const toUtc = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Easter Sunday of a year of the Gregorian calendar, in UTC milliseconds (anonymous algorithm, Meeus, Astronomical Algorithms, ch. 8). */
function easter(year: number): number {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return Date.UTC(year, month - 1, ((h + l - 7 * m + 114) % 31) + 1);
}

const FIXED_HOLIDAYS = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];
/** Easter Monday, Ascension, Whit Monday: days after Easter Sunday. */
const MOVABLE_HOLIDAYS = [1, 39, 50];

/** The eleven public holidays of the whole of France (Code du travail, L.3133-1), as ISO days in order. */
export function frenchPublicHolidays(year: number): string[] {
  const sunday = easter(year);
  const movable = MOVABLE_HOLIDAYS.map((days) => toDay(sunday + days * MS_PER_DAY));
  return [...FIXED_HOLIDAYS.map((monthDay) => `${year}-${monthDay}`), ...movable].sort();
}

/** Monday to Friday, and no public holiday (“jour ouvré”). */
export function isWorkingDay(day: string): boolean {
  const weekday = new Date(toUtc(day)).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !frenchPublicHolidays(Number(day.slice(0, 4))).includes(day);
}

/** The nth working day after `day`, which itself does not count; `day` when `days` is 0. */
export function addWorkingDays(day: string, days: number): string {
  let at = toUtc(day);
  for (let left = days; left > 0;) {
    at += MS_PER_DAY;
    if (isWorkingDay(toDay(at))) left -= 1;
  }
  return toDay(at);
}

/** Working days after `from`, up to and including `to`: 0 on the same day, and where `to` is before `from`. */
export function workingDaysBetween(from: string, to: string): number {
  let count = 0;
  for (let at = toUtc(from) + MS_PER_DAY; at <= toUtc(to); at += MS_PER_DAY) if (isWorkingDay(toDay(at))) count += 1;
  return count;
}

const parisDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The calendar day in Paris at an instant, YYYY-MM-DD. */
export function parisDayOf(instant: Date): string {
  return parisDay.format(instant);
}
