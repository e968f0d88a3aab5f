/** Uniform numbers in [0, 1) with 32 bits. */
export type Random = () => number;

/**
 * sfc32 (C. Doty-Humphrey, PractRand): 128 bits of state, period at least 2^32, the same on every machine. Seeded by splitmix32 from a seed and a stream, so
 * that streams of one seed do not overlap in practice. For simulation only.
 */
export function createRandom(seed: number, stream = 0): Random {
  let state = (seed ^ Math.imul(stream + 1, 0x9e3779b9)) | 0;
  const split = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) | 0;
  };
  let [a, b, c, d] = [split(), split(), split(), 1];
  const next: Random = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4_294_967_296;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}

/**
 * Binomial draw by waiting times (Devroye 1986, X.4.1): geometric gaps between successes, exact up to the 32 bits of a uniform number. Cost about n·p + 1.
 */
export function drawBinomial(random: Random, n: number, p: number): number {
  if (p <= 0 || n <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - drawBinomial(random, n, 1 - p);
  const lnMiss = Math.log1p(-p);
  let successes = 0;
  let position = 0;
  for (;;) {
    position += Math.floor(Math.log(1 - random()) / lnMiss) + 1;
    if (position > n) return successes;
    successes++;
  }
}

/** Standard normal by the polar method of Marsaglia. */
export function drawNormal(random: Random): number {
  for (;;) {
    const u = 2 * random() - 1;
    const v = 2 * random() - 1;
    const s = u * u + v * v;
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
  }
}

/** Gamma of any shape > 0 and scale 1 (Marsaglia and Tsang 2000, with their power for shapes below 1). */
export function drawGamma(random: Random, shape: number): number {
  if (shape < 1) return drawGamma(random, shape + 1) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
  }
}

/** Beta with mean `mean` whose a + b is `strength`. */
export function drawBeta(random: Random, mean: number, strength: number): number {
  const a = drawGamma(random, mean * strength);
  const b = drawGamma(random, (1 - mean) * strength);
  return a + b > 0 ? a / (a + b) : mean;
}

/** Poisson by multiplication; for small means. */
export function drawPoisson(random: Random, mean: number): number {
  const floor = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > floor; product *= random()) count++;
  return count;
}
