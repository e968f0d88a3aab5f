import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fisherExact } from '../proportions/fisher.ts';
import type { ParityCell } from '../proportions/proportion.ts';
import { expectClose, expectInterval } from '../testing/expect-close.ts';
import { against, cellOf, GOLDEN_B, UCB_ADMISSIONS } from '../testing/golden.ts';
import { exactStratifiedTail } from './exact-tail.ts';
import { exactStratifiedTest } from './exact-test.ts';

const side = (most: number) =>
  fc
    .integer({ min: 0, max: most })
    .chain((trials) => fc.integer({ min: 0, max: trials }).map((successes) => ({ successes, trials })));
const anyCells = fc.array(fc.record({ partner: side(6), own: side(9) }), { minLength: 1, maxLength: 6 });
const exchanged = (cells: readonly ParityCell[]) => cells.map(({ partner, own }) => ({ partner: own, own: partner }));

describe('exact stratified test', () => {
  it('golden B as R mantelhaen.test(exact = TRUE): p 0.0499808893684, ψ 1.38440 [0.98712, 1.92949]; greater 0.0298578080137', () => {
    const { p, oddsRatio, interval } = exactStratifiedTest(GOLDEN_B);
    expectClose(p, 0.0499808893684008);
    expectClose(exactStratifiedTest(GOLDEN_B, 'GREATER').p, 0.0298578080137);
    // R's roots stop at about 1e-4.
    expectClose(oddsRatio, 1.3844010241810665, 1e-4);
    expectInterval(interval, [0.9871181993716419, 1.9294895922783217], 1e-4);
  });

  it('Berkeley, 4,526 applicants in six departments: p 0.227762526798, ψ 0.905076 [0.769714, 1.063417]', () => {
    const { p, oddsRatio, interval } = exactStratifiedTest(UCB_ADMISSIONS);
    expectClose(p, 0.227762526798206);
    expectClose(oddsRatio, 0.905076193637823, 1e-4);
    expectInterval(interval, [0.769714040580826, 1.063416992780021], 1e-4);
  });

  it('one stratum is Fisher’s test, whatever the alternative', () => {
    fc.assert(
      fc.property(side(30), side(60), fc.constantFrom('GREATER', 'LESS', 'TWO_SIDED'), (partner, own, alternative) => {
        const table = {
          a: own.successes,
          b: own.trials - own.successes,
          c: partner.successes,
          d: partner.trials - partner.successes,
        };
        const one = exactStratifiedTest([{ partner, own }], alternative);
        const fisher = fisherExact(table, alternative);
        expectClose(one.p, fisher.p);
        if (fisher.oddsRatio === null || fisher.oddsRatio === Infinity) expect(one.oddsRatio).toBe(fisher.oddsRatio);
        else expectClose(one.oddsRatio, fisher.oddsRatio, 1e-8);
        expectInterval(one.interval, [fisher.interval.lower, fisher.interval.upper], 1e-8);
      }),
    );
  });

  it('is the same with strata in another order; exchanging the sides inverts the ratio and keeps p', () => {
    fc.assert(
      fc.property(anyCells, (cells) => {
        const there = exactStratifiedTest(cells);
        const turned = exactStratifiedTest(cells.toReversed());
        const back = exactStratifiedTest(exchanged(cells));
        expectClose(turned.p, there.p);
        expectClose(back.p, there.p);
        expectClose(exactStratifiedTest(exchanged(cells), 'LESS').p, exactStratifiedTail(cells));
        if (there.oddsRatio === null || back.oddsRatio === null) expect(back.oddsRatio).toBe(there.oddsRatio);
        else if (there.oddsRatio > 0 && back.oddsRatio > 0 && back.oddsRatio < Infinity)
          expectClose(there.oddsRatio, 1 / back.oddsRatio, 1e-8);
        expect(there.interval.lower).toBeLessThanOrEqual(there.oddsRatio ?? 1);
        expect(there.interval.upper).toBeGreaterThanOrEqual(there.oddsRatio ?? 1);
        expect(there.p).toBeGreaterThan(0);
        expect(there.p).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('the 95 % interval leaves out 1 whenever twice the smaller tail is under 5 %, and only then', () => {
    fc.assert(
      fc.property(anyCells, (cells) => {
        const { lower, upper } = exactStratifiedTest(cells).interval;
        const smaller = Math.min(exactStratifiedTail(cells), exactStratifiedTail(exchanged(cells)));
        if (Math.abs(smaller - 0.025) > 1e-9) expect(lower > 1 || upper < 1).toBe(smaller < 0.025);
      }),
    );
  });

  it('margins that fix everything, and complete separation, are stated', () => {
    const open = { lower: 0, upper: Infinity };
    expect(exactStratifiedTest([])).toEqual({ p: 1, oddsRatio: null, interval: open });
    expect(exactStratifiedTest([against([3, 3], [9, 9])])).toEqual({ p: 1, oddsRatio: null, interval: open });
    const separated = exactStratifiedTest([cellOf(9, 0, 0, 2), cellOf(4, 0, 0, 1)]);
    expect(separated).toMatchObject({ oddsRatio: Infinity, interval: { upper: Infinity } });
    // 1/C(11, 2) · 1/5
    expectClose(separated.p, 1 / 55 / 5);
    expect(exactStratifiedTest([cellOf(0, 9, 2, 0)])).toMatchObject({ oddsRatio: 0, interval: { lower: 0 } });
  });

  it('100,000 strata of one partner unit and one failure in ten: the interval is Clopper–Pearson’s, in ratios of odds to 1/9', () => {
    const failures = 10_250;
    const cells = Array.from({ length: 100_000 }, (_, k) =>
      k < failures ? against([0, 1], [9, 9]) : against([1, 1], [8, 9]),
    );
    const { p, oddsRatio, interval } = exactStratifiedTest(cells);
    expectClose(oddsRatio, (failures / (100_000 - failures)) * 9, 1e-9);
    // R: binom.test(10250, 100000, 0.1)
    const [low, high] = [0.1006266796423012, 0.1043964108683259];
    expectInterval(interval, [(9 * low) / (1 - low), (9 * high) / (1 - high)]);
    expectClose(p, 0.0086715994551014);
  });
});
