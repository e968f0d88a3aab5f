import type { ParityStatus } from '@vigie/statistics';
import type { KpiEvidence, KpiId } from '@vigie/metrics';

/** How often something happened, with the squares that give its standard error over markets (comparisons of one market share its own sample). */
export interface Count {
  /** Comparisons. */
  n: number;
  hits: number;
  /** Over markets: Σ n², Σ hits·n, Σ hits². */
  nn: number;
  hn: number;
  hh: number;
}

export const emptyCount = (): Count => ({ n: 0, hits: 0, nn: 0, hn: 0, hh: 0 });

/** Adds one market's comparisons. */
export function addMarket(count: Count, n: number, hits: number): void {
  count.n += n;
  count.hits += hits;
  count.nn += n * n;
  count.hn += hits * n;
  count.hh += hits * hits;
}

export function mergeCounts(into: Count, from: Count): void {
  into.n += from.n;
  into.hits += from.hits;
  into.nn += from.nn;
  into.hn += from.hn;
  into.hh += from.hh;
}

/** Share and its Monte-Carlo standard error (ratio estimator over markets); null without a comparison. */
export function shareOf({ n, hits, nn, hn, hh }: Count): { share: number; standardError: number; n: number } | null {
  if (n === 0) return null;
  const share = hits / n;
  const variance = Math.max(0, hh - 2 * share * hn + share * share * nn) / (n * n);
  return { share, standardError: Math.sqrt(variance), n };
}

/** What is counted of one indicator in one scenario. */
export interface KpiCounts {
  /** RED or AMBER. */
  flagged: Count;
  red: Count;
  green: Count;
  insufficient: Count;
  /** Comparisons with an interval whose nominal 90 %, and 95 % (each side 1.19 times as long), holds the true effect. */
  covered90: Count;
  covered95: Count;
}

export function emptyKpiCounts(): KpiCounts {
  return {
    flagged: emptyCount(),
    red: emptyCount(),
    green: emptyCount(),
    insufficient: emptyCount(),
    covered90: emptyCount(),
    covered95: emptyCount(),
  };
}

/** One market's comparisons of one indicator. */
export interface Comparison {
  readonly kpi: KpiId;
  readonly evidence: KpiEvidence;
  readonly status: ParityStatus | null;
}

/** Quantiles of the normal distribution at 95 % and 97.5 %. */
const STRETCH = 1.9599639845400545 / 1.6448536269514722;

export function covers({ effect, ciLow, ciHigh }: KpiEvidence, truth: number, stretch: number): boolean {
  if (effect === null) return false;
  const low = ciLow === null ? -Infinity : effect - stretch * (effect - ciLow);
  const high = ciHigh === null ? Infinity : effect + stretch * (ciHigh - effect);
  return truth >= low && truth <= high;
}

export function addComparisons(counts: KpiCounts, comparisons: readonly Comparison[], truth: number): void {
  const judged = comparisons.filter((one) => one.status !== null);
  const timed = judged.filter(({ evidence: e }) => e.effect !== null && (e.ciLow !== null || e.ciHigh !== null));
  const hits = (of: (one: Comparison) => boolean): number => judged.filter(of).length;
  addMarket(
    counts.flagged,
    judged.length,
    hits((one) => one.status === 'RED' || one.status === 'AMBER'),
  );
  addMarket(
    counts.red,
    judged.length,
    hits((one) => one.status === 'RED'),
  );
  addMarket(
    counts.green,
    judged.length,
    hits((one) => one.status === 'GREEN'),
  );
  addMarket(
    counts.insufficient,
    judged.length,
    hits((one) => one.status === 'INSUFFICIENT'),
  );
  addMarket(counts.covered90, timed.length, timed.filter(({ evidence }) => covers(evidence, truth, 1)).length);
  addMarket(counts.covered95, timed.length, timed.filter(({ evidence }) => covers(evidence, truth, STRETCH)).length);
}

export function mergeKpiCounts(into: KpiCounts, from: KpiCounts): void {
  mergeCounts(into.flagged, from.flagged);
  mergeCounts(into.red, from.red);
  mergeCounts(into.green, from.green);
  mergeCounts(into.insufficient, from.insufficient);
  mergeCounts(into.covered90, from.covered90);
  mergeCounts(into.covered95, from.covered95);
}
