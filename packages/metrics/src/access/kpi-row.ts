import type { Flag } from '@vigie/kernel';
import type { ParityStatus } from '@vigie/statistics';
import type { StratumKey } from './evidence/kpi-sums.ts';
import type { KpiId, EffectUnit } from './indicators.ts';

/** One indicator × partner × month, as `access.parity` gives it. Levels and effect in the indicator's unit; effect negative = partner worse. */
export interface KpiRow {
  readonly kpi: KpiId;
  readonly partner: string;
  /** YYYY-MM */
  readonly month: string;
  /** Null when no verdict may be given: flags say why (MEASUREMENT_FAILURE, DUPLICATE_LISTING, NO_DATA, NO_EVENT). */
  readonly status: ParityStatus | null;
  readonly effect: number | null;
  /** 90 %, two-sided. */
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
  readonly p: number | null;
  readonly q: number | null;
  readonly materialityQ: number | null;
  readonly mdd: number | null;
  readonly mddFamily: number | null;
  readonly ownLevel: number | null;
  readonly partnerLevel: number | null;
  readonly ownN: number;
  readonly partnerN: number;
  /** Only ever shown beside the like-for-like effect. */
  readonly crudeEffect: number | null;
  readonly impactRatio: number | null;
  readonly unit: EffectUnit;
  readonly margin: number;
  readonly rule: string | null;
  readonly tags: readonly string[];
  /** Months in a row, this one included, in which the partner was significantly worse. */
  readonly monthsInRow: number;
  readonly homogeneityP: number | null;
  /** Dispersion factor φ ≥ 1 by which the month's evidence was divided. */
  readonly dispersion: number | null;
  readonly test: string;
  readonly strata: readonly KpiStratum[];
  /** What stands beside: quantiles, ghosts, shares within a limit. */
  readonly beside: readonly {
    readonly name: string;
    readonly own: number | null;
    readonly partner: number | null;
    readonly unit: string;
  }[];
  readonly flags: readonly Flag[];
}

export interface KpiStratum {
  readonly key: StratumKey;
  readonly ownN: number;
  readonly partnerN: number;
  readonly ownLevel: number | null;
  readonly partnerLevel: number | null;
  readonly effect: number | null;
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
  /** Share of the pooled weight, 0–1. */
  readonly weight: number;
}
