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

/** Like-for-like cell. `key` names it in codes: specialty, département, visit kind, visit mode, day type, hour band; `*` for what was merged. */
export interface StratumKey {
  readonly specialty: string;
  readonly departement: string;
  readonly visitKind: string;
  readonly visitMode: string;
  readonly dayType: string;
  readonly hourBand: string;
}

/** Successes of trials per stratum (CA-06, CA-08, CA-10, CA-18). Success = the good outcome, also for error rates. */
export interface RateSums {
  readonly kind: 'rates';
  readonly strata: readonly RateStratum[];
  /** Per closed day, the sums that tell how much days scatter; empty when not known. */
  readonly days: readonly RateDay[];
}
export interface RateStratum {
  readonly key: StratumKey;
  readonly partner: { readonly successes: number; readonly trials: number };
  readonly own: { readonly successes: number; readonly trials: number };
}
/** D = Σ w·d, W = Σ w and V (Sato, without φ) of one day over its strata. */
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
  readonly partnerHistogram: readonly LagBin[];
  readonly ownHistogram: readonly LagBin[];
  readonly days: readonly { readonly day: string; readonly partner: LogMoments; readonly own: LogMoments }[];
}
export interface LogMoments {
  readonly n: number;
  readonly sumLn: number;
  readonly sumLnSquared: number;
}

/** Times to an event with censoring (CA-02, CA-09, CA-14, CA-15, CA-17). `value` in the indicator's unit. */
export interface LagSums {
  readonly kind: 'lags';
  readonly partner: readonly LagBin[];
  /** The baseline: own web against own app, own tickets, or empty where only a standard applies. */
  readonly own: readonly LagBin[];
}
export interface LagBin {
  readonly value: number;
  readonly censored: boolean;
  readonly n: number;
}

/** Numerators and denominators per cluster (practitioner): CA-03 seconds hidden of seconds free, CA-11 exposure per listing. */
export interface ClusterSums {
  readonly kind: 'clusters';
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
}

/** What is held against a fixed standard, without a test (CA-12, CA-13, CA-16, CA-19, CA-20). */
export interface StandardSums {
  readonly kind: 'standard';
  readonly partnerLevel: number;
  readonly ownLevel: number | null;
  /** Cases behind the level. */
  readonly n: number;
}
