/** The targets of the performance specification, as printed beside what the bench got. */
export const TARGETS = {
  /** A metric’s time ÷ the best hand-written SQL on the fact layout, in the same run. */
  metricOverHand: 1.15,
  /** A metric is at least this many times faster than the same question on the plain table. */
  plainOverMetric: 3,
  /** Rows per second of ingestion (typing, rules, rejects) ÷ the bare engine’s typed CSV → Parquet. */
  ingestOverBare: 0.6,
  /** Adding one month ÷ one month’s share of a full build. */
  addedMonthOverShare: 1.5,
  /** 95th percentile of a dashboard tile, 16 clients, milliseconds. */
  tileP95Ms: 20,
  /** Every metric of the catalogue, one after the other, seconds. */
  dossierSeconds: 60,
  /** Second start to the first answered page, seconds. */
  secondStartSeconds: 5,
  peakMemoryMb: 2048,
} as const;
