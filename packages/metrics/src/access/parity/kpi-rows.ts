import type { MonthDecision, MonthEntry } from '../decide/decide-month.ts';
import type { Indicator } from '../indicators.ts';
import type { KpiRow } from '../kpi-row.ts';

/** Evidence and decision of one month put together, one row per indicator × partner. `month` is its first day. */
export function kpiRows(input: {
  readonly month: string;
  readonly indicators: readonly Indicator[];
  readonly entries: readonly MonthEntry[];
  readonly decisions: readonly MonthDecision[];
}): KpiRow[] {
  const units = new Map(input.indicators.map((indicator) => [indicator.id, indicator.unit]));
  return input.entries.flatMap((entry, index) => {
    const decision = input.decisions[index];
    const unit = units.get(entry.kpi);
    return decision && unit ? [kpiRow({ entry, decision, unit, month: input.month.slice(0, 7) })] : [];
  });
}

function kpiRow(input: {
  readonly entry: MonthEntry;
  readonly decision: MonthDecision;
  readonly unit: Indicator['unit'];
  readonly month: string;
}): KpiRow {
  const { kpi, partner, evidence } = input.entry;
  const { decision } = input;
  return {
    kpi,
    partner,
    month: input.month,
    status: decision.status,
    effect: evidence.effect,
    ciLow: evidence.ciLow,
    ciHigh: evidence.ciHigh,
    p: evidence.p,
    q: decision.q,
    materialityQ: decision.materialityQ,
    mdd: evidence.mdd,
    mddFamily: decision.mddFamily,
    ownLevel: evidence.ownLevel,
    partnerLevel: evidence.partnerLevel,
    ownN: evidence.ownN,
    partnerN: evidence.partnerN,
    crudeEffect: evidence.crudeEffect,
    impactRatio: evidence.impactRatio,
    unit: input.unit,
    margin: evidence.margin,
    rule: decision.rule,
    tags: decision.tags,
    monthsInRow: decision.monthsInRow,
    homogeneityP: evidence.homogeneityP,
    dispersion: evidence.dispersion,
    test: evidence.test,
    strata: evidence.strata,
    beside: evidence.beside,
    flags: evidence.flags,
  };
}
