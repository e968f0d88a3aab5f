import { expect } from 'vitest';
import { hodgesLehmann, hodgesLehmannOfBins } from '../delays/hodges-lehmann.ts';
import { kolmogorovSmirnov, kolmogorovSmirnovOfBins } from '../delays/kolmogorov-smirnov.ts';
import { mannWhitney, mannWhitneyOfBins } from '../delays/mann-whitney.ts';
import { rankBins, unitBins } from '../delays/ranks.ts';
import { welchTest } from '../delays/welch.ts';
import { quantileOfBins } from '../quantiles/quantile-of-bins.ts';
import { quantile } from '../quantiles/quantile.ts';
import { criticalZ } from '../special/normal.ts';
import { cmhTest } from '../stratified/cmh-test.ts';
import { exactStratifiedTail } from '../stratified/exact-tail.ts';
import { exactStratifiedTest } from '../stratified/exact-test.ts';
import { breslowDay, woolf } from '../stratified/homogeneity.ts';
import { mantelHaenszelOddsRatio } from '../stratified/odds-ratio.ts';
import { mantelHaenszelRiskDifference } from '../stratified/risk-difference.ts';
import { mantelHaenszelRiskRatio } from '../stratified/risk-ratio.ts';
import type { DurationBin } from '../survival/binned.ts';
import { kaplanMeier, kaplanMeierSteps, survivalQuantile } from '../survival/kaplan-meier.ts';
import { logRankOfBins } from '../survival/log-rank-bins.ts';
import { logRank } from '../survival/log-rank.ts';
import { expectAllClose, expectClose, expectInterval, valueOf } from './expect-close.ts';
import { cellOf } from './golden.ts';
import { expectOdds, SIDES } from './expect-odds.ts';
import type { RCurve, RVectors } from './r-vectors.ts';

const PROBABILITIES = [0.1, 0.25, 0.5, 0.75, 0.9];

export function stratifiedCheck(one: RVectors['stratified'][number]): void {
  const cells = one.cells.map(([a = 0, b = 0, c = 0, d = 0]) => cellOf(a, b, c, d));
  const cmh = cmhTest(cells);
  if (one.cmh === undefined) expect(cmh).toEqual({ ok: false, reason: 'NO_INFORMATIVE_STRATUM' });
  else {
    const { statistic, p, correctedStatistic, correctedP } = valueOf(cmh);
    expectSmall([statistic, correctedStatistic], [one.cmh.statistic, one.cmh.corrected]);
    expectAllClose([p, correctedP], [one.cmh.p, one.cmh.correctedP], 1e-8);
  }
  if (one.or) {
    const result = valueOf(mantelHaenszelOddsRatio(cells));
    expectClose(result.oddsRatio, one.or.estimate);
    if (one.or.ci === null) expect(result.interval).toBeNull();
    else expectInterval(result.interval, [one.or.ci[0] ?? NaN, one.or.ci[1] ?? NaN]);
  }
  if (one.breslow) {
    const { statistic, p, taroneStatistic, taroneP } = valueOf(breslowDay(cells));
    const { breslow } = one;
    expectSmall([statistic, taroneStatistic], [breslow.statistic, Math.max(0, breslow.tarone)], 1e-7);
    expectAllClose([p, taroneP], [breslow.p, breslow.taroneP], 1e-7);
  }
  if (one.woolf) {
    const { statistic, p } = valueOf(woolf(cells));
    expectSmall([statistic], [one.woolf.statistic]);
    expectClose(p, one.woolf.p);
  }
  if (one.exact) {
    for (const side of SIDES)
      expectOdds(exactStratifiedTest(cells, side), { p: one.exact.p[side], odds: one.exact.odds, side });
    expectClose(exactStratifiedTail(cells), one.exact.p.GREATER);
  }
  riskCheck(one);
}

function riskCheck({ cells: tables, rd, rr }: RVectors['stratified'][number]): void {
  const cells = tables.map(([a = 0, b = 0, c = 0, d = 0]) => cellOf(a, b, c, d));
  if (rd) {
    const result = mantelHaenszelRiskDifference(cells);
    if (rd.se === null) expect(result).toEqual({ ok: false, reason: 'ZERO_VARIANCE' });
    else {
      expectSmall([valueOf(result).difference], [rd.estimate]);
      expectClose(valueOf(result).standardError, rd.se);
    }
  }
  if (rr) {
    const result = valueOf(mantelHaenszelRiskRatio(cells));
    expectClose(result.ratio, rr.estimate);
    if (rr.se === null) expect(result.interval).toBeNull();
    else {
      const reach = Math.log((result.interval?.upper ?? NaN) / result.ratio) / criticalZ(0.95);
      expect(Math.abs(reach - rr.se)).toBeLessThan(1e-7);
    }
  }
}

