import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectAllClose } from '../testing/expect-close.ts';
import { benjaminiHochberg, eBenjaminiHochberg, holm } from './adjust.ts';

const fifteen = [
  1e-4, 4e-4, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
];
const probabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 });

describe('Benjamini–Hochberg and Holm', () => {
  it('fifteen p-values: four rejected at 5 %', () => {
    const qs = benjaminiHochberg(fifteen);
    expectAllClose(
      qs,
      [
        0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.0638571428571, 0.0638571428571, 0.0645, 0.0765, 0.486,
        0.581181818182, 0.714875, 0.753230769231, 0.813214285714, 1,
      ],
    );
    expect(qs.filter((q) => q < 0.05)).toHaveLength(4);
    expectAllClose(
      holm(fifteen),
      [0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.278, 0.278, 0.278, 0.3213, 1, 1, 1, 1, 1, 1],
    );
  });

  it('in any order: 0.01,0.04,0.03,0.005,0.55', () => {
    const ps = [0.01, 0.04, 0.03, 0.005, 0.55];
    expectAllClose(benjaminiHochberg(ps), [0.025, 0.05, 0.05, 0.025, 0.55]);
    expectAllClose(holm(ps), [0.04, 0.09, 0.09, 0.025, 0.55]);
  });

  it('golden B strata: 0.0456048208, 1, 1, 0.3551899518 → 0.182419283, 1, 1, 0.710379904', () => {
    expectAllClose(benjaminiHochberg([0.0456048208, 1, 1, 0.3551899518]), [0.182419283, 1, 1, 0.710379904], 2e-9);
  });

  it('p ≤ q ≤ Holm ≤ 1, and both keep the order', () => {
    fc.assert(
      fc.property(probabilities, (ps) => {
        const [qs, hs] = [benjaminiHochberg(ps), holm(ps)];
        ps.forEach((p, i) => {
          expect(qs[i]).toBeGreaterThanOrEqual(p);
          expect(hs[i]).toBeGreaterThanOrEqual((qs[i] ?? NaN) * (1 - 1e-12));
          expect(hs[i]).toBeLessThanOrEqual(1);
          ps.forEach((other, j) => {
            if (p < other) expect(qs[i]).toBeLessThanOrEqual(qs[j] ?? NaN);
          });
        });
      }),
      { numRuns: 50 },
    );
    expect(benjaminiHochberg([])).toEqual([]);
    expect(() => holm([NaN])).toThrow(RangeError);
  });
});

describe('e-BH', () => {
  it('450,130,70,30,8,3,1.2,.6,.2,.05 at 5 %: 70 ≥ 10/(0.05·3), 30 < 10/(0.05·4) → the first three', () => {
    const rejected = eBenjaminiHochberg([450, 130, 70, 30, 8, 3, 1.2, 0.6, 0.2, 0.05].map(Math.log));
    expect(rejected).toEqual([true, true, true, false, false, false, false, false, false, false]);
  });

  it('equals Benjamini–Hochberg on p = 1/e', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 20 }), (es) => {
        const byP = benjaminiHochberg(es.map((e) => 1 / e)).map((q) => q <= 0.05);
        expect(eBenjaminiHochberg(es.map(Math.log))).toEqual(byP);
      }),
    );
    expect(eBenjaminiHochberg([0, 1000])).toEqual([false, true]);
    expect(eBenjaminiHochberg([])).toEqual([]);
  });
});
