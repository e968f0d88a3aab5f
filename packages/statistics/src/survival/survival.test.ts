import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectAllClose, expectClose, expectInterval, valueOf } from '../testing/expect-close.ts';
import {
  kaplanMeier,
  kaplanMeierSteps,
  medianSurvival,
  survivalAt,
  survivalQuantile,
  type Duration,
} from './kaplan-meier.ts';
import { logRank } from './log-rank.ts';

/** "13 13+" → an event and a censoring at 13. */
const parse = (text: string): Duration[] =>
  text.split(' ').map((item) => ({ time: Number.parseFloat(item), event: !item.endsWith('+') }));

const maintained = parse('9 13 13+ 18 23 28+ 31 34 45+ 48 161+');
const nonmaintained = parse('5 5 8 8 12 16+ 23 27 30 33 43 45');
const sixMp = parse('6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+');
const placebo = parse('1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23');
const anyDurations = fc.array(fc.record({ time: fc.integer({ min: 0, max: 30 }), event: fc.boolean() }), {
  minLength: 1,
  maxLength: 40,
});

describe('Kaplan–Meier', () => {
  it('aml, maintained arm: S and Greenwood at seven event times, median 31', () => {
    const curve = kaplanMeier(maintained);
    expect(curve.map((step) => step.time)).toEqual([9, 13, 18, 23, 31, 34, 48]);
    expect(curve.map((step) => step.atRisk)).toEqual([11, 10, 8, 7, 5, 4, 2]);
    expectAllClose(
      curve.map((step) => step.survival),
      [0.909090909091, 0.818181818182, 0.715909090909, 0.613636363636, 0.490909090909, 0.368181818182, 0.184090909091],
    );
    expectAllClose(
      curve.map((step) => step.standardError),
      [0.0866784172041, 0.11629129983, 0.139664970557, 0.152632331027, 0.164193267221, 0.162668885827, 0.153492745786],
    );
    expectInterval({ lower: curve[0]?.lower ?? NaN, upper: curve[0]?.upper ?? NaN }, [0.754133845, 1], 2e-9);
    expect(medianSurvival(curve)).toBe(31);
  });

  it('Freireich 6-MP: S(6) = 18/21 … S(23) = 0.4481792717', () => {
    const curve = kaplanMeier(sixMp);
    expect(curve.map((step) => [step.time, step.atRisk, step.events])).toEqual([
      [6, 21, 3],
      [7, 17, 1],
      [10, 15, 1],
      [13, 12, 1],
      [16, 11, 1],
      [22, 7, 1],
      [23, 6, 1],
    ]);
    expectAllClose(
      curve.map((step) => step.survival),
      [0.857142857143, 0.806722689076, 0.752941176471, 0.690196078431, 0.627450980392, 0.53781512605, 0.448179271709],
    );
    expectAllClose(
      curve.map((step) => step.standardError),
      [
        0.0763603548321, 0.0869352851801, 0.0963496529943, 0.106814707775, 0.114053865257, 0.128233751693,
        0.134591456756,
      ],
    );
  });

  it('lag 2,3,3,5,8,13,21,34+,55,60+: flat at ½ on [8, 13), median 10.5', () => {
    const curve = kaplanMeier(parse('2 3 3 5 8 13 21 34+ 55 60+'));
    expectAllClose(
      curve.map((step) => step.survival),
      [0.9, 0.7, 0.6, 0.5, 0.4, 0.3, 0.15],
    );
    expect(medianSurvival(curve)).toBe(10.5);
    expectClose(survivalAt(curve, 60), 0.15);
    expectClose(survivalAt(curve, 4.9), 0.7);
    expect(survivalAt(curve, 1)).toBe(1);
  });

  it('the last one dies: S = 0 with no error; nobody does: no step, no median', () => {
    expect(kaplanMeier(parse('1 2')).at(-1)).toMatchObject({
      survival: 0,
      standardError: null,
      lower: null,
      upper: null,
    });
    expect(kaplanMeier(parse('1+ 2+'))).toEqual([]);
    expect(medianSurvival([])).toBeNull();
    expect(medianSurvival(kaplanMeier(parse('1 2+')))).toBeNull();
    expect(kaplanMeier([])).toEqual([]);
    expect(() => kaplanMeier(parse('-1'))).toThrow(RangeError);
  });

  it('never rises, stays in [0, 1] inside its interval', () => {
    fc.assert(
      fc.property(anyDurations, (durations) => {
        let previous = 1;
        for (const step of kaplanMeier(durations)) {
          expect(step.survival).toBeLessThan(previous);
          expect(step.survival).toBeGreaterThanOrEqual(0);
          expect(step.lower ?? 0).toBeLessThanOrEqual(step.survival);
          expect(step.upper ?? 1).toBeGreaterThanOrEqual(step.survival);
          previous = step.survival;
        }
      }),
    );
  });

  it('without censoring it is the share still waiting', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 40 }), (times) => {
        const curve = kaplanMeier(times.map((time) => ({ time, event: true })));
        for (const step of curve) {
          const waiting = times.filter((time) => time > step.time).length / times.length;
          expect(Math.abs(step.survival - waiting)).toBeLessThan(1e-12);
        }
      }),
    );
  });
});

