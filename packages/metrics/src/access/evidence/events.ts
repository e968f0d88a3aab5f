import { binomial, detectionConstant, poissonRateRatio, type Interval } from '@vigie/statistics';
import { refuse } from '../../frame/flags.ts';
import type { Indicator } from '../indicators.ts';
import { eventDispersion } from './dispersion.ts';
import { clusteredFlags, noData } from './evidence-flags.ts';
import { dispersedInterval, dispersedP } from './disperse.ts';
import type { KpiEvidence } from './kpi-evidence.ts';
import type { EventSums } from './kpi-sums.ts';
import { withoutEvidence } from './without-evidence.ts';

const TEST = 'Poisson rate ratio, exact';
/** Half of z² at 95 % one-sided, as in the detectable difference of proportions. */
const SHRINK = 1.35277;

/**
 * Events per exposure (CA-07). Effect = −ln(partner's rate ÷ own rate); interval by Clopper–Pearson on the partner's share of the events; p and p_δ are exact
 * binomial tails given the total: at parity, and at a ratio of e^δ. domain.md §3.3, §3.5(f); domain-sequential S1.2, S1.6, S3.
 */
export function eventEvidence(indicator: Indicator, sums: EventSums): KpiEvidence {
  const { partner, own } = sums;
  const units = { ownN: own.exposure, partnerN: partner.exposure };
  const levels = {
    ownLevel: own.exposure > 0 ? own.events / own.exposure : null,
    partnerLevel: partner.exposure > 0 ? partner.events / partner.exposure : null,
  };
  const ratio = poissonRateRatio(partner, own, { alternative: 'GREATER', confidence: 0.9 });
  if (!ratio.ok) {
    const flag =
      ratio.reason === 'NO_EVENT'
        ? refuse(
            'NO_EVENT',
            `No verdict for ${indicator.id} this month: not one event on either side, so there is no ratio.`,
            {
              kpi: indicator.id,
              reason: 'NOT_ONE',
              ...units,
            },
          )
        : noData(indicator, units);
    return withoutEvidence(indicator, { test: TEST, flags: [flag] }, { ...units, ...levels });
  }
  const dispersion = eventDispersion(sums.days);
  const effect = effectOf(sums);
  const exact: Interval = {
    lower: -Math.log(ratio.value.interval.upper),
    upper: -Math.log(ratio.value.interval.lower),
  };
  const p = dispersedP(ratio.value.p, dispersion);
  return {
    effect,
    ...endsOf(dispersedInterval(effect, exact, dispersion)),
    p,
    materialityP: Math.max(p, dispersedP(tailAt(sums, Math.exp(indicator.margin)), dispersion)),
    standardStatus: null,
    impactRatio: null,
    margin: indicator.margin,
    mdd: detectionConstant() * detectionErrorOf(sums) * Math.sqrt(dispersion),
    ...levels,
    ...units,
    crudeEffect: effect,
    homogeneityP: null,
    dispersion,
    test: TEST,
    strata: [],
    beside: [],
    flags: clusteredFlags(dispersion),
  };
}

/** −ln of the ratio; where one side had no event, half an event is lent to both, since the ratio would be 0 or infinite. */
function effectOf({ partner, own }: EventSums): number {
  const lent = partner.events === 0 || own.events === 0 ? 0.5 : 0;
  return Math.log((own.events + lent) / own.exposure) - Math.log((partner.events + lent) / partner.exposure);
}

/** P(X ≥ x) of the partner's events given all events, were its rate `times` the own one. */
function tailAt({ partner, own }: EventSums, times: number): number {
  const share = (times * partner.exposure) / (times * partner.exposure + own.exposure);
  return binomial(partner.events + own.events, share).upperTail(partner.events);
}

/** Of the log ratio at parity: own events shrunk, the partner's as the own rate lets expect. */
function detectionErrorOf({ partner, own }: EventSums): number {
  const ownEvents = own.events + SHRINK;
  return Math.sqrt(1 / ownEvents + own.exposure / (ownEvents * partner.exposure));
}

/** An end that the data do not bound (no event on one side) is null. */
const endsOf = ({ lower, upper }: Interval): { ciLow: number | null; ciHigh: number | null } => ({
  ciLow: Number.isFinite(lower) ? lower : null,
  ciHigh: Number.isFinite(upper) ? upper : null,
});
