import type { MassWindow } from '../lattice/hypergeometric.ts';

// Inner loops index with `?? 0`: the indices are in range, and a checked accessor costs tenfold here.

/**
 * Distribution of the sum of two independent variables. Ends that are negligible, or lost in the rounding of the
 * transform, are dropped: without that, windows would grow with the support instead of the standard deviation.
 */
export function convolve(left: MassWindow, right: MassWindow): MassWindow {
  const [short, long] = left.masses.length <= right.masses.length ? [left, right] : [right, left];
  const start = left.start + right.start;
  // Direct sums are exact to the last digit and faster while one side is short.
  if (short.masses.length <= 256) return trimmed({ start, masses: directly(short.masses, long.masses) }, 1e-24);
  return trimmed({ start, masses: byFourier(short.masses, long.masses) }, 1e-16);
}

/** Distribution of the sum of `count` ≥ 1 independent copies, by repeated squaring: O(log count) convolutions. */
export function convolvePower(window: MassWindow, count: number): MassWindow {
  let result: MassWindow | null = null;
  let square = window;
  for (let left = count; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = result === null ? square : convolve(result, square);
    if (left > 1) square = convolve(square, square);
  }
  return result ?? { start: 0, masses: Float64Array.of(1) };
}

function directly(short: Float64Array, long: Float64Array): Float64Array {
  const out = new Float64Array(short.length + long.length - 1);
  for (let i = 0; i < short.length; i++) {
    const mass = short[i] ?? 0;
    for (let j = 0; j < long.length; j++) out[i + j] = (out[i + j] ?? 0) + mass * (long[j] ?? 0);
  }
  return out;
}

/** One complex transform for both: the imaginary part of (a + ib)∗(a + ib) is 2·a∗b. Absolute error about 1e-16 of the peak. */
function byFourier(short: Float64Array, long: Float64Array): Float64Array {
  const length = short.length + long.length - 1;
  const size = 2 ** Math.ceil(Math.log2(length));
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  real.set(short);
  imaginary.set(long);
  transform(real, imaginary);
  for (let k = 0; k < size; k++) {
    const x = real[k] ?? 0;
    const y = imaginary[k] ?? 0;
    real[k] = x * x - y * y;
    imaginary[k] = 2 * x * y;
  }
  // Swapping the parts turns the forward transform into the inverse one.
  transform(imaginary, real);
  const out = new Float64Array(length);
  for (let k = 0; k < length; k++) out[k] = Math.max(0, (imaginary[k] ?? 0) / (2 * size));
  return out;
}

/** In-place radix-2 Fourier transform (Cooley and Tukey); the length is a power of two. */
function transform(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  reverseBits(real, imaginary);
  const { cosines, sines } = unitCircle(size);
  for (let half = 1; half < size; half *= 2) {
    const stride = size / (2 * half);
    for (let block = 0; block < size; block += 2 * half) {
      for (let k = 0; k < half; k++) {
        const cosine = cosines[k * stride] ?? 0;
        const sine = sines[k * stride] ?? 0;
        const top = block + k;
        const bottom = top + half;
        const x = real[bottom] ?? 0;
        const y = imaginary[bottom] ?? 0;
        const turnedX = x * cosine - y * sine;
        const turnedY = x * sine + y * cosine;
        real[bottom] = (real[top] ?? 0) - turnedX;
        imaginary[bottom] = (imaginary[top] ?? 0) - turnedY;
        real[top] = (real[top] ?? 0) + turnedX;
        imaginary[top] = (imaginary[top] ?? 0) + turnedY;
      }
    }
  }
}

/** e^(−2πik/size) for the first half turn; kept by size, since a tree of convolutions asks for the same few again. */
const circles = new Map<number, { cosines: Float64Array; sines: Float64Array }>();

function unitCircle(size: number): { cosines: Float64Array; sines: Float64Array } {
  const known = circles.get(size);
  if (known) return known;
  const angles = Float64Array.from({ length: size / 2 }, (_, k) => (-2 * Math.PI * k) / size);
  const made = { cosines: angles.map((angle) => Math.cos(angle)), sines: angles.map((angle) => Math.sin(angle)) };
  circles.set(size, made);
  return made;
}

function reverseBits(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    for (const part of [real, imaginary]) {
      const kept = part[i] ?? 0;
      part[i] = part[j] ?? 0;
      part[j] = kept;
    }
  }
}

function trimmed({ start, masses }: MassWindow, threshold: number): MassWindow {
  let peak = 0;
  for (const mass of masses) if (mass > peak) peak = mass;
  const floor = threshold * peak;
  let from = 0;
  let to = masses.length;
  while (from < to - 1 && (masses[from] ?? 0) <= floor) from++;
  while (to > from + 1 && (masses[to - 1] ?? 0) <= floor) to--;
  return { start: start + from, masses: masses.slice(from, to) };
}
