import { pairedBeyond, pairedDays } from '@vigie/statistics';
import type { Indicator } from '../indicators.ts';
import { noData, smallSampleFlags } from './evidence-flags.ts';
import type { KpiEvidence } from './kpi-evidence.ts';
import type { DailySums } from './kpi-sums.ts';
import { noBaseline } from './rest-flags.ts';
import { withoutEvidence } from './without-evidence.ts';

const TEST = 'paired days: sign-flip permutation of the mean difference; p of the margin by the paired t';
/** Absolute floor of a quarter (Open Banking UK). */
const QUARTER_FLOOR = 0.995;

/**
 * CA-04: mean over UTC days of uptime partner − own (ratio units). Differences are zeros with a few large values, where Student's t is poor, so p comes from the exact sign-flip
 * permutation, its distribution-free form; the paired t and the sign test stand beside. One outage day alone can never be significant (p = ½): that is what one day can show.
 */
export function dailyEvidence(indicator: Indicator, sums: DailySums): KpiEvidence {
  const days = sums.days.length;
  const units = { ownN: days, partnerN: days };
  const paired = pairedDays(sums.days.map((day) => (day.partnerUptimePercent - day.ownUptimePercent) / 100));
  if (!paired.ok) {
    const flag =
      days === 1
        ? noBaseline(indicator, 'one day cannot tell how days differ.', { reason: 'ONE_DAY', days })
        : noData(indicator, units);
    return withoutEvidence(indicator, { test: TEST, flags: [flag] }, { ...units, beside: besideOf(sums, null) });
  }
  const { difference, lower, upper, flipP, detectable } = paired.value;
  return {
    effect: difference,
    ciLow: lower,
    ciHigh: upper,
    p: flipP,
    materialityP: Math.max(flipP, pairedBeyond(paired.value, indicator.margin)),
    standardStatus: null,
    impactRatio: null,
    margin: indicator.margin,
    mdd: detectable,
    ownLevel: meanOf(sums.days.map((day) => day.ownUptimePercent / 100)),
    partnerLevel: meanOf(sums.days.map((day) => day.partnerUptimePercent / 100)),
    ...units,
    crudeEffect: null,
    homogeneityP: null,
    dispersion: null,
    test: TEST,
    strata: [],
    beside: besideOf(sums, paired.value),
    flags: days < 15 ? smallSampleFlags(days) : [],
  };
}

function besideOf(
  sums: DailySums,
  paired: { tP: number | null; signP: number; daysWorse: number; daysBetter: number } | null,
): KpiEvidence['beside'] {
  const quarter = sums.quarter;
  return [
    ...(paired === null
      ? []
      : [
          { name: 'days worse', own: paired.daysBetter, partner: paired.daysWorse, unit: 'days' },
          { name: 'sign test p', own: null, partner: paired.signP, unit: 'p' },
          { name: 'paired t p', own: null, partner: paired.tP, unit: 'p' },
        ]),
    ...(quarter === undefined
      ? []
      : [
          {
            name: `quarter so far (floor ${100 * QUARTER_FLOOR} %)`,
            own: ratio(quarter.ownUptimePercent),
            partner: ratio(quarter.partnerUptimePercent),
            unit: 'ratio',
          },
        ]),
  ];
}

function ratio(percent: number | null): number | null {
  return percent === null ? null : percent / 100;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((acc, value) => acc + value, 0) / values.length;
}
