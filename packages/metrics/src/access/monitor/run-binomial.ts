import {
  closeCell,
  evidenceSince,
  lnTiltedBinomial,
  openYear,
  startMonth,
  tiltSequence,
  yearEvidence,
  type Interval,
} from '@vigie/statistics';
import type { PairedSums, EventSums } from '../evidence/kpi-sums.ts';
import type { StreamMonth, StreamPoint } from './streams.ts';

/** One day: bad events of the partner out of all, the share expected under parity, and what the interval is made of. */
interface BinomialDay {
  readonly events: number;
  readonly total: number;
  readonly share: number;
  /** Counted for the level: successes of a tilt sequence, out of. */
  readonly hits: number;
  readonly units: number;
  readonly exposure: { readonly partner: number; readonly own: number };
}

interface Level {
  readonly difference: number | null;
  readonly csLow: number | null;
  readonly csHigh: number | null;
}

interface Sofar {
  readonly hits: number;
  readonly units: number;
  /** Divided by each month's φ: the counts that as many independent units would give. */
  readonly effectiveHits: number;
  readonly effectiveUnits: number;
  readonly partnerExposure: number;
  readonly ownExposure: number;
}

/** Discordant pairs (CA-01): e-process on the side they fall to, tilt sequence (S1.3) of the share that the partner does not see. */
export function runPairs(months: readonly StreamMonth[], days: PairedSums['days']): StreamPoint[] {
  return runBinomial(
    months,
    new Map(
      days.map(({ day, both, ownOnly, partnerOnly }) => [
        day,
        {
          events: ownOnly,
          total: ownOnly + partnerOnly,
          share: 0.5,
          hits: ownOnly,
          units: both + ownOnly,
          exposure: { partner: 0, own: 0 },
        },
      ]),
    ),
    (sofar, interval) => ({
      difference: sofar.units > 0 ? -sofar.hits / sofar.units : null,
      csLow: sofar.units > 0 ? -interval.upper : null,
      csHigh: sofar.units > 0 ? -interval.lower : null,
    }),
  );
}

/** Events per exposure (CA-07): the partner's share of all events against its share of the exposure; −ln of the ratio of the rates, by the tilt sequence of that share. */
export function runEvents(months: readonly StreamMonth[], days: EventSums['days']): StreamPoint[] {
  return runBinomial(
    months,
    new Map(
      days.flatMap((d) => {
        const exposure = d.partnerExposure + d.ownExposure;
        const total = d.partnerEvents + d.ownEvents;
        // A side that asked nothing that day says nothing.
        if (d.partnerExposure === 0 || d.ownExposure === 0) return [];
        const day: BinomialDay = {
          events: d.partnerEvents,
          total,
          share: d.partnerExposure / exposure,
          hits: d.partnerEvents,
          units: total,
          exposure: { partner: d.partnerExposure, own: d.ownExposure },
        };
        return [[d.day, day] as const];
      }),
    ),
    (sofar, interval) => {
      const perExposure = sofar.ownExposure / sofar.partnerExposure;
      const ratioOf = (share: number): number => (share / (1 - share)) * perExposure;
      return {
        difference: sofar.units > 0 ? finite(-Math.log(ratioOf(sofar.hits / sofar.units))) : null,
        csLow: sofar.units > 0 ? finite(-Math.log(ratioOf(interval.upper))) : null,
        csHigh: sofar.units > 0 ? finite(-Math.log(ratioOf(interval.lower))) : null,
      };
    },
  );
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function runBinomial(
  months: readonly StreamMonth[],
  days: ReadonlyMap<string, BinomialDay>,
  levelOf: (sofar: Sofar, interval: Interval) => Level,
): StreamPoint[] {
  let state = openYear(1);
  let sofar: Sofar = { hits: 0, units: 0, effectiveHits: 0, effectiveUnits: 0, partnerExposure: 0, ownExposure: 0 };
  const points: StreamPoint[] = [];
  for (const { dispersion, days: closed } of months) {
    state = startMonth(state, dispersion);
    for (const day of closed) {
      const read = days.get(day);
      if (read) {
        const { events, total, share } = read;
        state = closeCell(state, 0, lnTiltedBinomial({ events, total, expectedShareRatio: share }));
        sofar = added(sofar, read, dispersion);
      }
      const hits = Math.round(sofar.effectiveHits);
      const interval = tiltSequence(hits, Math.max(hits, Math.round(sofar.effectiveUnits)));
      points.push({
        day,
        lnEvidence: yearEvidence(state).lnE,
        monthLnEvidence: evidenceSince(state, state.starts.length - 1).lnE,
        ...levelOf(sofar, interval),
        dispersion,
        isGap: read === undefined,
      });
    }
  }
  return points;
}

function added(sofar: Sofar, day: BinomialDay, dispersion: number): Sofar {
  return {
    hits: sofar.hits + day.hits,
    units: sofar.units + day.units,
    effectiveHits: sofar.effectiveHits + day.hits / dispersion,
    effectiveUnits: sofar.effectiveUnits + day.units / dispersion,
    partnerExposure: sofar.partnerExposure + day.exposure.partner,
    ownExposure: sofar.ownExposure + day.exposure.own,
  };
}