export function rankCheck(one: RVectors['ranks'][number]): void {
  const { x, y } = one;
  const bins = rankBins(unitBins(x), unitBins(y));
  for (const side of SIDES) {
    const result = valueOf(mannWhitney(x, y, side));
    expect(valueOf(mannWhitneyOfBins(bins, side))).toEqual(result);
    expect(result.u).toBe(one.u);
    expectAllClose([result.normalP, result.correctedNormalP], [one.normal[side], one.corrected[side]]);
    if (one.exact === null) expect(result.exactP).toBeNull();
    else expectClose(result.exactP, one.exact[side]);
    const smirnov = valueOf(kolmogorovSmirnov(x, y, side));
    expect(valueOf(kolmogorovSmirnovOfBins(bins, side))).toEqual(smirnov);
    expectSmall([smirnov.d], [one.d[side]]);
    expectSmall([smirnov.exactP ?? NaN], [one.ksExact[side]], 1e-12);
    expectClose(smirnov.asymptoticP, one.ksAsymptotic[side], 1e-8);
  }
  const shift = valueOf(hodgesLehmann(x, y));
  expect(valueOf(hodgesLehmannOfBins(bins))).toEqual(shift);
  if (one.hl) expectSmall([shift.shift, shift.lower, shift.upper], one.hl);
  if (one.welch) {
    const { t, degreesOfFreedom, p, lower, upper } = valueOf(welchTest(x, y));
    expectSmall([t, degreesOfFreedom, p, lower, upper], one.welch, 1e-8);
  }
}

export function quantileCheck({ values, p, seven, one }: RVectors['quantiles'][number]): void {
  expectAllClose(
    p.map((probability) => quantile(values, probability)),
    seven,
  );
  expectAllClose(
    p.map((probability) => quantile(values, probability, 1)),
    one,
  );
  for (const type of [7, 1] as const)
    expect(p.map((probability) => quantileOfBins(unitBins(values), probability, type))).toEqual(
      p.map((probability) => quantile(values, probability, type)),
    );
}

export function survivalCheck(one: RVectors['survival'][number]): void {
  const durations = one.time.map((time, index) => ({ time, event: one.event[index] === 1 }));
  const bins: DurationBin[] = durations.map(({ time, event }) => ({ value: time, censored: !event, n: 1 }));
  const lastTime = Math.max(...one.time);
  if (one.curves === null) expect(kaplanMeier(durations)).toEqual([]);
  for (const scale of ['LOG', 'LOG_LOG', 'PLAIN'] as const) {
    const curve = kaplanMeier(durations, 0.95, scale);
    expect(kaplanMeierSteps(bins, 0.95, scale)).toEqual(curve);
    if (one.curves) curveCheck(curve, one.curves[scale], lastTime);
  }
  const side = (group: number) => durations.filter((_, index) => one.group[index] === group);
  const tested = logRank(side(1), side(2));
  if (one.rank === null) expect(tested.ok).toBe(false);
  else {
    const { observed, expected, variance, statistic, p } = valueOf(tested);
    expectAllClose([observed[0], expected[0], variance], [one.rank.observed, one.rank.expected, one.rank.variance]);
    expectSmall([statistic], [one.rank.statistic]);
    expectClose(p, one.rank.p, 1e-8);
  }
  const strata = [1, 2, 3].map((stratum) => {
    const part = (group: number) =>
      bins.filter((_, index) => one.group[index] === group && one.stratum[index] === stratum);
    return { first: part(1), second: part(2) };
  });
  const stratified = logRankOfBins(strata);
  if (one.stratified === null) expect(stratified.ok).toBe(false);
  else {
    const { score, variance, twoSidedP } = valueOf(stratified);
    expectSmall([score], [one.stratified.observed - one.stratified.expected]);
    expectClose(variance, one.stratified.variance);
    expectClose(twoSidedP, one.stratified.p, 1e-8);
  }
}

function curveCheck(curve: ReturnType<typeof kaplanMeier>, answer: RCurve, lastTime: number): void {
  expect(curve.map((step) => step.time)).toEqual(answer.time);
  expect(curve.map((step) => step.atRisk)).toEqual(answer.risk);
  expect(curve.map((step) => step.events)).toEqual(answer.events);
  const columns = [
    [curve.map((step) => step.survival), answer.surv],
    [curve.map((step) => step.standardError), answer.se],
    [curve.map((step) => step.lower), answer.lower],
    [curve.map((step) => step.upper), answer.upper],
    [PROBABILITIES.map((p) => survivalQuantile(curve, p, lastTime).time), answer.quantile],
    [PROBABILITIES.map((p) => survivalQuantile(curve, p, lastTime).lower), answer.qlower],
    [PROBABILITIES.map((p) => survivalQuantile(curve, p, lastTime).upper), answer.qupper],
  ] as const;
  for (const [ours, theirs] of columns) {
    if (theirs === null) continue;
    expect(ours.map((value) => value === null)).toEqual(theirs.map((value) => value === null));
    expectSmall(
      ours.map((value) => value ?? 0),
      theirs.map((value) => value ?? 0),
    );
  }
}

/** Relative 1e-9, or as much of the unit: sums of differences that cancel to nearly 0 have no relative digits. */
function expectSmall(actual: readonly number[], expected: readonly number[], allowed: number = 1e-9): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, index) => {
    const target = expected[index] ?? NaN;
    const gap = Math.abs(value - target);
    expect(gap <= allowed * (1 + Math.abs(target)), `${value} for ${target}`).toBe(true);
  });
}
