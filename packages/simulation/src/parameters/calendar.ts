const DAY_MS = 86_400_000;

/** Months since January 2015 of a text `YYYY-MM`. */
export function monthNumber(text: string): number {
  const [year, month] = text.split('-').map(Number);
  return ((year ?? 2015) - 2015) * 12 + (month ?? 1) - 1;
}

/** `YYYY-MM` of a month number. */
export function monthText(month: number): string {
  const year = 2015 + Math.floor(month / 12);
  return `${year}-${String((((month % 12) + 12) % 12) + 1).padStart(2, '0')}`;
}

/** Days since 1970-01-01 of the first day of a month. */
export function monthStartDay(month: number): number {
  return Date.UTC(2015 + Math.floor(month / 12), ((month % 12) + 12) % 12, 1) / DAY_MS;
}

/** Easter Sunday (Gregorian, anonymous algorithm), as days since 1970. */
export function easterDay(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1) / DAY_MS;
}

/** The eleven French public holidays of a year, as days since 1970. */
export function frenchHolidays(year: number): Set<number> {
  const fixed = [
    [1, 1],
    [5, 1],
    [5, 8],
    [7, 14],
    [8, 15],
    [11, 1],
    [11, 11],
    [12, 25],
  ].map(([month, day]) => Date.UTC(year, (month ?? 1) - 1, day) / DAY_MS);
  const easter = easterDay(year);
  return new Set([...fixed, easter + 1, easter + 39, easter + 50]);
}

function lastSunday(year: number, monthIndex: number): number {
  const last = Date.UTC(year, monthIndex + 1, 0) / DAY_MS;
  return last - ((last + 4) % 7);
}

/** Seconds by which Paris is ahead of UTC at noon of a day (rule in force since 1996). */
export function parisOffset(day: number): number {
  const year = new Date(day * DAY_MS).getUTCFullYear();
  return day >= lastSunday(year, 2) && day < lastSunday(year, 9) ? 7200 : 3600;
}

/** 0 = Monday … 6 = Sunday. */
export function weekday(day: number): number {
  return (day + 3) % 7;
}

export function yearOfDay(day: number): number {
  return new Date(day * DAY_MS).getUTCFullYear();
}
