import { requireCount, requireFinite } from '../checks.ts';
import type { Interval } from '../intervals/interval.ts';
import { binomial } from '../lattice/binomial.ts';
import { exactP, type Alternative } from '../lattice/lattice.ts';
import { risingRoot } from '../numerics/root.ts';
import { found, refused, type Outcome } from '../outcome.ts';

/** Events over an exposure (requests, practitioner-days…), same unit on both sides. */
export interface EventRate {
  events: number;
  exposure: number;
}

export interface RateRatio {
  /** Infinity when the second had no event. */
  ratio: number;
  p: number;
  /** Clopper–Pearson on the first's share of the events, as R's `poisson.test`. */
  interval: Interval;
}

/**
 * Ratio of two Poisson rates, first/second, exact given the total of events: the first's count is then binomial with its
 * share of the exposure. `GREATER` = the first rate is higher. Refuses `NO_EVENT`, and `EMPTY_SAMPLE` without exposure.
 */
export function poissonRateRatio(
  first: EventRate,
  second: EventRate,
  options: { alternative?: Alternative; confidence?: number } = {},
): Outcome<RateRatio> {
  const { alternative = 'TWO_SIDED', confidence = 0.95 } = options;
  for (const { events, exposure } of [first, second]) {
    requireCount('events', events);
    requireFinite('exposure', exposure);
  }
  if (!(first.exposure > 0 && second.exposure > 0)) return refused('EMPTY_SAMPLE');
  const total = first.events + second.events;
  if (total === 0) return refused('NO_EVENT');
  const share = first.exposure / (first.exposure + second.exposure);
  const p = exactP(binomial(total, share), first.events, alternative);
  const perExposure = second.exposure / first.exposure;
  const tail = (1 - confidence) / 2;
  return found({
    ratio: (first.events / second.events) * perExposure,
    p,
    interval: {
      lower: oddsAtTail(total, first.events, tail) * perExposure,
      upper: perExposure / oddsAtTail(total, second.events, tail),
    },
  });
}

/** Odds q/(1−q) of the q at which P(X ≥ events) = tail; 0 without events. */
function oddsAtTail(total: number, events: number, tail: number): number {
  if (events === 0) return 0;
  const root = risingRoot((lnOdds) => binomial(total, 1 / (1 + Math.exp(-lnOdds))).upperTail(events) - tail);
  return root === null ? 0 : Math.exp(root);
}
