import { INDICATORS, type KpiId, type KpiSums } from '@vigie/metrics';
import type { OwnMonth, PartnerMonth } from '@vigie/simulation';
import { tallyLatency, latencySums, type LatencyPair, type LatencyTally } from './shape/latency-sums.ts';
import { eventSums, rateSums, type Pair } from './shape/request-sums.ts';
import { tallyRequests, type RequestTally } from './shape/request-tallies.ts';
import { exclusiveSums, exposureSums, pairedSums, rankSums, type ReadingMonth } from './shape/slot-sums.ts';
import * as terms from './shape/terms-sums.ts';

/** A side's month, drawn and summed once, however many indicators and comparisons read it. */
export interface Summed<Month> {
  readonly drawn: Month;
  readonly requests: RequestTally;
  readonly latency: LatencyTally;
}

export function summed<Month extends OwnMonth | PartnerMonth>(drawn: Month, daysOnly = false): Summed<Month> {
  return { drawn, requests: tallyRequests(drawn.requests), latency: tallyLatency(drawn.requests, daysOnly) };
}

/** A month of the market as one partner's comparison sees it. */
export interface ComparedMonth {
  readonly month: string;
  readonly own: Summed<OwnMonth>;
  readonly partner: Summed<PartnerMonth>;
  /** The other partners' register, for CA-10. */
  readonly others: readonly PartnerMonth[];
}

export interface SumsInput {
  readonly name: string;
  readonly now: ComparedMonth;
  /** Closed months, latest last; empty: the month's own days tell the scatter. */
  readonly before: readonly ComparedMonth[];
  /** Factor on the partner's rank exposure. */
  readonly exposureTimes: number;
}

/** Sums of one indicator, in the shape in which the release's SQL hands them over. */
export function sumsOf(kpi: KpiId, { name, now, before, exposureTimes }: SumsInput): KpiSums {
  const { own, partner } = now;
  switch (kpi) {
    case 'CA-01':
      return pairedSums(readings(now), before.map(readings));
    case 'CA-02':
      return exposureSums(own.drawn.slots, partner.drawn.showings);
    case 'CA-03':
      return exclusiveSums(partner.drawn.showings);
    case 'CA-04':
      return terms.dailySums(now.month, partner.drawn.down, own.drawn.down);
    case 'CA-05':
      return latencySums(latencies(now), before.map(latencies));
    case 'CA-06':
    case 'CA-08':
    case 'CA-18':
      return rateSums(kpi, requests(now), before.map(requests));
    case 'CA-07':
      return eventSums(requests(now), before.map(requests));
    case 'CA-09':
      return terms.changeSums(partner.drawn.changes, own.drawn.changes);
    case 'CA-10':
      return terms.refusalSums(
        partner.drawn.accessRequests,
        now.others.flatMap((other) => other.accessRequests),
      );
    case 'CA-11':
      return rankSums(own.drawn.listings, name, exposureTimes);
    case 'CA-14':
      return terms.onboardingSums(partner.drawn.onboarding);
    case 'CA-15':
      return terms.portabilitySums(partner.drawn.accessRequests);
    case 'CA-17':
      return terms.supportSums(partner.drawn.tickets, own.drawn.tickets);
    default:
      return standardOf(kpi);
  }
}

/** Standards that the simulated market always meets: every capability, one fee, 120 days of notice, no new default, 1 in 32 named searches elsewhere. */
function standardOf(kpi: KpiId): KpiSums {
  const levels: Partial<Record<KpiId, readonly [number, number]>> = {
    'CA-12': [1, 8],
    'CA-13': [0, 4],
    'CA-16': [120, 1],
    'CA-19': [0, 150],
    'CA-20': [1 / 32, 60],
  };
  const [level, n] = levels[kpi] ?? [0, 0];
  return terms.standardSums(level, null, n);
}

const readings = ({ month, partner }: ComparedMonth): ReadingMonth => ({ month, readings: partner.drawn.readings });
const requests = ({ month, partner, own }: ComparedMonth): Pair => ({
  month,
  partner: partner.requests,
  own: own.requests,
});
const latencies = ({ month, partner, own }: ComparedMonth): LatencyPair => ({
  month,
  partner: partner.latency,
  own: own.latency,
});

/** The indicators in their order. */
export const KPIS = INDICATORS;
