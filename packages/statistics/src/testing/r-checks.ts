import { expect } from 'vitest';
import { binomial } from '../lattice/binomial.ts';
import { benjaminiHochberg, holm } from '../multiplicity/adjust.ts';
import { powerTwoProportions, rateToldApart, sampleSizeTwoProportions } from '../power/power.ts';
import { proportionChiSquare, waldDifference } from '../proportions/chi-square-test.ts';
import { fisherExact } from '../proportions/fisher.ts';
import { mcNemar } from '../proportions/mcnemar.ts';
import { newcombeInterval } from '../proportions/newcombe.ts';
import { poissonRateRatio } from '../proportions/poisson.ts';
import type { Proportion } from '../proportions/proportion.ts';
import { katzRiskRatio } from '../proportions/risk-ratio.ts';
import { wilsonInterval } from '../intervals/wilson.ts';
import { permutationTest } from '../resampling/permutation.ts';
import { lnTilted } from '../sequential/tilted.ts';
import { tiltSequence } from '../sequential/tilt-sequence.ts';
import { regularisedBeta } from '../special/beta.ts';
import { chiSquareUpper } from '../special/chi-square.ts';
import { lnNormalCdf, normalCdf, normalQuantile } from '../special/normal.ts';
import { studentCdf, studentQuantile } from '../special/student.ts';
import { exactStratifiedTail } from '../stratified/exact-tail.ts';
import { expectAllClose, expectClose, expectInterval, valueOf } from './expect-close.ts';
import { EXACT, expectOdds, SIDES } from './expect-odds.ts';
import { against } from './golden.ts';
import { quantileCheck, rankCheck, stratifiedCheck, survivalCheck } from './r-checks-of-samples.ts';
import type { RVectors } from './r-vectors.ts';

type Checks = { [Section in keyof RVectors]: (one: RVectors[Section][number]) => void };

/** Our functions against R's answers, one case at a time. */
export const R_CHECKS: Checks = {
  fisher: ({ table, p, odds }) => {
    const [a = 0, b = 0, c = 0, d = 0] = table;
    for (const side of SIDES) expectOdds(fisherExact({ a, b, c, d }, side), { p: p[side], odds, side });
  },
  fisherBig: ({ table, greater, less }) => {
    const [a = 0, b = 0, c = 0, d = 0] = table;
    // R's phyper is right to about 1e-8 here.
    expectClose(fisherExact({ a, b, c, d }, 'GREATER').p, greater, 1e-7);
    expectClose(fisherExact({ a, b, c, d }, 'LESS').p, less, 1e-7);
  },
  mcnemar: ({ b, c, statistic, p, corrected, correctedP, exact }) => {
    for (const side of SIDES) {
      const result = valueOf(mcNemar({ firstOnly: b, secondOnly: c }, side));
      expectAllClose(
        [result.statistic, result.p, result.correctedStatistic, result.correctedP, result.exactP],
        [statistic, p, corrected, correctedP, exact[side]],
        EXACT,
      );
    }
  },
  proportions: (one) => {
    const [first, second] = one.x.map((successes, index) => ({ successes, trials: one.n[index] ?? 0 }));
    if (first && second) proportionCheck(first, second, one);
  },
  groups: ({ x, n, statistic, df, p }) => {
    const result = valueOf(proportionChiSquare(x.map((successes, index) => ({ successes, trials: n[index] ?? 0 }))));
    expectAllClose([result.statistic, result.degreesOfFreedom, result.p], [statistic, df, p]);
  },
  stratified: stratifiedCheck,
  unitStrata: ({ strata, units, failures, p }) => {
    const cells = Array.from({ length: strata }, (_, index) =>
      index < failures ? against([0, 1], [units - 1, units - 1]) : against([1, 1], [units - 2, units - 1]),
    );
    expectClose(exactStratifiedTail(cells), p, EXACT);
  },
  ranks: rankCheck,
  quantiles: quantileCheck,
  survival: survivalCheck,
  poisson: ({ x, t, p, ci, ci90 }) => {
    const [first, second] = x.map((events, index) => ({ events, exposure: t[index] ?? 1 }));
    if (!first || !second) return;
    for (const alternative of SIDES) {
      const result = valueOf(poissonRateRatio(first, second, { alternative }));
      expectClose(result.p, p[alternative], EXACT);
      expectInterval(result.interval, [ci[0] ?? NaN, ci[1] ?? NaN], EXACT);
    }
    const narrow = valueOf(poissonRateRatio(first, second, { confidence: 0.9 })).interval;
    expectInterval(narrow, [ci90[0] ?? NaN, ci90[1] ?? NaN], EXACT);
  },
  adjust: ({ p, bh, holm: stepDown }) => {
    expectAllClose(benjaminiHochberg(p), bh);
    expectAllClose(holm(p), stepDown);
  },
  power: ({ p, n, sides, alpha, power, wanted, size, higher }) => {
    const [firstRatio = 0, secondRatio = 0] = p;
    const question = { firstRatio, secondRatio, sides, significance: alpha };
    expectClose(powerTwoProportions(question, n), power, EXACT);
    expectClose(sampleSizeTwoProportions(question, wanted), size, EXACT);
    const sought = { firstRatio, perGroup: n, power: wanted, sides, significance: alpha };
    const found = rateToldApart({ ...sought, direction: 'HIGHER' });
    if (higher === null) expect(found).toEqual({ ok: false, reason: 'NOT_REACHABLE' });
    else expectClose(valueOf(found), higher, EXACT);
  },
  normal: ({ z, p, ln }) => expectAllClose([normalCdf(z), lnNormalCdf(z)], [p, ln], 1e-12),
  normalQuantile: ({ p, z }) => expectClose(normalQuantile(p), z, 1e-12),
  student: ({ t, df, p, q, at }) => {
    expectClose(studentCdf(t, df), p, 1e-10);
    if (q !== null) expectClose(studentQuantile(at, df), q, 1e-9);
  },
  chiSquare: ({ x, df, p }) => expectClose(chiSquareUpper(x, df), p, 1e-10),
  beta: ({ x, y, a, b, p, upper }) =>
    expectAllClose([regularisedBeta(x, a, b, y), regularisedBeta(y, b, a, x)], [p, upper], 1e-10),
  binomial: ({ n, p, x, lower, upper, ln }) => {
    const law = binomial(n, p);
    expectAllClose([law.lowerTail(x), law.upperTail(x)], [lower, upper], EXACT);
    expect(Math.abs(law.lnDensity(x) - ln)).toBeLessThan(1e-9);
  },
  permutation: ({ x, y, p }) => expectClose(valueOf(permutationTest(x, y)).p, p),
  tilted: ({ x, n, ln }) => {
    const [side, other] = x.map((failures, index) => [(n[index] ?? 0) - failures, n[index] ?? 0] as const);
    if (!side || !other) return;
    lnTilted(against(side, other)).forEach((value, index) =>
      expect(Math.abs(value - (ln[index] ?? NaN))).toBeLessThan(1e-9 * (1 + Math.abs(value))),
    );
  },
  tiltSequence: ({ x, n, lower, upper }) => expectInterval(tiltSequence(x, n), [lower, upper]),
};

