import type { Figure, FigureRow } from '@vigie/kernel';
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

/** The row of a figure: the KpiRow as it stands, under the columns that every figure has. */
export function figureRow(row: KpiRow): FigureRow {
  return {
    ...row,
    tags: [...row.tags],
    strata: [...row.strata],
    beside: [...row.beside],
    flags: [...row.flags],
    value: row.effect,
    numerator: row.partnerN,
    denominator: row.ownN,
  };
}

/** The KpiRows of an `access.parity` figure again. @throws TypeError on the figure of another metric. */
export function kpiRowsOf(figure: Figure): KpiRow[] {
  if (figure.metric !== 'access.parity') throw new TypeError(`${figure.metric} has no indicator rows`);
  // Made by figureRow in this version of this metric: the fields are a KpiRow's.
  return figure.rows.map(
    ({ value: _value, numerator: _numerator, denominator: _denominator, ...row }) => row as unknown as KpiRow,
  );
}
