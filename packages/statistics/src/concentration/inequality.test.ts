import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/expect-close.ts';
import { gini } from './gini.ts';
import { shannonEntropy } from './shannon.ts';
import { theilDecomposition, theilL, theilT } from './theil.ts';

const positive = fc.array(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 });

describe('Gini', () => {
  it('1..5: (−4·1 − 2·2 + 0 + 2·4 + 4·5)/(5·15) = 20/75', () => {
    expectClose(gini([1, 2, 3, 4, 5]), 0.266666667, 2e-9);
    expectClose(gini([5, 3, 1, 4, 2]), 20 / 75);
  });

  it('0,0,0,10: all in one hand of four = 3/4', () => expectClose(gini([0, 0, 0, 10]), 0.75));

  it('nothing to share out has no Gini', () => {
    expect(gini([])).toBeNull();
    expect(gini([0, 0])).toBeNull();
  });

  it('does not depend on the unit or on order, and stays in 0 … (n−1)/n', () => {
    fc.assert(
      fc.property(positive, (values) => {
        const index = gini(values) ?? NaN;
        expect(Math.abs((gini(values.map((value) => value * 7).toReversed()) ?? NaN) - index)).toBeLessThan(1e-12);
        expect(index).toBeGreaterThanOrEqual(-1e-12);
        expect(index).toBeLessThanOrEqual((values.length - 1) / values.length + 1e-12);
      }),
    );
  });
});

describe('Theil', () => {
  it('1..5: T = 0.119687593584, L = 0.141113940112', () => {
    expectClose(theilT([1, 2, 3, 4, 5]), 0.119687593584);
    expectClose(theilL([1, 2, 3, 4, 5]), 0.141113940112);
  });

  it('0 counts as 0·ln 0 = 0 in T, and leaves L undefined', () => {
    expectClose(theilT([0, 0, 0, 10]), Math.log(4));
    expect(theilL([0, 0, 0, 10])).toBeNull();
    expect(theilT([0])).toBeNull();
    expect(theilL([])).toBeNull();
  });

  it('{40,30},{20,10}: 0.0241572567812 within + 0.0822828785051 between = 0.1064401352862', () => {
    const split = theilDecomposition([
      [40, 30],
      [20, 10],
    ]);
    expectClose(split?.total, 0.1064401352862);
    expectClose(split?.within, 0.0241572567812);
    expectClose(split?.between, 0.0822828785051);
  });

  it('within + between = total, empty groups included', () => {
    fc.assert(
      fc.property(fc.array(positive, { minLength: 1, maxLength: 6 }), (groups) => {
        const split = theilDecomposition([...groups, []]);
        expect(Math.abs((split?.within ?? NaN) + (split?.between ?? NaN) - (split?.total ?? NaN))).toBeLessThan(1e-10);
      }),
    );
    expect(theilDecomposition([[0], []])).toBeNull();
  });
});

describe('Shannon entropy', () => {
  it('four equal firms have ln 4, a monopoly 0, no firm none', () => {
    expectClose(shannonEntropy([0.25, 0.25, 0.25, 0.25]), Math.log(4));
    expect(shannonEntropy([1, 0])).toBe(0);
    expect(shannonEntropy([])).toBeNull();
  });
});
