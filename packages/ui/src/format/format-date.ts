import { BCP47, type Locale } from './locale.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(BCP47[locale], options);
  formats.set(key, made);
  return made;
}

/** ISO calendar days carry no zone: they are read and written in UTC so that no browser moves them. */
const day = (iso: string): Date => new Date(`${iso.slice(0, 10)}T00:00:00Z`);

/** “4 Dec 2026”, « 4 déc. 2026 ». */
export function formatDay(locale: Locale, iso: string): string {
  return dateFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(day(iso));
}

/** “December 2026”. */
export function formatMonth(locale: Locale, iso: string): string {
  return dateFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(day(iso));
}

/** “Dec 2026”. */
export function formatShortMonth(locale: Locale, iso: string): string {
  return dateFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(day(iso));
}

/** Instants, in UTC, 24 h: “14 Nov 2026, 06:12”. */
export function formatInstant(locale: Locale, iso: string): string {
  return dateFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone: 'UTC',
  }).format(new Date(iso));
}

/** The day before an exclusive end. */
export function dayBefore(isoExclusive: string): string {
  const date = day(isoExclusive);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

/** A half-open period in words: a month by its name, else both days. */
export function formatPeriod(locale: Locale, from: string, toExclusive: string): string {
  const last = dayBefore(toExclusive);
  const wholeMonths = from.endsWith('-01') && toExclusive.endsWith('-01');
  if (wholeMonths && from.slice(0, 7) === last.slice(0, 7)) return formatMonth(locale, from);
  if (wholeMonths)
    return locale === 'fr'
      ? `${formatShortMonth(locale, from)} à ${formatShortMonth(locale, last)}`
      : `${formatShortMonth(locale, from)} to ${formatShortMonth(locale, last)}`;
  return locale === 'fr'
    ? `${formatDay(locale, from)} au ${formatDay(locale, last)}`
    : `${formatDay(locale, from)} to ${formatDay(locale, last)}`;
}

/** A period of a series, by its grain: a day for weeks, a month for months, a quarter. */
export function formatBucket(locale: Locale, iso: string, grain: string): string {
  if (grain === 'month') return formatShortMonth(locale, iso);
  if (grain === 'quarter') {
    const quarter = Math.floor((Number(iso.slice(5, 7)) - 1) / 3) + 1;
    return locale === 'fr' ? `T${quarter} ${iso.slice(0, 4)}` : `Q${quarter} ${iso.slice(0, 4)}`;
  }
  if (grain === 'year') return iso.slice(0, 4);
  return formatDay(locale, iso);
}
