/** One period of a trend: what each platform has in it, and what is wrong with it. */
export interface TrendPeriod {
  /** First day, ISO. */
  readonly start: string;
  readonly values: Readonly<Record<string, TrendValue>>;
  readonly incomplete: boolean;
  /** The series was cut before this period: no line crosses it. */
  readonly breakBefore: boolean;
}

export interface TrendValue {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** A row for recharts. `x` is the index, so that a break can stop the line between two periods. */
export interface TrendDatum {
  readonly x: number;
  readonly [key: string]: number | null | readonly [number, number];
}

/** The line stops at a break: a datum with no value is put half way between the two periods. */
export function toTrendData(periods: readonly TrendPeriod[], platforms: readonly string[]): TrendDatum[] {
  return periods.flatMap((period, index) => {
    const datum: Record<string, number | null | readonly [number, number]> = { x: index };
    for (const code of platforms) {
      const cell = period.values[code];
      datum[code] = cell?.value ?? null;
      datum[`${code}:band`] = cell?.low != null && cell.high !== null ? [cell.low, cell.high] : null;
    }
    const gap: Record<string, number | null> = { x: index - 0.5 };
    for (const code of platforms) gap[code] = null;
    return period.breakBefore && index > 0 ? [gap as TrendDatum, datum as TrendDatum] : [datum as TrendDatum];
  });
}

/** Indices to print on the axis: the first of each year when years pass, else an even choice. Never more than `most`. */
export function pickTicks(starts: readonly string[], most: number): number[] {
  const januaries = starts.flatMap((start, index) =>
    start.slice(5, 7) === '01' && starts[index - 1]?.slice(0, 4) !== start.slice(0, 4) ? [index] : [],
  );
  const pool = januaries.length >= 3 ? januaries : starts.map((_, index) => index);
  const step = Math.max(1, Math.ceil(pool.length / Math.max(most, 1)));
  return pool.filter((_, index) => index % step === 0);
}

/** The end of a scale of shares: just above the largest, on a round number. */
export function niceMax(largest: number): number {
  const steps = [0.05, 0.1, 0.2, 0.4, 0.5, 0.6, 0.8, 1];
  return steps.find((step) => largest <= step) ?? Math.ceil(largest * 10) / 10;
}

/** Round numbers from 0 to the end of a scale that `niceMax` gave. */
export function niceTicks(top: number): number[] {
  const parts = [0.05, 0.1, 0.5].includes(top) ? 5 : top === 0.6 ? 3 : 4;
  return Array.from({ length: parts + 1 }, (_, index) => (index * top) / parts);
}
