/** One step of two cumulative curves: the share done at or before `value`; null where that side has no cases. */
export interface DelayStep {
  readonly value: number;
  readonly ownShare: number | null;
  readonly partnerShare: number | null;
}

/** Round ticks of a logarithmic axis: 1, 2, 5 of every power of ten; fewer when there are many powers. */
export function logTicks(low: number, high: number): number[] {
  if (!(low > 0) || high <= low) return low > 0 ? [low] : [];
  const powers = Math.log10(high / low);
  const steps = powers > 5 ? [1] : powers > 3 ? [1, 3] : [1, 2, 5];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power += 1)
    for (const step of steps) {
      const tick = Number((step * 10 ** power).toPrecision(6));
      if (tick >= low && tick <= high) ticks.push(tick);
    }
  return ticks;
}
