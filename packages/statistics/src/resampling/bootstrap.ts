import { at } from '../checks.ts';
import type { Interval } from '../intervals/interval.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { drawIndex, mulberry32 } from '../random/mulberry32.ts';
import { mean } from '../sums.ts';
import { percentileInterval } from './percentile.ts';

export interface BootstrapOptions {
  replicates?: number;
  seed?: number;
  confidence?: number;
}

export interface BootstrapResult extends Interval {
  estimate: number;
  replicates: number;
  /** Replicates whose statistic was undefined (null); they are left out of the percentiles. */
  undefinedReplicates: number;
}

/**
 * Percentile bootstrap over whole clusters (a practitioner with all its rows), B = 2000, mulberry32(42), type-7 percentiles.
 * Refuses `EMPTY_SAMPLE` without clusters, `NOT_REACHABLE` when the statistic is undefined on the sample or always.
 */
export function clusterBootstrap<T>(
  clusters: readonly T[],
  statistic: (resample: readonly T[]) => number | null,
  options: BootstrapOptions = {},
): Outcome<BootstrapResult> {
  return bootstrap({ samples: [clusters], statistic: ([sample = []]) => statistic(sample), options });
}

/** Same for two independent samples; each replicate draws the first sample's indices, then the second's. */
export function twoSampleBootstrap<T>(
  samples: readonly [readonly T[], readonly T[]],
  statistic: (first: readonly T[], second: readonly T[]) => number | null,
  options: BootstrapOptions = {},
): Outcome<BootstrapResult> {
  return bootstrap({ samples, statistic: ([first = [], second = []]) => statistic(first, second), options });
}

interface Job<T> {
  samples: readonly (readonly T[])[];
  statistic: (samples: readonly (readonly T[])[]) => number | null;
  options: BootstrapOptions;
}

function bootstrap<T>({ samples, statistic, options }: Job<T>): Outcome<BootstrapResult> {
  const { replicates = 2000, seed = 42, confidence = 0.95 } = options;
  if (samples.some((sample) => sample.length === 0)) return refused('EMPTY_SAMPLE');
  const estimate = statistic(samples);
  const random = mulberry32(seed);
  const values: number[] = [];
  for (let turn = 0; turn < replicates; turn++) {
    const value = statistic(samples.map((sample) => sample.map(() => at(sample, drawIndex(random, sample.length)))));
    if (value !== null && Number.isFinite(value)) values.push(value);
  }
  if (estimate === null || values.length === 0) return refused('NOT_REACHABLE');
  const interval = percentileInterval(values, confidence);
  return found({ estimate, ...interval, replicates, undefinedReplicates: replicates - values.length });
}

/**
 * Every one of the n^n equally likely resamples of a small sample: exact bootstrap mean and deviation of a statistic.
 * Refuses `EMPTY_SAMPLE`, and `TOO_MANY_ARRANGEMENTS` above a million resamples (n > 7).
 */
export function exhaustiveBootstrap(
  values: readonly number[],
  statistic: (resample: readonly number[]) => number,
): Outcome<{ mean: number; standardDeviation: number; resamples: number }> {
  const n = values.length;
  if (n === 0) return refused('EMPTY_SAMPLE');
  const resamples = n ** n;
  if (resamples > 1e6) return refused('TOO_MANY_ARRANGEMENTS');
  const statistics = Array.from({ length: resamples }, (_, code) =>
    statistic(values.map((_, digit) => at(values, Math.floor(code / n ** digit) % n))),
  );
  const centre = mean(statistics);
  const spread = Math.sqrt(mean(statistics.map((value) => (value - centre) ** 2)));
  return found({ mean: centre, standardDeviation: spread, resamples });
}
