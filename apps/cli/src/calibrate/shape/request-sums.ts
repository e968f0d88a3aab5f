import type { EventSums, RateDay, RateStratum, RateSums } from '@vigie/metrics';
import { accessParameters as p } from '@vigie/simulation';
import { addSato, NO_SATO_SUMS, satoTerms } from '@vigie/statistics';
import type { RateKpi, RequestTally } from './request-tallies.ts';
import { mergeStrata } from './strata.ts';

/** A month of two sides, and its name for the days (YYYY-MM). */
export interface Pair {
  readonly month: string;
  readonly partner: RequestTally;
  readonly own: RequestTally;
}

/** Probes mark outages, five on each interface a month, six unanswered of eight; own has two interfaces. */
const PROBES: RateStratum = {
  key: {
    specialty: 'UNKNOWN',
    departement: 'UNKNOWN',
    visitKind: 'UNKNOWN',
    visitMode: 'UNKNOWN',
    dayType: '*',
    hourBand: '*',
    endpoint: 'SLOT_SEARCH probe',
  },
  partner: { successes: 10, trials: 40 },
  own: { successes: 20, trials: 80 },
};

/** CA-06, CA-08, CA-18 of `now`; days from the closed months before it, or its own where there are none. */
export function rateSums(kpi: RateKpi, now: Pair, before: readonly Pair[]): RateSums {
  const strata = now.partner.strata[kpi].flatMap((partner, endpoint) => {
    const own = now.own.strata[kpi][endpoint];
    if (own === undefined) return [];
    return mergeStrata(partner, own, kpi === 'CA-06' ? p.ENDPOINTS[endpoint]?.name : undefined);
  });
  const days = (before.length > 0 ? before : [now]).flatMap((pair) => rateDays(kpi, pair));
  return { kind: 'rates', strata: kpi === 'CA-06' ? [...strata, PROBES] : strata, days };
}

/** D, W and V of each day over specialty × region (and endpoint), V at the month's own difference: what `REQUEST_DAYS_SQL` yields. */
export function rateDays(kpi: RateKpi, { month, partner, own }: Pair): RateDay[] {
  const sums = partner.days[kpi].map((groups, day) => {
    let sum = NO_SATO_SUMS;
    groups.forEach((tally, group) => {
      const other = own.days[kpi][day]?.[group];
      if (other === undefined) return;
      for (let i = 0; i < tally.trials.length; i++) {
        const trials = tally.trials[i] ?? 0;
        const ownTrials = other.trials[i] ?? 0;
        if (trials === 0 || ownTrials === 0) continue;
        const terms = satoTerms({
          partner: { successes: tally.successes[i] ?? 0, trials },
          own: { successes: other.successes[i] ?? 0, trials: ownTrials },
        });
        sum = addSato(sum, terms);
      }
    });
    return sum;
  });
  const weight = sums.reduce((total, s) => total + s.w, 0);
  const difference = weight > 0 ? sums.reduce((total, s) => total + s.s, 0) / weight : 0;
  return sums.map((s, day) => ({
    day: dayText(month, day),
    gap: s.s,
    weight: s.w,
    variance: difference * s.p + s.q,
  }));
}

/** CA-07. */
export function eventSums(now: Pair, before: readonly Pair[]): EventSums {
  const total = (side: 'partner' | 'own'): { events: number; exposure: number } =>
    now[side].throttled.reduce(
      (sum, day) => ({ events: sum.events + day.events, exposure: sum.exposure + day.exposure }),
      { events: 0, exposure: 0 },
    );
  const days = (before.length > 0 ? before : [now]).flatMap(({ month, partner, own }) =>
    partner.throttled.map((day, i) => ({
      day: dayText(month, i),
      partnerEvents: day.events,
      partnerExposure: day.exposure,
      ownEvents: own.throttled[i]?.events ?? 0,
      ownExposure: own.throttled[i]?.exposure ?? 0,
    })),
  );
  return { kind: 'events', partner: total('partner'), own: total('own'), days };
}

export function dayText(month: string, day: number): string {
  return `${month}-${String(day + 1).padStart(2, '0')}`;
}
