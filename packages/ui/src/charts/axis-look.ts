/** The same axes in every chart: 11 px, quiet, no tick marks. */
export const AXIS_TICK = { fontSize: 11, fill: 'var(--v-ink3)' } as const;

/** Indices to print, first and last among them, never closer than an even step apart. */
export function evenTicks(count: number, most: number): number[] {
  if (count <= 0) return [];
  const step = Math.max(1, Math.ceil((count - 1) / Math.max(most - 1, 1)));
  const last = count - 1;
  const ticks = Array.from({ length: count }, (_, index) => index).filter((index) => (last - index) % step === 0);
  return ticks;
}

/** As many of the ticks as have 64 px each. */
export function thinTicks(ticks: readonly number[], width: number): number[] {
  const step = Math.max(1, Math.ceil((ticks.length * 64) / Math.max(width - 60, 64)));
  return ticks.filter((_, index) => index % step === 0);
}

/** Holds an interval inside a scale, so that an end which nothing bounds is drawn to the edge. */
export function bandOf(
  low: number | null,
  high: number | null,
  scale: { readonly low: number; readonly high: number },
): readonly [number, number] | null {
  if (low === null && high === null) return null;
  const hold = (value: number): number => Math.min(Math.max(value, scale.low), scale.high);
  return [hold(low ?? scale.low), hold(high ?? scale.high)];
}

/** Holds a value inside a scale; what lies outside is drawn at the edge and told in the table. */
export const holdIn = (value: number | null, scale: { readonly low: number; readonly high: number }): number | null =>
  value === null ? null : Math.min(Math.max(value, scale.low), scale.high);
