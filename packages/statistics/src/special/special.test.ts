import standardBeta from '@stdlib/math-base-special-betainc';
import standardGamma from '@stdlib/math-base-special-gammainc';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/expect-close.ts';
import { regularisedBeta, regularisedBetaUpper } from './beta.ts';
import { chiSquareUpper } from './chi-square.ts';
import { lnChoose, lnFactorial, lnGamma, regularisedGammaLower, regularisedGammaUpper } from './gamma.ts';
import { criticalZ, erfc, lnNormalCdf, normalCdf, normalDensity, normalQuantile } from './normal.ts';
import { lnBinomialDensity } from './saddle-point.ts';
import { criticalT, studentCdf, studentQuantile } from './student.ts';

describe('normal', () => {
  it('tails at −1.96, −5, −8', () => {
    expectClose(normalCdf(-1.96), 0.0249978951482);
    expectClose(normalCdf(-5), 2.86651571879e-7);
    expectClose(normalCdf(-8), 6.22096057427e-16);
  });

  it('quantiles at .95, .975, .99, 1e-5, and in the far tail', () => {
    expectClose(normalQuantile(0.95), 1.64485362695);
    expectClose(normalQuantile(0.975), 1.95996398454);
    expectClose(normalQuantile(0.99), 2.32634787404);
    expectClose(normalQuantile(1e-5), -4.26489079392);
    expectClose(criticalZ(0.9), 1.64485362695);
    expectClose(lnNormalCdf(normalQuantile(1e-300)), Math.log(1e-300));
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
    expect(() => normalQuantile(1.1)).toThrow(RangeError);
  });

  it('erfc(½) and erfc(5)', () => {
    expectClose(erfc(0.5), 0.479500122187);
    expectClose(erfc(5), 1.53745979443e-12);
  });

  it('ln Φ joins its two branches at −5 and stays finite at −1e8', () => {
    expectClose(lnNormalCdf(-5.0001), -15.06551704922196, 1e-13);
    expectClose(lnNormalCdf(-5), Math.log(2.866515718791939e-7), 1e-12);
    expectClose(lnNormalCdf(-1e8), -5e15, 1e-9);
    expect(lnNormalCdf(-Infinity)).toBe(-Infinity);
    expectClose(normalDensity(0), 1 / Math.sqrt(2 * Math.PI));
  });

  it('quantile inverts cdf', () => {
    fc.assert(
      fc.property(fc.double({ min: -35, max: 4, noNaN: true }), (z) => {
        // Over 1, the rounding of Φ itself is what is left.
        expect(Math.abs(normalQuantile(normalCdf(z)) - z)).toBeLessThan(z < 1 ? 1e-13 * Math.max(1, -z) : 1e-9);
      }),
    );
  });
});

describe('Student and χ²', () => {
  it('t₁₀ lower(−2), t₂₉ lower(−3), quantiles at .975', () => {
    expectClose(studentCdf(-2, 10), 0.0366940173854);
    expectClose(studentCdf(-3, 29), 0.00274959606695);
    expectClose(studentQuantile(0.975, 10), 2.22813885199);
    expectClose(criticalT(0.95, 29), 2.04522964213);
    expectClose(criticalT(0.95, 8), 2.3060041352);
  });

  it('t with 1e9 degrees of freedom is nearly normal, and infinite t has no tail', () => {
    expectClose(studentCdf(-3, 1e9), 0.0013498980648689565, 1e-8);
    expect([studentCdf(-Infinity, 5), studentCdf(0, 5), studentCdf(Infinity, 5)]).toEqual([0, 0.5, 1]);
  });

  it('χ²₁ upper(3.841459), χ²₃ upper(12.6)', () => {
    expectClose(chiSquareUpper(3.841459, 1), 0.0499999946532);
    expectClose(chiSquareUpper(12.6, 3), 0.0055865460973);
    expect([chiSquareUpper(0, 2), chiSquareUpper(Infinity, 2), chiSquareUpper(1e300, 1)]).toEqual([1, 0, 0]);
    expect(() => chiSquareUpper(1, 0)).toThrow(RangeError);
  });
});

