import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pooledCell, type ParityCell } from '../proportions/proportion.ts';
import { expectClose, expectInterval, valueOf } from '../testing/expect-close.ts';
import { against, cellOf, GOLDEN_B, UCB_ADMISSIONS } from '../testing/golden.ts';
import { cmhTest } from './cmh-test.ts';
import { breslowDay, woolf } from './homogeneity.ts';
import { mantelHaenszelOddsRatio } from './odds-ratio.ts';
import { mantelHaenszelRiskDifference } from './risk-difference.ts';
import { mantelHaenszelRiskRatio, standardisedPartnerRate } from './risk-ratio.ts';

const count = fc.oneof(fc.integer({ min: 0, max: 1e9 }), fc.constantFrom(0, 1, 1e9));
const anyCell = fc.tuple(count, count, count, count).map(([a, b, c, d]) => cellOf(a, b, c, d));
const anyCells = fc.array(anyCell, { minLength: 1, maxLength: 6 });

function numbersOf(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' ? Object.values(value ?? {}).flatMap(numbersOf) : [];
}

describe('Berkeley admissions', () => {
  it('χ² 1.42694622859 with ½, 1.52460666044 without', () => {
    const result = valueOf(cmhTest(UCB_ADMISSIONS));
    expectClose(result.correctedStatistic, 1.42694622859);
    expectClose(result.correctedP, 0.232263462817);
    expectClose(result.statistic, 1.52460666044);
    expectClose(result.p, 0.216923697056);
  });

  it('odds ratio 0.904696828259 [0.771907361759, 1.06032976444]', () => {
    const result = valueOf(mantelHaenszelOddsRatio(UCB_ADMISSIONS));
    expectClose(result.oddsRatio, 0.904696828259);
    expectInterval(result.interval, [0.771907361759, 1.06032976444]);
  });

  it('per department 0.349212047 … 0.827872745; crude 1.84108003718', () => {
    const departments = UCB_ADMISSIONS.map((cell) => valueOf(mantelHaenszelOddsRatio([cell])).oddsRatio);
    const expected = [0.349212047, 0.80250071, 1.133059647, 0.921283756, 1.221631206, 0.827872745];
    departments.forEach((odds, index) => expectClose(odds, expected[index] ?? NaN, 1e-8));
    expectClose(valueOf(mantelHaenszelOddsRatio([pooledCell(UCB_ADMISSIONS)])).oddsRatio, 1.84108003718);
  });

  it('not homogeneous: Woolf 17.6440763642, Breslow–Day 18.825513705 on 5', () => {
    const byWoolf = valueOf(woolf(UCB_ADMISSIONS));
    expectClose(byWoolf.statistic, 17.6440763642);
    expectClose(byWoolf.p, 0.00342720049352);
    const byBreslowDay = valueOf(breslowDay(UCB_ADMISSIONS));
    expectClose(byBreslowDay.statistic, 18.825513705);
    expectClose(byBreslowDay.p, 0.00207139034992);
    expect(byBreslowDay.degreesOfFreedom).toBe(5);
    expect(byBreslowDay.taroneStatistic).toBeLessThan(byBreslowDay.statistic);
  });

  it('Breslow–Day where one unit stands beside 10⁹: 1400505295.60 in exact arithmetic, not NaN; golden B, strata 1 and 2, 1.13207026614, Tarone 1.12604839593', () => {
    const beside = valueOf(breslowDay([cellOf(801_010_590, 1, 0, 1), cellOf(0, 1e9, 1, 0)]));
    expectClose(beside.statistic, 1400505295.602649);
    expectClose(beside.taroneStatistic, 1400505295.602649);
    const crossed = [cellOf(999_999_990, 10, 5, 999_999_995), cellOf(10, 999_999_990, 999_999_999, 1)];
    expectClose(valueOf(breslowDay([...crossed, cellOf(5e8, 5e8, 3, 4)])).statistic, 3999999896.142858);
    const b = valueOf(breslowDay(GOLDEN_B.slice(0, 2)));
    expectClose(b.statistic, 1.13207026614258);
    expectClose(b.taroneStatistic, 1.12604839593519);
  });
});

