import type { ClusterSums, LagBin, LagSums, PairedSums, StratumKey } from '@vigie/metrics';
import {
  PLACES_PER_SPECIALTY,
  type ListingRow,
  type ReadingDay,
  type ShowingRow,
  type SlotRow,
  accessParameters as p,
} from '@vigie/simulation';
import { dayText } from './request-sums.ts';

const DEPARTEMENTS = p.DEPARTEMENT_GROUPS.flat();

function placeKey(place: number): StratumKey {
  return {
    specialty: p.ACCESS_SPECIALTIES[Math.floor(place / PLACES_PER_SPECIALTY)] ?? '',
    departement: DEPARTEMENTS[place % PLACES_PER_SPECIALTY] ?? '',
    visitKind: '*',
    visitMode: '*',
    dayType: '*',
    hourBand: '*',
  };
}

export interface ReadingMonth {
  readonly month: string;
  readonly readings: readonly ReadingDay[];
}

/** CA-01. */
export function pairedSums(now: ReadingMonth, before: readonly ReadingMonth[]): PairedSums {
  const places = new Map<number, { both: number; ownOnly: number; partnerOnly: number }>();
  for (const day of now.readings) {
    for (const [place, counts] of day.places) {
      const known = places.get(place) ?? { both: 0, ownOnly: 0, partnerOnly: 0 };
      places.set(place, {
        both: known.both + counts.both,
        ownOnly: known.ownOnly + counts.ownOnly,
        partnerOnly: known.partnerOnly + counts.partnerOnly,
      });
    }
  }
  return {
    kind: 'paired',
    strata: [...places].map(([place, counts]) => ({ key: placeKey(place), ...counts })),
    days: (before.length > 0 ? before : [now]).flatMap(({ month, readings }) =>
      readings.map(({ both, ownOnly, partnerOnly }, day) => ({ day: dayText(month, day), both, ownOnly, partnerOnly })),
    ),
  };
}

/** Seconds within which a lag counts as short in the cells of CA-02. */
const LAG_LIMIT = 60;

/** CA-02: the partner behind own, against own's second channel behind its first. */
export function exposureSums(slots: readonly SlotRow[], showings: readonly ShowingRow[]): LagSums {
  const cells = new Map<number, { own: [number, number]; partner: [number, number] }>();
  const note = (place: number, side: 'own' | 'partner', within: boolean): void => {
    const known = cells.get(place) ?? { own: [0, 0], partner: [0, 0] };
    known[side][0] += within ? 1 : 0;
    known[side][1]++;
    cells.set(place, known);
  };
  const own: [number, boolean][] = slots.map((slot) => {
    const censored = slot.ownLag >= slot.freeSeconds;
    note(slot.place, 'own', !censored && slot.ownLag <= LAG_LIMIT);
    return [censored ? slot.freeSeconds : slot.ownLag, censored];
  });
  const partner: [number, boolean][] = showings.map(({ slot, lag, censored }) => {
    note(slot.place, 'partner', !censored && lag <= LAG_LIMIT);
    return [lag, censored];
  });
  return {
    kind: 'lags',
    partner: binsOf(partner),
    own: binsOf(own),
    partnerFirst: 0,
    cells: [...cells].map(([place, sides]) => ({
      key: placeKey(place),
      partner: { successes: sides.partner[0], trials: sides.partner[1] },
      own: { successes: sides.own[0], trials: sides.own[1] },
    })),
  };
}

/** CA-03: seconds hidden of seconds free, by practitioner. */
export function exclusiveSums(showings: readonly ShowingRow[]): ClusterSums {
  const clusters = new Map<string, { cluster: string; stratum: string; numerator: number; denominator: number }>();
  for (const { slot, lag } of showings) {
    const stratum = slot.isNear ? 'NEAR' : 'FAR';
    const key = `${slot.practitioner}|${stratum}`;
    const known = clusters.get(key) ?? { cluster: String(slot.practitioner), stratum, numerator: 0, denominator: 0 };
    known.numerator += Math.min(lag, slot.freeSeconds);
    known.denominator += slot.freeSeconds;
    clusters.set(key, known);
  }
  return { kind: 'clusters', clusters: [...clusters.values()].map((c) => ({ ...c, side: 'partner' as const })) };
}

/** CA-11. `times` scales the partner's exposure: the harm of the calibration, whose size is then known exactly. */
export function rankSums(listings: readonly ListingRow[], partner: string, times: number): ClusterSums {
  const clusters = new Map<string, ClusterSums['clusters'][number]>();
  for (const row of listings) {
    if (row.managedBy !== 'own' && row.managedBy !== partner) continue;
    const side = row.managedBy === 'own' ? 'own' : 'partner';
    const { specialty, departement } = placeKey(row.place);
    const stratum = `${specialty}|${departement}|${row.distance}|${row.wait}`;
    const key = `${stratum}|${row.practitioner}`;
    const known = clusters.get(key);
    clusters.set(key, {
      cluster: String(row.practitioner),
      stratum,
      side,
      numerator: (known?.numerator ?? 0) + row.exposure * (side === 'partner' ? times : 1),
      denominator: (known?.denominator ?? 0) + 1,
    });
  }
  return { kind: 'clusters', clusters: [...clusters.values()] };
}

export function binsOf(values: readonly (readonly [number, boolean])[]): LagBin[] {
  const counts = new Map<string, LagBin>();
  for (const [value, censored] of values) {
    const key = `${value}|${censored}`;
    counts.set(key, { value, censored, n: (counts.get(key)?.n ?? 0) + 1 });
  }
  return [...counts.values()].sort(
    (left, right) => left.value - right.value || Number(left.censored) - Number(right.censored),
  );
}
