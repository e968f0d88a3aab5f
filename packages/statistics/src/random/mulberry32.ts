/**
 * Seeded generator of numbers in [0, 1): mulberry32 (T. Ettinger), 32 bits of state, the same on every machine.
 * For resampling only, never for secrets.
 */
export function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Uniform index in 0..length−1: floor(r·length), one draw. */
export function drawIndex(random: () => number, length: number): number {
  return Math.floor(random() * length);
}