describe('golden B', () => {
  it('crude 0.889032258065 against 0.91: the partner looks better by 1.02358490566', () => {
    const { own, partner } = pooledCell(GOLDEN_B);
    expectClose(own.successes / own.trials, 0.889032258065);
    expectClose(partner.successes / partner.trials, 0.91);
    expectClose(partner.successes / partner.trials / (own.successes / own.trials), 1.02358490566);
  });

  it('odds ratio 1.37159856628 [0.997941495846, 1.88516324339], χ² 3.60725738666 and 3.93851524348', () => {
    const odds = valueOf(mantelHaenszelOddsRatio(GOLDEN_B));
    expectClose(odds.oddsRatio, 1.37159856628);
    expectInterval(odds.interval, [0.997941495846, 1.88516324339]);
    const test = valueOf(cmhTest(GOLDEN_B));
    expectClose(test.correctedStatistic, 3.60725738666);
    expectClose(test.correctedP, 0.0575279177788);
    expectClose(test.statistic, 3.93851524348);
    expectClose(test.p, 0.047192412456, 3e-9);
  });

  it('risk difference −0.029519872814, Sato 95 % and 90 %', () => {
    const difference = valueOf(mantelHaenszelRiskDifference(GOLDEN_B));
    expectClose(difference.difference, -0.029519872814);
    expectInterval(difference, [-0.0600008959202, 0.000961150292], 1e-9);
    expectInterval(valueOf(mantelHaenszelRiskDifference(GOLDEN_B, 0.9)), [-0.0551003, -0.0039394], 5e-6);
  });

  it('risk ratio 0.967387829801 [0.933460417727, 1.0025483625]; partner on own mix 0.846774193548', () => {
    const ratio = valueOf(mantelHaenszelRiskRatio(GOLDEN_B));
    expectClose(ratio.ratio, 0.967387829801);
    expectInterval(ratio.interval, [0.933460417727, 1.0025483625]);
    expectClose(valueOf(standardisedPartnerRate(GOLDEN_B)), 0.846774193548);
  });
});

describe('thin and extreme strata', () => {
  it('nothing to compare is named', () => {
    const oneSided = [against([0, 0], [5, 9])];
    const reason = 'NO_INFORMATIVE_STRATUM';
    expect(cmhTest([])).toEqual({ ok: false, reason });
    expect(cmhTest([against([5, 5], [9, 9])])).toEqual({ ok: false, reason });
    expect(mantelHaenszelRiskDifference(oneSided)).toEqual({ ok: false, reason });
    expect(mantelHaenszelRiskRatio(oneSided)).toEqual({ ok: false, reason });
    expect(breslowDay(GOLDEN_B.slice(0, 1))).toEqual({ ok: false, reason });
    expect(woolf([])).toEqual({ ok: false, reason });
    expect(standardisedPartnerRate(oneSided)).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
  });

  it('no success on one side, or all succeed', () => {
    expect(mantelHaenszelOddsRatio([against([5, 5], [0, 5])])).toMatchObject({
      value: { oddsRatio: 0, interval: null },
    });
    expect(mantelHaenszelOddsRatio([against([0, 5], [5, 5])])).toEqual({ ok: false, reason: 'DEGENERATE_TABLE' });
    expect(mantelHaenszelRiskRatio([against([5, 5], [0, 5])])).toEqual({ ok: false, reason: 'NO_EVENT' });
    expect(mantelHaenszelRiskRatio([against([0, 5], [5, 5])])).toMatchObject({ value: { ratio: 0, interval: null } });
    const perfect = [against([150, 150], [5000, 5000]), against([7, 7], [300, 300])];
    expect(mantelHaenszelRiskDifference(perfect)).toEqual({ ok: false, reason: 'ZERO_VARIANCE' });
    expectInterval(valueOf(mantelHaenszelRiskRatio(perfect)).interval, [1, 1]);
  });

  it('counts up to 1e9 never give NaN', () => {
    fc.assert(
      fc.property(anyCells, (cells: ParityCell[]) => {
        const tests = [cmhTest, breslowDay, woolf];
        const estimates = [mantelHaenszelOddsRatio, mantelHaenszelRiskDifference, mantelHaenszelRiskRatio];
        for (const compute of tests)
          for (const value of numbersOf(compute(cells))) expect(value).toSatisfy(Number.isFinite);
        for (const compute of estimates) for (const value of numbersOf(compute(cells))) expect(value).not.toBeNaN();
      }),
    );
  });

  it('one stratum: the risk difference is the plain one, and swapping sides changes its sign', () => {
    fc.assert(
      fc.property(anyCell, (cell) => {
        if (cell.own.trials === 0 || cell.partner.trials === 0) return;
        const there = mantelHaenszelRiskDifference([cell]);
        const back = mantelHaenszelRiskDifference([{ own: cell.partner, partner: cell.own }]);
        if (!there.ok || !back.ok) return;
        const plain = cell.partner.successes / cell.partner.trials - cell.own.successes / cell.own.trials;
        expect(Math.abs(there.value.difference - plain)).toBeLessThan(1e-9);
        expect(Math.abs(there.value.difference + back.value.difference)).toBeLessThan(1e-9);
      }),
    );
  });
});