function proportionCheck(first: Proportion, second: Proportion, one: RVectors['proportions'][number]): void {
  expectInterval(wilsonInterval(first.successes, first.trials), [one.wilson[0] ?? NaN, one.wilson[1] ?? NaN]);
  for (const [continuity, answer] of [
    [false, one.plain],
    [true, one.yates],
  ] as const) {
    const test = proportionChiSquare([first, second], { continuity });
    if (one.flat) expect(test).toEqual({ ok: false, reason: 'ZERO_VARIANCE' });
    else {
      expectNear([valueOf(test).statistic / (1 + answer.statistic)], [answer.statistic / (1 + answer.statistic)]);
      expectClose(valueOf(test).p, answer.p, answer.p > 0.999 ? 1e-6 : 1e-8);
    }
    const wald = waldDifference(first, second, { continuity });
    expectNear([wald?.lower, wald?.upper], [answer.lower, answer.upper]);
  }
  const newcombe = newcombeInterval(first, second);
  expectNear([newcombe?.lower, newcombe?.upper], one.newcombe);
  const katz = katzRiskRatio(first, second);
  if (one.ratio === null) expect(katz).toEqual({ ok: false, reason: 'NO_EVENT' });
  else {
    expectClose(valueOf(katz).ratio, one.ratio);
    if (one.katz === null) expect(valueOf(katz).interval).toBeNull();
    else expectInterval(valueOf(katz).interval, [one.katz[0] ?? NaN, one.katz[1] ?? NaN], 1e-8);
  }
}

/** Ends of a difference: 1e-9 of the unit, since a difference near 0 has no relative digits. */
function expectNear(actual: readonly (number | undefined)[], expected: readonly number[]): void {
  actual.forEach((value, index) =>
    expect(Math.abs((value ?? NaN) - (expected[index] ?? NaN)), `${value} for ${expected[index]}`).toBeLessThan(1e-9),
  );
}
