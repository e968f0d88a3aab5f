import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectAllClose, expectClose, valueOf } from '../testing/expect-close.ts';
import { shiftBeyond, stratifiedShift, type Moments } from './log-shift.ts';
import { modifiedT } from './modified-t.ts';
import { pairedBeyond, pairedDays } from './paired-days.ts';

const ownMs = [
  120, 95, 130, 180, 110, 105, 160, 140, 100, 125, 90, 115, 135, 150, 170, 98, 108, 112, 122, 145, 155, 102, 118, 128,
  138, 148, 158, 92, 99, 132, 141, 151,
];
const partnerMs = [150, 210, 165, 190, 240, 175, 160, 205, 185, 170, 155, 220];
const own = [80, 85, 90, 95, 100, 105, 110, 120, 150, 400];
const partner = [100, 110, 115, 120, 130, 140, 150, 180, 300, 900];

function moments(values: readonly number[]): Moments {
  const logs = values.map((value) => Math.log(value + 0.4));
  return {
    n: logs.length,
    sum: logs.reduce((acc, value) => acc + value, 0),
    sumOfSquares: logs.reduce((acc, value) => acc + value * value, 0),
  };
}
const none: Moments = { n: 0, sum: 0, sumOfSquares: 0 };
const values = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 2, maxLength: 20 });

describe('modified t from moments', () => {
  it('one stratum, ln(ms + 0.4): 4.831792246321 − 5.214493071299, t = −5.93589547317, p = 7.36404832062e-7', () => {
    const result = valueOf(stratifiedShift([{ partner: moments(partnerMs), own: moments(ownMs) }]));
    expectClose(result.difference, 4.831792246321 - 5.214493071299, 1e-8);
    expectClose(result.t, -5.93589547317);
    expectClose(result.p, 7.36404832062e-7);
    expectClose(result.degreesOfFreedom, 31);
  });
  it('two strata, w = 100/20 and 60/16, as R: d, t, df, p; Welch error, df and 90 % interval', () => {
    const result = valueOf(
      stratifiedShift([
        { partner: moments(partner), own: moments(own) },
        { partner: moments(partner.slice(0, 6).map((ms) => 2.5 * ms)), own: moments(own.map((ms) => 3 * ms)) },
      ]),
    );
    expectAllClose(
      [result.difference, result.t, result.degreesOfFreedom, result.p],
      [-0.139525316324, -0.883108684809, 17.647724115874, 0.194524669307],
    );
    expectAllClose(
      [result.standardError, result.welchDegreesOfFreedom, result.lower, result.upper],
      [0.161095337549, 22.139562233348, -0.416072704879, 0.13702207223],
    );
    expect(shiftBeyond(result, 0.1)).toBeGreaterThan(result.p);
  });
  it('is modifiedT of the values, and √φ divides t', () => {
    fc.assert(
      fc.property(values, values, (first, second) => {
        const one = modifiedT(first, second, 1);
        const many = stratifiedShift([{ partner: moments(first), own: moments(second) }]);
        expect(many.ok).toBe(one.ok);
        if (!one.ok || !many.ok) return;
        expectClose(many.value.t, one.value.t, 1e-6);
        const wide = valueOf(stratifiedShift([{ partner: moments(first), own: moments(second) }], { dispersion: 4 }));
        expectClose(wide.t, many.value.t / 2, 1e-9);
      }),
    );
  });
  it('strata without a partner tell nothing; no stratum and no spread are named', () => {
    const only = [
      { partner: moments(partnerMs), own: moments(ownMs) },
      { partner: none, own: moments(own) },
      { partner: moments(partner), own: moments([5]) },
    ];
    expectClose(valueOf(stratifiedShift(only)).t, -5.93589547317);
    expect(stratifiedShift([{ partner: none, own: none }])).toEqual({ ok: false, reason: 'SAMPLE_TOO_SMALL' });
    expect(stratifiedShift([{ partner: moments([9]), own: moments([100, 100, 100]) }])).toEqual({
      ok: false,
      reason: 'ZERO_VARIANCE',
    });
    expect(valueOf(stratifiedShift([{ partner: moments([9]), own: moments(own) }])).lower).not.toBeNaN();
  });
});

describe('paired days', () => {
  it('0 0 −0.1 −0.05 0.02 0 −0.2 0 0 −0.01: mean −0.034, t = −1.584492903, p 0.0737711428; signs 4 of 5: 6/32; flips 3/32', () => {
    const result = valueOf(pairedDays([0, 0, -0.1, -0.05, 0.02, 0, -0.2, 0, 0, -0.01]));
    expectAllClose([result.difference, result.t, result.tP], [-0.034, -1.584492903, 0.0737711428]);
    expectAllClose([result.lower, result.upper], [-0.07333488094543, 0.00533488094543]);
    expectAllClose([result.signP, result.flipP], [6 / 32, 3 / 32]);
    expect(result.flipMethod).toBe('EXACT');
    expect([result.daysWorse, result.daysBetter]).toEqual([4, 1]);
  });
  it('equal days are parity taken at its word; one day and none are named', () => {
    const equal = valueOf(pairedDays([0, 0, 0]));
    expect([equal.flipP, equal.signP, equal.tP, equal.lower, equal.upper]).toEqual([1, 1, null, 0, 0]);
    expect(pairedBeyond(equal, 0.0005)).toBe(1);
    expect(pairedBeyond(valueOf(pairedDays([-1, -1])), 0.5)).toBe(0);
    expect(pairedDays([])).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
    expect(pairedDays([1])).toEqual({ ok: false, reason: 'SAMPLE_TOO_SMALL' });
  });
  it('twenty worse days are shuffled and never said to be impossible', () => {
    const result = valueOf(pairedDays(Array.from({ length: 20 }, (_, day) => -1 - day / 100)));
    expect(result.flipMethod).toBe('MONTE_CARLO');
    expect(result.flipP).toBeGreaterThan(0);
    expect(result.flipP).toBeLessThan(1e-4);
  });
  it('both directions of the flips overlap at the observed mean', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 2, maxLength: 9 }), (days) => {
        const there = valueOf(pairedDays(days)).flipP;
        const back = valueOf(pairedDays(days.map((day) => -day))).flipP;
        expect(there + back).toBeGreaterThan(1 - 1e-12);
      }),
    );
  });
});