describe('gamma and beta', () => {
  it('P(½, 1), P(2.5, 3), I_.2(2, 3), ln Γ(10.5)', () => {
    expectClose(regularisedGammaLower(0.5, 1), 0.84270079295);
    expectClose(regularisedGammaLower(2.5, 3), 0.693781081587);
    expectClose(1 - regularisedGammaUpper(2.5, 3), 0.693781081587);
    expectClose(regularisedBeta(0.2, 2, 3), 0.1808);
    expectClose(lnGamma(10.5), 13.940625219404);
    expectClose(lnFactorial(10), Math.log(3628800));
    expectClose(Math.exp(lnChoose(49, 6)), 13983816);
    expect(lnChoose(4, 5)).toBe(-Infinity);
  });

  it('keeps its digits with parameters of 1e9 (values of Boost)', () => {
    expectClose(regularisedBeta(0.5, 1e9, 1e9), 0.5, 1e-10);
    expectClose(regularisedBetaUpper(0.05, 5e7, 9.5e8), 0.49998263461085934, 1e-10);
    expectClose(regularisedBeta(1e-9, 1e-3, 1e9), 0.9997803916424146, 1e-12);
    expectClose(regularisedBeta(0.999, 50, 0.01), 0.02453969479842518, 1e-12);
  });

  it('agrees with an independent implementation (stdlib) at moderate parameters', () => {
    const shape = fc.double({ min: 0.05, max: 500, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), shape, shape, (x, a, b) => {
        const expected = standardBeta(x, a, b, true);
        if (expected > 1e-250) expectClose(regularisedBeta(x, a, b), expected, 1e-10);
      }),
    );
  });

  it('I_x(a, b) + I_{1−x}(b, a) = 1 and stays in [0, 1]', () => {
    const shape = fc.double({ min: 1e-3, max: 1e7, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), shape, shape, (x, a, b) => {
        const tail = regularisedBeta(x, a, b);
        expect(tail).toBeGreaterThanOrEqual(0);
        expect(tail).toBeLessThanOrEqual(1);
        expect(Math.abs(tail + regularisedBeta(1 - x, b, a, x) - 1)).toBeLessThan(1e-9);
      }),
    );
  });

  it('incomplete gamma agrees with stdlib at moderate shapes', () => {
    const shape = fc.double({ min: 0.05, max: 150, noNaN: true });
    fc.assert(
      fc.property(shape, fc.double({ min: 0.001, max: 300, noNaN: true }), (a, x) => {
        const [lower, upper] = [standardGamma(x, a, true, false), standardGamma(x, a, true, true)];
        if (lower > 1e-250) expectClose(regularisedGammaLower(a, x), lower, 1e-10);
        if (upper > 1e-250 && x > a) expectClose(regularisedGammaUpper(a, x), upper, 1e-10);
      }),
    );
    expect([regularisedGammaLower(2, 0), regularisedGammaUpper(2, 0), regularisedGammaUpper(2, Infinity)]).toEqual([
      0, 1, 0,
    ]);
    expect(() => regularisedGammaLower(0, 1)).toThrow(RangeError);
  });

  it('χ² with 10⁴, 10⁵ and 10⁶ degrees of freedom (values of scipy)', () => {
    expectClose(chiSquareUpper(10_300, 10_000), 0.017638117447345406);
    expectClose(chiSquareUpper(101_000, 100_000), 0.012868840377233648);
    expectClose(chiSquareUpper(1_003_000, 1_000_000), 0.017016772933266328);
    expectClose(chiSquareUpper(9_000, 10_000), 0.999999999999873, 1e-14);
  });

  it('the saddle-point density is the binomial one: C(10,3)/2¹⁰, and 1/√(πn/2) at the middle of 2·10⁹', () => {
    expectClose(Math.exp(lnBinomialDensity(3, 10, 0.5, 0.5)), 120 / 1024, 1e-13);
    expectClose(Math.exp(lnBinomialDensity(0, 10, 0.5, 0.5)), 1 / 1024, 1e-13);
    expectClose(Math.exp(lnBinomialDensity(1e9, 2e9, 0.5, 0.5)), (1 - 1 / 8e9) / Math.sqrt(Math.PI * 1e9), 1e-12);
    expect([lnBinomialDensity(1, 5, 0, 1), lnBinomialDensity(0, 5, 0, 1), lnBinomialDensity(6, 5, 0.5, 0.5)]).toEqual([
      -Infinity,
      0,
      -Infinity,
    ]);
  });
});
