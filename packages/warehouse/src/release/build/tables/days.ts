const MILLISECONDS_PER_DAY = 86_400_000;

function dayText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** The Monday of the week a day lies in: `2021-04-18` → `2021-04-12`. */
export function mondayOf(day: string): string {
  const time = Date.parse(`${day}T00:00:00Z`);
  return dayText(time - ((new Date(time).getUTCDay() + 6) % 7) * MILLISECONDS_PER_DAY);
}

/** The first Monday on or after a day: `2021-04-13` → `2021-04-19`. */
export function mondayFrom(day: string): string {
  const monday = mondayOf(day);
  return monday === day ? day : dayText(Date.parse(`${monday}T00:00:00Z`) + 7 * MILLISECONDS_PER_DAY);
}

/** The first day of the month `count` months after that of a day. */
export function addMonths(day: string, count: number): string {
  const date = new Date(`${day.slice(0, -2)}01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + count);
  return date.toISOString().slice(0, 10);
}
