import { formatValue } from '../format/format-value.ts';
import type { Locale } from '../format/locale.ts';

/** Fixed breaks: the same colour means the same value on every page and in every period. Five cuts make six classes. */
export const MAP_BREAKS: Readonly<Record<string, readonly [number, number, number, number, number]>> = {
  share: [0.4, 0.5, 0.6, 0.7, 0.8],
  points: [2000, 3000, 4500, 6000, 7500],
  penetration: [0.1, 0.2, 0.3, 0.4, 0.5],
};

/** 0–5, low to high: a value on a break belongs to the class above it. */
export function classOf(value: number, breaks: readonly number[]): number {
  return breaks.filter((limit) => value >= limit).length;
}

/** One word per class for the key under the map: “< 40%”, “40”, … “≥ 80%”. */
export function keyLabels(locale: Locale, breaks: readonly number[], unit: string): string[] {
  const text = (value: number): string => formatValue(locale, value, unit, 0);
  const bare = (value: number): string => (unit === 'ratio' ? String(Math.round(value * 100)) : text(value));
  const [first = 0] = breaks;
  const last = breaks.at(-1) ?? 0;
  return [`< ${bare(first)}`, ...breaks.slice(0, -1).map(bare), `≥ ${text(last)}`];
}
