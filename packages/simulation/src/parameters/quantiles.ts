/**
 * Distributions as tables of equally likely integer values, so that a draw is a lookup with ten bits of a hash: every machine gets the
 * same rows, which floating-point functions inside the engine would not promise.
 */
export const LEVELS = 1024;

/** `LEVELS` values from weights over bins: each bin appears as often as its weight says. */
export function quantilesOfWeights(weights: readonly number[], levels = LEVELS): number[] {
  const total = weights.reduce((a, b) => a + b, 0);
  const out: number[] = [];
  let sum = 0;
  let bin = 0;
  for (let i = 0; i < levels; i++) {
    const u = ((i + 0.5) / levels) * total;
    while (bin < weights.length - 1 && sum + (weights[bin] ?? 0) <= u) sum += weights[bin++] ?? 0;
    out.push(bin);
  }
  return out;
}

/** Standard normal quantile (Acklam's rational approximation, error below 1.2e-9). */
export function normalQuantile(p: number): number {
  const a = [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
  ];
  const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1];
  const c = [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ];
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return poly(c, q) / poly(d, q);
  }
  if (p > 1 - 0.02425) return -normalQuantile(1 - p);
  const q = p - 0.5;
  return (poly(a, q * q) * q) / poly(b, q * q);
}

function poly(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, c) => sum * x + c, 0);
}

/** Log-normal around 1000 (median), in thousandths. */
export function logNormalPermille(sigma: number, levels = LEVELS): number[] {
  return Array.from({ length: levels }, (_, i) =>
    Math.round(1000 * Math.exp(sigma * normalQuantile((i + 0.5) / levels))),
  );
}

/** Noise of mean 1000 (log-normal with sigma 0.35, re-centred), in thousandths. */
export function noisePermille(levels = 256): number[] {
  const sigma = 0.35;
  return logNormalPermille(sigma, levels).map((v) => Math.round(v * Math.exp((-sigma * sigma) / 2)));
}

/** Exponential with the given mean, cut at `max`, whole numbers. */
export function exponential(mean: number, max: number, levels = LEVELS): number[] {
  return Array.from({ length: levels }, (_, i) => Math.min(max, Math.round(-mean * Math.log(1 - (i + 0.5) / levels))));
}

/** Month (since 2015-01) at which the i-th of `levels` adopters comes, on a logistic curve; early ones lie before 2015. */
export function logisticMonths(midMonth: number, growthPerYear: number, levels: number): number[] {
  return Array.from({ length: levels }, (_, i) => {
    const u = (i + 0.5) / levels;
    return Math.max(-60, Math.floor(midMonth + (Math.log(u / (1 - u)) / growthPerYear) * 12));
  });
}

/** Weights of the 24 hours for bookings made online: morning, lunch, and a long evening. */
export const ONLINE_HOURS = [
  4, 2, 1, 1, 1, 3, 12, 30, 62, 78, 76, 66, 60, 58, 62, 62, 60, 60, 58, 54, 52, 50, 36, 16,
] as const;
/** Weights of the 24 hours for telephone and front desk: opening hours. */
export const DESK_HOURS = [0, 0, 0, 0, 0, 0, 0, 2, 60, 100, 96, 80, 30, 34, 80, 88, 84, 72, 40, 6, 0, 0, 0, 0] as const;
/** Weights of the quarter hours from 8:00 to 19:45 in which appointments start. */
export const APPOINTMENT_QUARTERS: readonly number[] = Array.from({ length: 48 }, (_, i) =>
  i >= 18 && i < 24 ? 2 : i < 44 ? 8 : 3,
);
/** Monday to Sunday, by channel. */
export const ONLINE_WEEKDAYS = [125, 115, 108, 102, 94, 55, 52] as const;
export const DESK_WEEKDAYS = [125, 112, 105, 104, 100, 25, 0] as const;

/** Share of the year’s mean by calendar month, per mille. */
export const SEASON = [1080, 1000, 1050, 990, 980, 1010, 900, 700, 1130, 1090, 1060, 920] as const;
/** Spring and autumn 2020: share of the normal volume, per mille. */
export const LOCKDOWN: Readonly<Record<number, number>> = { 62: 760, 63: 430, 64: 720, 65: 1080, 70: 900 };
/** Vaccination from January 2021, share of the busiest month, per mille. */
export const VACCINATION = [
  60, 70, 150, 330, 820, 1000, 940, 620, 300, 160, 280, 560, 420, 160, 60, 40, 30, 20,
] as const;
/** Share of online bookings of a teleconsulting practitioner that are teleconsultations, per mille. */
export function teleconsultationPermille(month: number): number {
  const spring: Readonly<Record<number, number>> = { 62: 200, 63: 420, 64: 230, 65: 110, 70: 130 };
  return spring[month] ?? (month < 62 ? 90 : 80);
}
/** Share of an agenda’s appointments that are booked online, per mille. */
export function onlinePermille(month: number): number {
  return Math.min(560, Math.round(180 + month * 2.9));
}
