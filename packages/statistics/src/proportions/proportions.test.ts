import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectClose, expectInterval, valueOf } from '../testing/expect-close.ts';
import { proportionChiSquare, waldDifference } from './chi-square-test.ts';
import { mcNemar } from './mcnemar.ts';
import { newcombeInterval, nonInferiority } from './newcombe.ts';
import { poissonRateRatio } from './poisson.ts';
import { successRate, type Proportion } from './proportion.ts';
import { adverseImpactRatio, katzRiskRatio } from './risk-ratio.ts';

const of = (successes: number, trials: number): Proportion => ({ successes, trials });
const side = (events: number) => ({ events, exposure: 10 });
const anyProportion = fc
  .integer({ min: 1, max: 1e9 })
  .chain((trials) => fc.integer({ min: 0, max: trials }).map((successes) => of(successes, trials)));

describe('Newcombe', () => {
  it.each([
    [56, 70, 48, 80, 0.2, 0.0524314724024, 0.333872654037],
    [9, 10, 3, 10, 0.6, 0.170522723935, 0.809017973535],
    [6, 7, 2, 7, 0.571428571429, 0.0582279274823, 0.806249637524],
    [5, 56, 0, 29, 0.0892857142857, -0.0381371479035, 0.192560013855],
    [0, 10, 0, 20, 0, -0.161125158053, 0.277532799863],
    [10, 10, 0, 20, 1, 0.679086037142, 1],
    [10, 10, 0, 10, 1, 0.607509350431, 1],
    [900, 1000, 170, 200, 0.05, 0.00263514345433, 0.10860323395],
  ])('%i/%i − %i/%i', (x1, n1, x2, n2, difference, lower, upper) => {
    const interval = newcombeInterval(of(x1, n1), of(x2, n2));
    expectClose(interval?.difference, difference);
    expectInterval(interval, [lower, upper]);
  });

  it('is antisymmetric, holds the difference, and stays in [−1, 1]', () => {
    fc.assert(
      fc.property(anyProportion, anyProportion, (one, other) => {
        const there = newcombeInterval(one, other);
        const back = newcombeInterval(other, one);
        expect(Math.abs((there?.lower ?? NaN) + (back?.upper ?? NaN))).toBeLessThan(1e-12);
        expect(there?.lower).toBeGreaterThanOrEqual(-1);
        expect(there?.upper).toBeLessThanOrEqual(1);
        expect(there?.lower).toBeLessThanOrEqual((there?.difference ?? NaN) + 1e-15);
      }),
    );
    expect(newcombeInterval(of(0, 0), of(1, 2))).toBeNull();
  });
});

describe('non-inferiority against 19200/20000', () => {
  const own = of(19_200, 20_000);

  it('940/1000: d = −0.02, CI90 [−0.0337602654452, −0.0085519289467]: not shown at 3 points', () => {
    const result = nonInferiority(of(940, 1000), own, 0.03);
    expectClose(result?.difference, -0.02);
    expectInterval(result, [-0.0337602654452, -0.0085519289467]);
    expect(result?.parityShown).toBe(false);
  });

  it('955/1000: d = −0.005, CI90 [−0.0172678991143, 0.00489166416926]: shown at 3 points', () => {
    const result = nonInferiority(of(955, 1000), own, 0.03);
    expectInterval(result, [-0.0172678991143, 0.00489166416926]);
    expect(result?.parityShown).toBe(true);
    expect(nonInferiority(of(0, 0), own, 0.03)).toBeNull();
    expect(() => nonInferiority(own, own, 0)).toThrow(RangeError);
  });
});

describe('χ² and Wald', () => {
  it('smokers 83/86, 90/93, 129/136, 70/82: χ² = 12.6004112971 on 3, p = 0.00558547666163', () => {
    const result = valueOf(proportionChiSquare([of(83, 86), of(90, 93), of(129, 136), of(70, 82)]));
    expectClose(result.statistic, 12.6004112971);
    expectClose(result.p, 0.00558547666163);
    expect(result.degreesOfFreedom).toBe(3);
  });

  it('56/70 and 48/80, without and with Yates', () => {
    const pair = [of(56, 70), of(48, 80)] as const;
    const plain = valueOf(proportionChiSquare(pair));
    const corrected = valueOf(proportionChiSquare(pair, { continuity: true }));
    expectClose(plain.statistic, 7.02341137124);
    expectClose(plain.p, 0.0080450813682);
    expectClose(corrected.statistic, 6.1142704103);
    expectClose(corrected.p, 0.0134094751787);
    expectInterval(waldDifference(...pair), [0.057504899149, 0.342495100851]);
    expectInterval(waldDifference(...pair, { continuity: true }), [0.0441120420062, 0.355887957994]);
  });

  it('aggregate Berkeley table 1198/2691 and 557/1835: 92.2052804115', () => {
    expectClose(valueOf(proportionChiSquare([of(1198, 2691), of(557, 1835)])).statistic, 92.2052804115);
  });

  it('all succeed, or one group only: named', () => {
    expect(proportionChiSquare([of(5, 5), of(9, 9)])).toEqual({ ok: false, reason: 'ZERO_VARIANCE' });
    expect(proportionChiSquare([of(5, 6), of(0, 0)])).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
    expect(waldDifference(of(0, 0), of(1, 1))).toBeNull();
  });
});

