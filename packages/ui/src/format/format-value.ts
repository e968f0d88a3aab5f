import { localNumber, type Locale } from './locale.ts';

/** Units that a figure, or a column of one, can be in. Any other unit prints as a plain number or as the text it is. */
export type Unit =
  | 'ratio'
  | 'points'
  | 'count'
  | 'volume'
  | 'eur_cents'
  | 'ratio_change'
  | 'share_change'
  | 'km'
  | 'number';

const NNBSP = '\u202F';
const NBSP = '\u00A0';

/** `ratio` is 0–1. 0.8297 → “82.97%”, « 82,97 % ». */
export function formatShare(locale: Locale, ratio: number, digits = 2): string {
  return localNumber(locale, ratio, {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

export function formatCount(locale: Locale, count: number): string {
  return localNumber(locale, count, { maximumFractionDigits: 0 });
}

/** Counts that may be weighted: decimals only where there are some. */
export function formatQuantity(locale: Locale, value: number): string {
  return localNumber(locale, value, { maximumFractionDigits: Math.abs(value) >= 1000 ? 0 : 2 });
}

/** Short counts for phones: 18.4 M. */
export function formatShortCount(locale: Locale, count: number): string {
  if (Math.abs(count) < 1_000_000) return formatCount(locale, count);
  const millions = localNumber(locale, count / 1_000_000, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return `${millions}${locale === 'fr' ? NBSP : ' '}M`;
}

export function formatEurCents(locale: Locale, cents: number, digits = 2): string {
  return localNumber(locale, cents / 100, {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** Change of a share, in points of percentage: −0.004 → “−0.4 pp”, « −0,4 pt ». */
export function formatPoints(locale: Locale, change: number, digits = 1): string {
  return locale === 'fr'
    ? `${signed(locale, change * 100, digits)}${NBSP}pt`
    : `${signed(locale, change * 100, digits)} pp`;
}

/** A signed number; zero has no sign. */
export function signed(locale: Locale, value: number, digits = 1): string {
  return localNumber(locale, value, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: 'exceptZero',
  });
}

/** A growth, signed: 0.2308 → “+23.1%”. */
export function formatGrowth(locale: Locale, ratio: number, digits = 1): string {
  return localNumber(locale, ratio, {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: 'exceptZero',
  });
}

/** Bounds without their unit, as beside a value: “81.9 – 84.0”, « 81,9 à 84,0 ». */
export function formatInterval(locale: Locale, low: number, high: number, unit: Unit, digits = 1): string {
  const scale = unit === 'ratio' || unit === 'ratio_change' ? 100 : unit === 'eur_cents' ? 0.01 : 1;
  const places = unit === 'ratio' || unit === 'ratio_change' || unit === 'km' ? digits : 0;
  const options = { minimumFractionDigits: places, maximumFractionDigits: places };
  const [a, b] = [localNumber(locale, low * scale, options), localNumber(locale, high * scale, options)];
  return locale === 'fr' ? `${a} à ${b}` : `${a} – ${b}`;
}

/** One value in its unit. The only place where a figure becomes text. */
export function formatValue(locale: Locale, value: number, unit: string, digits?: number): string {
  switch (unit) {
    case 'ratio':
      return formatShare(locale, value, digits ?? 2);
    case 'points':
      return localNumber(locale, value, { maximumFractionDigits: digits ?? 0, minimumFractionDigits: digits ?? 0 });
    case 'count':
    case 'volume':
      return formatQuantity(locale, value);
    case 'eur_cents':
      return formatEurCents(locale, value, digits ?? 2);
    case 'ratio_change':
      return formatGrowth(locale, value, digits ?? 1);
    case 'share_change':
      return formatPoints(locale, value, digits ?? 1);
    case 'km':
      return `${localNumber(locale, value, { maximumFractionDigits: digits ?? 1, minimumFractionDigits: digits ?? 1 })}${locale === 'fr' ? NBSP : ' '}km`;
    default:
      return localNumber(locale, value, { maximumFractionDigits: digits ?? 4 });
  }
}

/** Sizes of files: 1 kB = 1,000 bytes. */
export function formatBytes(locale: Locale, bytes: number): string {
  const units = locale === 'fr' ? ['o', 'ko', 'Mo', 'Go'] : ['B', 'kB', 'MB', 'GB'];
  const power = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const digits = power === 0 ? 0 : bytes / 1000 ** power < 10 ? 1 : 0;
  const value = localNumber(locale, bytes / 1000 ** power, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${value}${locale === 'fr' ? NNBSP : ' '}${units[power] ?? 'B'}`;
}