describe('quantiles of a curve (Brookmeyer–Crowley)', () => {
  it('aml as R print(survfit): maintained 31 [18, NA), the other arm 23 [8, NA)', () => {
    expect(survivalQuantile(kaplanMeier(maintained))).toEqual({ time: 31, lower: 18, upper: null });
    expect(survivalQuantile(kaplanMeier(nonmaintained))).toEqual({ time: 23, lower: 8, upper: null });
  });

  it('flat at ½ on [8, 13): 10.5; ending flat at ½ needs the last observation: 1 2+ gives (1 + 2)/2 as R', () => {
    expect(survivalQuantile(kaplanMeier(parse('2 3 3 5 8 13 21 34+ 55 60+'))).time).toBe(10.5);
    expect(medianSurvival(kaplanMeier(parse('1 2+')), 2)).toBe(1.5);
    expect(medianSurvival(kaplanMeier(parse('1 2+')))).toBeNull();
    expect(survivalQuantile([], 0.9)).toEqual({ time: null, lower: null, upper: null });
    expect(() => survivalQuantile([], 1)).toThrow(RangeError);
  });

  it('every quantile lies inside its interval; a wider confidence never shortens it', () => {
    fc.assert(
      fc.property(anyDurations, fc.constantFrom(0.1, 0.5, 0.9), (durations, probability) => {
        for (const scale of ['LOG', 'LOG_LOG', 'PLAIN'] as const) {
          const { time, lower, upper } = survivalQuantile(kaplanMeier(durations, 0.95, scale), probability);
          const wide = survivalQuantile(kaplanMeier(durations, 0.99, scale), probability);
          if (time === null) expect(upper).toBeNull();
          expect(lower ?? -Infinity).toBeLessThanOrEqual(time ?? Infinity);
          expect(upper ?? Infinity).toBeGreaterThanOrEqual(time ?? -Infinity);
          expect(wide.lower ?? -Infinity).toBeLessThanOrEqual(lower ?? Infinity);
          expect(wide.upper ?? Infinity).toBeGreaterThanOrEqual(upper ?? -Infinity);
        }
      }),
    );
  });

  it('10⁹ durations in ten bins, a tenth of the rest leaving at each: S(5) = 0.9⁵, at once', () => {
    let left = 1e9;
    const bins = Array.from({ length: 10 }, (_, index) => {
      const events = Math.round(left / 10);
      left -= events;
      return { value: index + 1, censored: false, n: events };
    });
    const curve = kaplanMeierSteps([...bins, { value: 11, censored: true, n: left }]);
    expectClose(curve[4]?.survival, 0.9 ** 5, 1e-8);
    expectClose(curve[4]?.standardError, Math.sqrt((0.9 ** 5 * (1 - 0.9 ** 5)) / 1e9), 1e-8);
    expect(survivalQuantile(curve)).toEqual({ time: 7, lower: 7, upper: 7 });
  });
});

describe('log-rank', () => {
  it('aml: χ² = 3.3963886990, observed 7/11, expected 10.6893359923/7.3106640077, variance 4.00755074594', () => {
    const result = valueOf(logRank(maintained, nonmaintained));
    expectClose(result.statistic, 3.39638869898);
    expectClose(result.p, 0.0653393220405);
    expect(result.observed).toEqual([7, 11]);
    expectAllClose(result.expected, [10.6893359923, 7.3106640077]);
    expectClose(result.variance, 4.00755074594);
  });

  it('6-MP against placebo: 16.7929409892', () => {
    expectClose(valueOf(logRank(sixMp, placebo)).statistic, 16.7929409892);
  });

  it('no event, or nobody, is named; swapping groups changes nothing', () => {
    expect(logRank(parse('1+'), parse('2+'))).toEqual({ ok: false, reason: 'NO_EVENT' });
    expect(logRank([], parse('2'))).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
    fc.assert(
      fc.property(anyDurations, anyDurations, (one, other) => {
        const there = logRank(one, other);
        const back = logRank(other, one);
        expect(there.ok).toBe(back.ok);
        if (there.ok && back.ok) expect(Math.abs(there.value.statistic - back.value.statistic)).toBeLessThan(1e-6);
      }),
    );
  });

  it('aml one-sided: the maintained arm takes longer, p = 0.0653393220405/2; the three alternatives agree', () => {
    expectClose(valueOf(logRank(maintained, nonmaintained, 'GREATER')).p, 0.0653393220405 / 2);
    fc.assert(
      fc.property(anyDurations, anyDurations, (one, other) => {
        const [greater, less, back] = [
          logRank(one, other, 'GREATER'),
          logRank(one, other, 'LESS'),
          logRank(other, one, 'LESS'),
        ];
        if (!greater.ok || !less.ok || !back.ok) return;
        expectClose(greater.value.p + less.value.p, 1);
        expect(Math.abs(greater.value.p - back.value.p)).toBeLessThan(1e-6);
      }),
    );
  });
});
