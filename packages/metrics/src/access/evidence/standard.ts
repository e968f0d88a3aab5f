import type { Indicator } from '../indicators.ts';
import type { KpiEvidence } from './kpi-evidence.ts';
import type { StandardSums } from './kpi-sums.ts';
import { noEvent } from './rest-flags.ts';
import { withoutEvidence } from './without-evidence.ts';

interface Standard {
  /** Effect of a level: negative = worse; met from −limit on. */
  readonly effect: (level: number, margin: number) => number;
  readonly met: (effect: number, margin: number) => boolean;
  readonly sentence: string;
  readonly nothing: string;
}

const within = (effect: number, margin: number): boolean => effect >= -margin - 1e-12;

/** Fixed standards of domain.md §3.3, by the margin in force. */
const STANDARDS: Readonly<Partial<Record<Indicator['id'], Standard>>> = {
  'CA-12': {
    effect: (share) => share - 1,
    met: within,
    sentence: 'capabilities open to the partner, of those that own channels use',
    nothing: 'own channels use no capability that was listed.',
  },
  'CA-13': {
    effect: (spread) => 0 - spread,
    met: within,
    sentence: 'fee per booking above the lowest of its class',
    nothing: 'no other partner of its class paid for bookings.',
  },
  'CA-16': {
    // Days of notice are held against the margin itself: 90 announced, 90 due, effect 0.
    effect: (days, due) => days - due,
    met: (effect) => effect >= 0,
    sentence: 'shortest notice of a breaking change, less the days due',
    nothing: 'no breaking change took effect.',
  },
  'CA-19': {
    effect: (count) => 0 - count,
    met: (effect, margin) => effect > -margin,
    sentence: 'practitioners newly closed to the partner by default',
    nothing: 'no practitioner has a setting for this partner.',
  },
  'CA-20': {
    effect: (share) => 0 - share,
    met: within,
    sentence: 'searches of a named practitioner that end at another own one',
    nothing: 'nobody searched by name for a practitioner that own channels cannot book.',
  },
};

/**
 * What is held against a fixed standard: GREEN when it is met, AMBER when not, as a matter of fact, without test, interval or place in the family. Without a case there is no status: nothing
 * happened that could have been right or wrong.
 */
export function standardEvidence(indicator: Indicator, sums: StandardSums): KpiEvidence {
  const standard = STANDARDS[indicator.id];
  const test = `standard, outside the family: ${standard?.sentence ?? 'a fixed limit'}`;
  const known = { partnerN: sums.n, ownN: sums.n, beside: sums.beside ?? [], ownLevel: sums.ownLevel };
  if (standard === undefined || sums.n === 0 || !Number.isFinite(sums.partnerLevel)) {
    const flag = noEvent(indicator, standard?.nothing ?? 'it has no standard.');
    return withoutEvidence(indicator, { test, flags: [flag] }, known);
  }
  const effect = standard.effect(sums.partnerLevel, indicator.margin);
  return {
    ...withoutEvidence(indicator, { test, flags: [] }, known),
    effect,
    partnerLevel: sums.partnerLevel,
    standardStatus: standard.met(effect, indicator.margin) ? 'GREEN' : 'AMBER',
  };
}
