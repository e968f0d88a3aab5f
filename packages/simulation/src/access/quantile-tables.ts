import { LEVELS, logNormalPermille, normalQuantile } from '../parameters/quantiles.ts';
import { DAY_SHOCK_SIGMA, LATENCY } from './parameters.ts';

export const SHOCK_LEVELS = 256;
/** Where the heavier tail of latencies begins. */
const TAIL_FROM = 0.98;

/** Latency around its median, per mille: log-normal, the slowest 2 % ever further out. */
export function latencyQuantiles(): number[] {
  return Array.from({ length: LEVELS }, (_, i) => {
    const u = (i + 0.5) / LEVELS;
    const tail = u > TAIL_FROM ? (LATENCY.tail * (u - TAIL_FROM)) / (1 - TAIL_FROM) : 0;
    return Math.round(1000 * Math.exp(LATENCY.sigma * normalQuantile(u) + tail));
  });
}

/** Log-normal seconds (or any whole unit) around a median. */
export function lagQuantiles(median: number, sigma: number): number[] {
  return logNormalPermille(sigma).map((permille) => Math.round((permille * median) / 1000));
}

/** A day's factor on a rate, per mille, of mean 1,000: log-normal, re-centred. */
export function shockPermille(): number[] {
  const sigma = DAY_SHOCK_SIGMA.rates;
  return logNormalPermille(sigma, SHOCK_LEVELS).map((v) => Math.round(v * Math.exp((-sigma * sigma) / 2)));
}
