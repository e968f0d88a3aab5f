import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectAllClose, expectClose } from '../testing/expect-close.ts';
import { binomial } from './binomial.ts';
import { hypergeometric, tiltedWindow } from './hypergeometric.ts';
import { exactP, lastWhere, type Lattice } from './lattice.ts';

const anyUrn = fc.integer({ min: 1, max: 60 }).chain((total) =>
  fc.record({
    draws: fc.integer({ min: 0, max: total }),
    marked: fc.integer({ min: 0, max: total }),
    total: fc.constant(total),
  }),
);

function masses({ lowest, highest, lnDensity }: Lattice): number[] {
  return Array.from({ length: highest - lowest + 1 }, (_, index) => Math.exp(lnDensity(lowest + index)));
}

function total(values: readonly number[]): number {
  return values.reduce((left, right) => left + right, 0);
}

describe('hypergeometric', () => {
  it('more than 2 of 60 marked among 1000 in 5 draws (R: phyper(2, 60, 940, 5, lower = FALSE))', () => {
    const threeOrMore = [3, 4, 5].map((k) => (choose(60, k) * choose(940, 5 - k)) / choose(1000, 5));
    expectClose(hypergeometric({ draws: 5, marked: 60, total: 1000 }).upperTail(3), total(threeOrMore), 1e-12);
  });

  it('densities sum to 1, tails to their sums, the mode is the peak', () => {
    fc.assert(
      fc.property(anyUrn, (urn) => {
        const law = hypergeometric(urn);
        const all = masses(law);
        expectClose(total(all), 1, 1e-12);
        const peak = Math.max(...all);
        expectClose(Math.exp(law.lnDensity(law.mode)), peak, 1e-9);
        all.forEach((_, index) => {
          expectClose(law.upperTail(law.lowest + index), Math.min(1, total(all.slice(index))), 1e-10);
          expectClose(law.lowerTail(law.lowest + index), Math.min(1, total(all.slice(0, index + 1))), 1e-10);
        });
        expect([law.upperTail(law.highest + 1), law.lowerTail(law.lowest - 1)]).toEqual([0, 0]);
      }),
    );
  });

  it('tilted by ψ = 1 it is itself; tilted by 2 the ratio to itself grows by 2 at each step', () => {
    fc.assert(
      fc.property(anyUrn, (urn) => {
        const law = hypergeometric(urn);
        const plain = tiltedWindow(law, 0);
        const doubled = tiltedWindow(law, Math.LN2);
        expectClose(total([...plain.masses]), 1, 1e-12);
        expectClose(total([...doubled.masses]), 1, 1e-12);
        const weighted = masses(law).map((mass, index) => mass * 2 ** (law.lowest + index));
        expectClose(doubled.lnNormaliser, Math.log(total(weighted)), 1e-9);
        expectAllClose(
          [...doubled.masses],
          [...doubled.masses].map(
            (_, index) => (weighted[doubled.start - law.lowest + index] ?? NaN) / total(weighted),
          ),
          1e-9,
        );
      }),
    );
  });

  it('an empty urn gives 0 for certain; more marked than units is a caller error', () => {
    const empty = hypergeometric({ draws: 0, marked: 0, total: 0 });
    expect([empty.lnDensity(0), empty.upperTail(0), empty.upperTail(1)]).toEqual([0, 1, 0]);
    expect(() => hypergeometric({ draws: 1, marked: 3, total: 2 })).toThrow(RangeError);
  });
});

describe('binomial', () => {
  it('densities sum to 1 and tails to their sums, p = 0 and p = 1 included', () => {
    const trials = fc.integer({ min: 0, max: 60 });
    const probability = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0.001, max: 0.999, noNaN: true }));
    fc.assert(
      fc.property(trials, probability, (n, p) => {
        const law = binomial(n, p);
        const all = masses(law);
        expectClose(total(all), 1, 1e-12);
        all.forEach((_, x) => {
          expect(Math.abs(law.upperTail(x) - total(all.slice(x)))).toBeLessThan(1e-12);
          expect(Math.abs(law.lowerTail(x) - total(all.slice(0, x + 1)))).toBeLessThan(1e-12);
        });
      }),
    );
  });

  it('a billion tosses, 40,000 heads over half: 0.00570653243728 (scipy)', () => {
    expectClose(binomial(1e9, 0.5).upperTail(500_040_000), 0.005706532437279621, 1e-10);
  });
});

describe('two-sided', () => {
  it('sums every value no likelier than the observed one', () => {
    fc.assert(
      fc.property(anyUrn, (urn) => {
        const law = hypergeometric(urn);
        const all = masses(law);
        all.forEach((observed, index) => {
          const rare = all.filter((mass) => mass <= observed * (1 + 1e-7));
          expectClose(exactP(law, law.lowest + index, 'TWO_SIDED'), Math.min(1, total(rare)), 1e-9);
        });
      }),
    );
  });

  it('bisection finds the last place where a condition holds', () => {
    expect(lastWhere((x) => x * x <= 1e12, 0, 2 ** 52)).toBe(1e6);
  });
});

function choose(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= k; i++) result = (result * (n - k + i)) / i;
  return result;
}
