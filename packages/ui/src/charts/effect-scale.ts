/** An axis of effects: its two ends and its printed ticks, in the unit of the effect. */
export interface EffectScale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

const STEPS = [1, 2, 5, 10];

/** The largest round step that cuts a span into at most `parts`. */
export function roundStep(span: number, parts: number): number {
  if (span <= 0) return 1;
  const rough = span / parts;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = STEPS.find((one) => one * power >= rough * (1 - 1e-9)) ?? 10;
  return step * power;
}

/**
 * A scale that holds every value, zero and the margin (at −δ), with a little room at both ends. Values that are not finite are left to arrows.
 * `most`: beyond this many margins the scale stops, so that one wild interval does not flatten the others.
 */
export function effectScale(
  values: readonly (number | null)[],
  margin: number,
  { parts = 6, most = 12 }: { readonly parts?: number; readonly most?: number } = {},
): EffectScale {
  const finite = values.filter((value): value is number => value !== null && Number.isFinite(value));
  const limit = margin * most;
  const clip = (value: number): number => Math.min(Math.max(value, -limit), limit);
  const rawLow = Math.min(-margin * 1.5, ...finite.map(clip));
  const rawHigh = Math.max(margin, ...finite.map(clip));
  const step = roundStep(rawHigh - rawLow, parts);
  const low = Math.floor(rawLow / step + 1e-9) * step;
  const high = Math.ceil(rawHigh / step - 1e-9) * step;
  const count = Math.round((high - low) / step);
  const ticks = Array.from({ length: count + 1 }, (_, index) => {
    const tick = low + index * step;
    return Math.abs(tick) < step / 1e6 ? 0 : tick;
  });
  return { low, high, ticks };
}

/** Where an effect lies on a scale, 0–100, held inside. */
export function placeOn(scale: EffectScale, value: number): number {
  const share = (value - scale.low) / (scale.high - scale.low);
  return Math.min(Math.max(share, 0), 1) * 100;
}
