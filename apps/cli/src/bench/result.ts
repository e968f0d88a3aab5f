/** One line of the bench: what was measured, what the bare engine took for the same in the same run, and the target if there is one. */
export interface Measure {
  /** The size: bookings, or requests where the report says so. */
  readonly bookings: number;
  readonly group: 'simulate' | 'ingest' | 'release' | 'metric' | 'tiles' | 'memory' | 'start';
  readonly name: string;
  /** Words and numbers for the table, for instance `0.84 M rows/s`. */
  readonly got: string;
  readonly byHand: string | null;
  readonly target: string | null;
  /** Null where there is no target, or where it is not judged (see `note`). */
  readonly met: boolean | null;
  readonly note: string | null;
  /** The numbers behind, with their unit in the name. */
  readonly facts: Readonly<Record<string, number>>;
}

export interface BenchReport {
  /** What the sizes count. */
  readonly unit: 'bookings' | 'requests';
  readonly engine: string;
  readonly node: string;
  readonly threads: number;
  readonly memoryGb: number;
  /** Load average of the last minute when the bench began: above a few tenths, others were at work and every time below is too long. */
  readonly loadBefore: number;
  readonly measures: readonly Measure[];
  /** Answers that differ between the product and the same question by hand: each fails the bench. */
  readonly mismatches: readonly string[];
}

export function perSecond(rows: number, milliseconds: number): number {
  return milliseconds === 0 ? 0 : (rows / milliseconds) * 1000;
}

export function millionsPerSecond(rows: number, milliseconds: number): string {
  return `${(perSecond(rows, milliseconds) / 1e6).toFixed(2)} M rows/s`;
}

export function duration(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  return milliseconds < 10_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** Nearest-rank percentile. */
export function percentileOf(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? 0;
}
