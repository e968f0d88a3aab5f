import type { KpiRow } from '../kpi-row.ts';

/**
 * What an indicator needs to know of one partner and one month: sums, never rows. SQL over the release makes them, the simulator draws them for the
 * calibration; `evidenceOf` turns either into the same evidence.
 */
export type KpiSums =
  | RateSums
  | PairedSums
  | EventSums
  | LatencySums
  | LagSums
  | ClusterSums
  | DailySums
  | StandardSums;

/**
 * Like-for-like cell in codes; `*` for what was merged, `UNKNOWN` for what the rows leave empty. `departement` may be a region: `R` and its code (R11).
 * `endpoint`, where there is one, is never merged: the endpoint of a request (CA-06), class and kind of an access request (CA-10).
 */
export interface StratumKey {
  readonly specialty: string;
  readonly departement: string;
  readonly visitKind: string;
  readonly visitMode: string;
  readonly dayType: string;
  readonly hourBand: string;
  readonly endpoint?: string;
}

/** Successes of trials per stratum (CA-06, CA-08, CA-10, CA-18). Success = the good outcome, also for error rates. */
export interface RateSums {
  readonly kind: 'rates';
  readonly strata: readonly RateStratum[];
  /** Days of the last three closed months (of this month where there is none before it): how much days scatter. Empty when not known. */
  readonly days: readonly RateDay[];
  /** How sparse strata were merged; absent where nothing had to be. */
  readonly merge?: StrataMerge;
  /** What stands beside in the row: shares with a reason, median delays. */
  readonly beside?: KpiRow['beside'];
}
/** Cells = finest strata in which the partner has a unit. */
export interface StrataMerge {
  readonly cells: number;
  readonly mergedCells: number;
  readonly strata: number;
  /** Units of the partner in merged strata, and those that met no own unit at any level: they are left out of the comparison. */
  readonly mergedUnits: number;
  readonly uncomparedUnits: number;
}
export interface RateStratum {
  readonly key: StratumKey;
  readonly partner: { readonly successes: number; readonly trials: number };
  readonly own: { readonly successes: number; readonly trials: number };
}
/** D = Σ w·d, W = Σ w and V (Sato, without φ, at the month's own difference) of one day over its strata. */
export interface RateDay {
  readonly day: string;
  readonly gap: number;
  readonly weight: number;
  readonly variance: number;
}

/** Slots × days seen by both, by own only, by the partner only (CA-01). */
export interface PairedSums {
  readonly kind: 'paired';
  readonly strata: readonly {
    readonly key: StratumKey;
    readonly both: number;
    readonly ownOnly: number;
    readonly partnerOnly: number;
  }[];
  /** Per day, for the dispersion factor. */
  readonly days: readonly {
    readonly day: string;
    readonly both: number;
    readonly ownOnly: number;
    readonly partnerOnly: number;
  }[];
}

/** Events per exposure (CA-07: throttled per request). */
export interface EventSums {
  readonly kind: 'events';
  readonly partner: { readonly events: number; readonly exposure: number };
  readonly own: { readonly events: number; readonly exposure: number };
  readonly days: readonly {
    readonly day: string;
    readonly partnerEvents: number;
    readonly partnerExposure: number;
    readonly ownEvents: number;
    readonly ownExposure: number;
  }[];
}

/** Moments of ln(ms + 0.4) per stratum, and histograms of tenths of a millisecond (CA-05). */
export interface LatencySums {
  readonly kind: 'latency';
  readonly strata: readonly { readonly key: string; readonly partner: LogMoments; readonly own: LogMoments }[];
  /** Milliseconds. Over everything; empty where `histograms` are given. */
  readonly partnerHistogram: readonly LagBin[];
  readonly ownHistogram: readonly LagBin[];
  /** The same by endpoint, so that a partner that books more than it searches is not held against searches. */
  readonly histograms?: readonly LagStratum[];
  readonly days: readonly { readonly day: string; readonly partner: LogMoments; readonly own: LogMoments }[];
}
export interface LogMoments {
  readonly n: number;
  readonly sumLn: number;
  readonly sumLnSquared: number;
}

/** Times to an event with censoring: seconds (CA-02, CA-09), days (CA-14, CA-15), minutes (CA-17). */
export interface LagSums {
  readonly kind: 'lags';
  /** Over everything; empty where `strata` are given. */
  readonly partner: readonly LagBin[];
  /** The baseline: own web against own app, own tickets, or empty where only a standard applies. */
  readonly own: readonly LagBin[];
  /** Directions (CA-09, the worse of them counts); specialty × region (CA-02) or severities (CA-17), like for like. */
  readonly strata?: readonly LagStratum[];
  /** Within the margin, of all, by specialty × département (CA-02): how much strata scatter, and what is shown of them. */
  readonly cells?: readonly RateStratum[];
  /** Units in which the partner came first (CA-02). */
  readonly partnerFirst?: number;
  /** What the reader of the tables knows beside the times. */
  readonly beside?: KpiRow['beside'];
}
export interface LagStratum {
  readonly key: string;
  readonly partner: readonly LagBin[];
  readonly own: readonly LagBin[];
}
export interface LagBin {
  readonly value: number;
  readonly censored: boolean;
  readonly n: number;
}

/**
 * Numerators and denominators per cluster (practitioner): CA-03 seconds hidden of seconds free (stratum NEAR: starts within 48 h, or FAR), CA-11 exposure per listing
 * (stratum `specialty|departement|distance band|availability band`).
 */
export interface ClusterSums {
  readonly kind: 'clusters';
  /** Practitioners behind the clusters, where clusters are groups of them. */
  readonly practitioners?: { readonly own: number | null; readonly partner: number };
  readonly clusters: readonly {
    readonly cluster: string;
    readonly stratum: string;
    readonly side: 'partner' | 'own';
    readonly numerator: number;
    readonly denominator: number;
  }[];
}

/** Uptime percent of each UTC day (CA-04). */
export interface DailySums {
  readonly kind: 'daily';
  readonly days: readonly {
    readonly day: string;
    readonly ownUptimePercent: number;
    readonly partnerUptimePercent: number;
  }[];
  /** Mean uptime of the quarter up to the end of the month, against the absolute 99.5 %. */
  readonly quarter?: { readonly ownUptimePercent: number | null; readonly partnerUptimePercent: number | null };
}

/** What is held against a fixed standard, without a test (CA-12, CA-13, CA-16, CA-19, CA-20). */
export interface StandardSums {
  readonly kind: 'standard';
  readonly partnerLevel: number;
  readonly ownLevel: number | null;
  /** Cases behind the level. */
  readonly n: number;
  /** Dated gaps and what else the reader of the tables knows. */
  readonly beside?: KpiRow['beside'];
}
