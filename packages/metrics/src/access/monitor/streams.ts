import type { KpiId } from '../indicators.ts';

/** Indicators that are followed day by day, with the number of days after which a day closes, the same for both sides (domain-sequential S1.7). */
export const MONITORED = ['CA-01', 'CA-05', 'CA-06', 'CA-07', 'CA-08', 'CA-18'] as const satisfies readonly KpiId[];
export type MonitoredKpi = (typeof MONITORED)[number];

export const CLOSING_DAYS: Readonly<Record<MonitoredKpi, number>> = {
  'CA-01': 0,
  'CA-05': 0,
  'CA-06': 0,
  'CA-07': 0,
  'CA-08': 1,
  'CA-18': 1,
};

/** Parameters of the monitor beside S1's own. */
export const MONITOR_RULES = {
  version: 1,
  /** Strata of a day are fixed by the month before: units of the partner and own ones it must have had in that month. */
  leastPartnerUnits: 30,
  leastOwnUnits: 150,
  /** Groups over which the local half of the evidence is averaged, at most. */
  mostGroups: 50,
  /** Closed days needed for a dispersion factor or a ρ of the stream's own. */
  fewestDays: 14,
  /** Days of variance at which the confidence sequence is tightest. */
  horizonDays: 30,
} as const;

/** One closed day of a stream. Effects in the indicator's unit, negative = partner worse. */
export interface StreamPoint {
  readonly day: string;
  /** ln E of the year, averaged over its monthly restarts. */
  readonly lnEvidence: number;
  /** ln E since the first of this month. */
  readonly monthLnEvidence: number;
  readonly difference: number | null;
  /** Confidence sequence, 95 % on all days together; null during burn-in. */
  readonly csLow: number | null;
  readonly csHigh: number | null;
  readonly dispersion: number;
  /** Nothing was read that day: e = 1. */
  readonly isGap: boolean;
}

/** A month of the year: φ frozen at its start, and its closed days. */
export interface StreamMonth {
  readonly dispersion: number;
  readonly days: readonly string[];
}

/** ρ of the confidence sequence, and the day from which it may be shown: later than the first where ρ came from the year's own first month. */
export interface SequencePlan {
  readonly rho: number | null;
  readonly shownFrom: string;
}

/** φ of a month (S1.6), and where it comes from. */
export interface MonthDispersion {
  readonly dispersion: number;
  readonly from: 'CLOSED_MONTHS' | 'OWN_CONTROL' | 'OWN_MONTH' | 'NONE';
}

/** One indicator × partner, followed over a year. */
export interface Stream {
  readonly kpi: MonitoredKpi;
  readonly partner: string;
  readonly groups: number;
  /** Of its last month. */
  readonly dispersionFrom: MonthDispersion['from'];
  readonly points: readonly StreamPoint[];
}
