import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilsonInterval } from '../intervals/wilson.ts';
import { exactStratifiedTail } from '../stratified/exact-tail.ts';
import { mantelHaenszelRiskDifference } from '../stratified/risk-difference.ts';
import { expectClose } from '../testing/expect-close.ts';
import { fisherExact } from './fisher.ts';
import { mcNemar } from './mcnemar.ts';
import { newcombeInterval } from './newcombe.ts';
import { poissonRateRatio } from './poisson.ts';
import type { ParityCell } from './proportion.ts';
import { katzRiskRatio } from './risk-ratio.ts';

const side = (most: number) =>
  fc
    .integer({ min: 1, max: most })
    .chain((trials) => fc.integer({ min: 0, max: trials }).map((successes) => ({ successes, trials })));
const pairs = fc.integer({ min: 1, max: 2000 });
const within = (lower: number, value: number, upper: number): void => {
  expect(lower).toBeLessThanOrEqual(value + 1e-12);
  expect(upper).toBeGreaterThanOrEqual(value - 1e-12);
};

describe('symmetry', () => {
  it('exchanging the sides mirrors differences, inverts ratios, keeps two-sided p', () => {
    fc.assert(
      fc.property(side(1e6), side(1e6), (one, other) => {
        const [there, back] = [newcombeInterval(one, other), newcombeInterval(other, one)];
        expect(Math.abs((there?.lower ?? NaN) + (back?.upper ?? NaN))).toBeLessThan(1e-12);
        const [ratio, inverse] = [katzRiskRatio(one, other), katzRiskRatio(other, one)];
        if (ratio.ok && inverse.ok && ratio.value.interval && inverse.value.interval)
          expectClose(ratio.value.interval.lower, 1 / inverse.value.interval.upper);
        const [partner, own] = [
          mantelHaenszelRiskDifference([{ partner: one, own: other }]),
          mantelHaenszelRiskDifference([{ partner: other, own: one }]),
        ];
        expect(partner.ok).toBe(own.ok);
      }),
    );
    fc.assert(
      fc.property(pairs, fc.nat({ max: 2000 }), (firstOnly, secondOnly) => {
        const [there, back] = [
          mcNemar({ firstOnly, secondOnly }),
          mcNemar({ firstOnly: secondOnly, secondOnly: firstOnly }),
        ];
        if (there.ok && back.ok) expectClose(there.value.exactP, back.value.exactP);
        const [ratio, inverse] = [
          poissonRateRatio({ events: firstOnly, exposure: 3 }, { events: secondOnly, exposure: 70 }),
          poissonRateRatio({ events: secondOnly, exposure: 70 }, { events: firstOnly, exposure: 3 }),
        ];
        if (!ratio.ok || !inverse.ok) return;
        expectClose(ratio.value.p, inverse.value.p);
        if (ratio.value.interval.lower > 0) expectClose(ratio.value.interval.lower, 1 / inverse.value.interval.upper);
      }),
    );
  });
});

describe('monotony', () => {
  it('one more partner failure in place of an own one never raises the p of "partner fails more"', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ partner: side(8), own: side(20) }), { minLength: 1, maxLength: 5 }), (cells) => {
        const [first, ...rest] = cells;
        if (!first || first.partner.successes === 0 || first.own.successes === first.own.trials) return;
        const worse: ParityCell = {
          partner: { ...first.partner, successes: first.partner.successes - 1 },
          own: { ...first.own, successes: first.own.successes + 1 },
        };
        const [before, after] = [exactStratifiedTail(cells), exactStratifiedTail([worse, ...rest])];
        expect(after).toBeLessThanOrEqual(before * (1 + 1e-9));
        expect(after).toBeGreaterThan(0);
        expect(before).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('exact p of rates and pairs fall as the first side grows', () => {
    fc.assert(
      fc.property(pairs, pairs, (events, others) => {
        const p = (more: number): number => {
          const rate = poissonRateRatio(
            { events: events + more, exposure: 2 },
            { events: others - more, exposure: 5 },
            { alternative: 'GREATER' },
          );
          return rate.ok ? rate.value.p : NaN;
        };
        expect(p(1)).toBeLessThanOrEqual(p(0));
        const pair = (more: number): number => {
          const result = mcNemar({ firstOnly: events + more, secondOnly: others - more }, 'GREATER');
          return result.ok ? result.value.exactP : NaN;
        };
        expect(pair(1)).toBeLessThanOrEqual(pair(0));
      }),
    );
  });
});

describe('intervals', () => {
  it('contain their estimate and grow with the confidence', () => {
    fc.assert(
      fc.property(side(1e9), side(1e9), (one, other) => {
        const rate = one.successes / one.trials;
        const wilson = wilsonInterval(one.successes, one.trials);
        within(wilson?.lower ?? NaN, rate, wilson?.upper ?? NaN);
        const [narrow, wide] = [newcombeInterval(one, other, 0.9), newcombeInterval(one, other, 0.99)];
        within(narrow?.lower ?? NaN, narrow?.difference ?? NaN, narrow?.upper ?? NaN);
        within(wide?.lower ?? NaN, narrow?.lower ?? NaN, wide?.upper ?? NaN);
        const katz = katzRiskRatio(one, other);
        if (katz.ok && katz.value.interval)
          expect(katz.value.interval.lower <= katz.value.ratio && katz.value.ratio <= katz.value.interval.upper).toBe(
            true,
          );
      }),
    );
    const count = fc.nat({ max: 60 });
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const { oddsRatio, interval } = fisherExact({ a, b, c, d });
        if (oddsRatio === null) return;
        expect(interval.lower).toBeLessThanOrEqual(oddsRatio);
        expect(interval.upper).toBeGreaterThanOrEqual(oddsRatio);
        const wide = fisherExact({ a, b, c, d }, 'TWO_SIDED', 0.99).interval;
        expect(wide.lower).toBeLessThanOrEqual(interval.lower);
        expect(wide.upper).toBeGreaterThanOrEqual(interval.upper);
      }),
    );
  });
});
