import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/expect-close.ts';
import { fisherExact, type TwoByTwo } from './fisher.ts';

const tea: TwoByTwo = { a: 3, b: 1, c: 1, d: 3 };
const twins: TwoByTwo = { a: 2, b: 15, c: 10, d: 3 };
const small = fc.integer({ min: 0, max: 12 });
const anyTable = fc.record({ a: small, b: small, c: small, d: small });

describe('Fisher p-values', () => {
  it('tea: (16 + 1)/70 = 0.242857142857 greater, 34/70 two-sided', () => {
    expectClose(fisherExact(tea, 'GREATER').p, 0.242857142857);
    expectClose(fisherExact(tea).p, 0.485714285714);
  });

  it('twins: 0.000536724119143 two-sided, 0.000465180943363 less', () => {
    expectClose(fisherExact(twins).p, 0.000536724119143);
    expectClose(fisherExact(twins, 'LESS').p, 0.000465180943363);
  });

  it('25/975 against 200/19800, greater: 7.54990830218e-5', () => {
    expectClose(fisherExact({ a: 25, b: 975, c: 200, d: 19_800 }, 'GREATER').p, 7.54990830218e-5);
  });

  it('golden B by stratum: 0.0456048208, 1, 1, 0.3551899518', () => {
    const strata = [
      { a: 900, b: 100, c: 170, d: 30 },
      { a: 190, b: 10, c: 570, d: 30 },
      { a: 48, b: 2, c: 19, d: 1 },
      { a: 240, b: 60, c: 60, d: 20 },
    ];
    const expected = [0.0456048208, 1, 1, 0.3551899518];
    strata.forEach((table, index) => expectClose(fisherExact(table).p, expected[index] ?? NaN, 2e-9));
  });
});

/** Weights C(4,x)C(4,4−x) of the tea table are 1, 16, 36, 16, 1. */
const total = (odds: number) => 1 + 16 * odds + 36 * odds ** 2 + 16 * odds ** 3 + odds ** 4;

describe('conditional estimate and exact interval', () => {
  it('tea: the estimate solves ψ⁴ − 36ψ² − 32ψ − 3 = 0, i.e. E[X] = 3', () => {
    const odds = fisherExact(tea).oddsRatio ?? NaN;
    expect(Math.abs(odds ** 4 - 36 * odds ** 2 - 32 * odds - 3)).toBeLessThan(1e-9);
  });

  it('tea: P(X ≥ 3) = .025 at the lower limit, P(X ≤ 3) = .025 at the upper', () => {
    const { lower, upper } = fisherExact(tea).interval;
    expectClose((16 * lower ** 3 + lower ** 4) / total(lower), 0.025);
    expectClose(1 - upper ** 4 / total(upper), 0.025);
  });

  // R solves these roots to about 1e-4 (uniroot's default tolerance, on 1/x above 1), so the printed values
  // are met to that only; the two tests above check the defining equations themselves.
  it.each([
    [tea, 'GREATER', 6.40830886701, 0.31356926411, Infinity],
    [tea, 'TWO_SIDED', 6.40830886701, 0.211732915306, 621.933750545],
    [twins, 'TWO_SIDED', 0.0469366088277, 0.00332576403386, 0.363182271475],
    [twins, 'LESS', 0.0469366088277, 0, 0.284960137936],
    [{ a: 25, b: 975, c: 200, d: 19_800 }, 'GREATER', 2.53823110695, 1.72079065783, Infinity],
  ] as const)('%j %s as printed by R', (table, alternative, odds, lower, upper) => {
    const result = fisherExact(table, alternative);
    expectClose(result.oddsRatio, odds, 1e-4);
    expect(Math.abs(result.interval.lower - lower)).toBeLessThan(5e-5);
    if (upper === Infinity) expect(result.interval.upper).toBe(Infinity);
    else expectClose(result.interval.upper, upper, 1e-2);
  });
});

describe('extreme tables', () => {
  it('an empty table, or one with an empty margin, has p = 1 and no odds ratio', () => {
    expect(fisherExact({ a: 0, b: 0, c: 0, d: 0 })).toEqual({
      p: 1,
      oddsRatio: null,
      interval: { lower: 0, upper: Infinity },
    });
    expect(fisherExact({ a: 5, b: 0, c: 7, d: 0 })).toMatchObject({ p: 1, oddsRatio: null });
  });

  it('separation: odds ratio 0 or Infinity with a one-sided interval', () => {
    expect(fisherExact({ a: 5, b: 0, c: 0, d: 5 })).toMatchObject({
      oddsRatio: Infinity,
      interval: { upper: Infinity },
    });
    expect(fisherExact({ a: 0, b: 5, c: 5, d: 0 })).toMatchObject({ oddsRatio: 0, interval: { lower: 0 } });
  });

  it('one unit short of separation at 1e9: √z·I₁(2√z)/I₀(2√z) = 1 at the estimate, I₀(2√z) = 1/.975 at the end, z = 10¹⁸/ψ', () => {
    const { oddsRatio, interval } = fisherExact({ a: 1e9 - 1, b: 1, c: 1, d: 1e9 - 1 });
    expectClose(oddsRatio, 5.98881e17, 1e-5);
    expectClose(1e18 / interval.upper, 0.0254782798, 1e-5);
    expect(interval.lower).toBeLessThan(oddsRatio ?? NaN);
  });

  it('counts near 1e9 stay finite: nearly the normal answer', () => {
    const { p, oddsRatio, interval } = fisherExact({ a: 25_001e4, b: 25e7, c: 25e7, d: 25e7 });
    expectClose(oddsRatio, 1.00004, 1e-9);
    expect(p).toBeGreaterThan(0.75);
    expect(p).toBeLessThan(0.76);
    expect(interval.lower).toBeLessThan(1);
    expect(interval.upper).toBeGreaterThan(1);
  });

  it('p is the same with rows and columns swapped, and one-sided tails overlap at the table', () => {
    fc.assert(
      fc.property(anyTable, ({ a, b, c, d }) => {
        const { p } = fisherExact({ a, b, c, d });
        expectClose(fisherExact({ a: d, b: c, c: b, d: a }).p, p, 1e-9);
        expectClose(fisherExact({ a, b: c, c: b, d }).p, p, 1e-9);
        const overlap = fisherExact({ a, b, c, d }, 'LESS').p + fisherExact({ a, b, c, d }, 'GREATER').p;
        expect(overlap).toBeGreaterThanOrEqual(1 - 1e-9);
        expect(p).toBeLessThanOrEqual(1);
        expect(p).toBeGreaterThan(0);
      }),
    );
  });
});