describe('ratios of rates', () => {
  it('12/40 over 48/80 = 0.5 [0.301432941046, 0.829371863383]: under four fifths', () => {
    const impact = valueOf(adverseImpactRatio(of(12, 40), of(48, 80)));
    expectClose(impact.ratio, 0.5);
    expectInterval(impact.interval, [0.301432941046, 0.829371863383]);
    expect(impact.underThreshold).toBe(true);
  });

  it('940/1000 over 19200/20000 = 0.979166666667 [0.963709143378, 0.994872122672]', () => {
    const impact = valueOf(adverseImpactRatio(of(940, 1000), of(19_200, 20_000)));
    expectClose(impact.ratio, 0.979166666667);
    expectInterval(impact.interval, [0.963709143378, 0.994872122672]);
    expect(impact.underThreshold).toBe(false);
  });

  it('no own success has no ratio, no partner success a ratio of 0 without interval, all succeed 1 exactly', () => {
    expect(katzRiskRatio(of(1, 2), of(0, 2))).toEqual({ ok: false, reason: 'NO_EVENT' });
    expect(katzRiskRatio(of(1, 2), of(0, 0))).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
    expect(katzRiskRatio(of(0, 2), of(1, 2))).toEqual({ ok: true, value: { ratio: 0, interval: null } });
    expectInterval(valueOf(katzRiskRatio(of(3, 3), of(7, 7))).interval, [1, 1]);
    expect(successRate(of(0, 0))).toBeNull();
    expect(successRate(of(1, 4))).toBe(0.25);
  });

  it('Poisson 12/10⁴ over 100/2·10⁵ = 2.4, p = 0.0114656196693, [1.19995113958, 4.38069247266]', () => {
    const result = valueOf(poissonRateRatio({ events: 12, exposure: 1e4 }, { events: 100, exposure: 2e5 }));
    expectClose(result.ratio, 2.4);
    expectClose(result.p, 0.0114656196693);
    expectInterval(result.interval, [1.19995113958, 4.38069247266]);
  });

  it('Poisson without events, with none on one side, and with 1e9', () => {
    expect(poissonRateRatio(side(0), side(0))).toEqual({ ok: false, reason: 'NO_EVENT' });
    expect(poissonRateRatio(side(1), { events: 1, exposure: 0 })).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
    expectInterval(valueOf(poissonRateRatio(side(0), side(5))).interval, [0, 1 / (0.025 ** (-1 / 5) - 1) ** -1]);
    expect(valueOf(poissonRateRatio(side(5), side(0)))).toMatchObject({
      ratio: Infinity,
      interval: { upper: Infinity },
    });
    const large = valueOf(poissonRateRatio(side(1e9), side(1e9), { alternative: 'GREATER' }));
    expectClose(large.p, 0.5, 1e-4);
    expectInterval(large.interval, [1 - 1.96 * Math.sqrt(2e-9), 1 + 1.96 * Math.sqrt(2e-9)], 1e-8);
  });
});

describe('McNemar', () => {
  it('b = 150, c = 86: (64−1)²/236 = 16.8177966102, 64²/236 = 17.3559322034', () => {
    const result = valueOf(mcNemar({ firstOnly: 150, secondOnly: 86 }));
    expectClose(result.correctedStatistic, 16.8177966102);
    expectClose(result.correctedP, 4.11456228135e-5);
    expectClose(result.statistic, 17.3559322034);
    expectClose(result.p, 3.09929344105e-5);
    expect(result.recommended).toBe('CHI_SQUARE');
  });

  it('b = 9, c = 2: exact 2·(1 + 11 + 55)/2¹¹ = 0.0654296875', () => {
    expectClose(valueOf(mcNemar({ firstOnly: 9, secondOnly: 2 }, 'GREATER')).exactP, 0.0654296875 / 2);
    const result = valueOf(mcNemar({ firstOnly: 9, secondOnly: 2 }));
    expectClose(result.exactP, 0.0654296875);
    expect(result.recommended).toBe('EXACT');
  });

  it('no discordant pair is named; a perfect balance is no evidence, at any size', () => {
    expect(mcNemar({ firstOnly: 0, secondOnly: 0 })).toEqual({ ok: false, reason: 'NO_EVENT' });
    expect(valueOf(mcNemar({ firstOnly: 5e8, secondOnly: 5e8 }))).toMatchObject({ p: 1, correctedP: 1, exactP: 1 });
  });
});
