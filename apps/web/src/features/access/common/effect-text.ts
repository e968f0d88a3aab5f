import {
  formatDuration,
  formatEffect,
  formatEffectInterval,
  formatLevel,
  formatMargin,
  localNumber,
  signed,
  type EffectFormat,
  type Locale,
} from '@vigie/ui';
import type { AccessRow } from './kpi-row.ts';

type Told = Pick<AccessRow, 'unit' | 'margin' | 'info'>;

const formatOf = ({ unit, margin, info }: Told): EffectFormat => ({ unit, margin, largerBetter: info.largerBetter });

/** The effect of a row, or any number in its unit, as text. */
export const effectText = (locale: Locale, row: Told, effect: number): string =>
  formatEffect(locale, effect, formatOf(row));

export const intervalText = (locale: Locale, row: Told, low: number | null, high: number | null): string =>
  formatEffectInterval(locale, low, high, formatOf(row));

/** The margin, or a detectable difference, in the same unit: “2 pp”, “× 1.25”, “60 s”. */
export const marginText = (locale: Locale, row: Told, margin = row.margin): string =>
  formatMargin(locale, { ...formatOf(row), margin });

/** The size of an effect without its direction, for a sentence that says the direction in words. Ratios keep theirs. */
export function sizeText(locale: Locale, row: Told, effect: number): string {
  if (row.unit === 'lnRatio') return effectText(locale, row, effect);
  if (row.unit === 'seconds' || row.unit === 'days') return formatDuration(locale, Math.abs(effect), row.unit);
  return effectText(locale, row, Math.abs(effect)).replace(/^\+/u, '');
}

export const levelText = (locale: Locale, row: Pick<AccessRow, 'info'>, level: number | null): string =>
  level === null ? '–' : formatLevel(locale, level, row.info.level);

/** A tick of an axis of effects: short, without its unit, which the title says. Ratios as × partner ÷ own. */
export function axisText(locale: Locale, row: Told, value: number): string {
  if (row.unit === 'lnRatio') return effectText(locale, row, value);
  const scaled = row.unit === 'share' ? value * 100 : value;
  const digits = Math.abs(scaled) >= 1 || scaled === 0 ? (Number.isInteger(Number(scaled.toFixed(6))) ? 0 : 1) : 2;
  return signed(locale, scaled, digits);
}

/** Short counts for cells: 9,200 · 412 k · 6.1 M. */
export function shortCount(locale: Locale, count: number): string {
  const space = locale === 'fr' ? '\u00A0' : ' ';
  const write = (value: number, digits: number): string =>
    localNumber(locale, value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  if (count < 10_000) return write(count, 0);
  if (count < 1_000_000) return `${write(count / 1000, 0)}${space}k`;
  return `${write(count / 1_000_000, 1)}${space}M`;
}
