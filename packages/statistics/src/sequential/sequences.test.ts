import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSato, NO_SATO_SUMS, satoTerms } from '../stratified/sato-sums.ts';
import { expectClose, expectInterval, valueOf } from '../testing/expect-close.ts';
import { against, GOLDEN_B } from '../testing/golden.ts';
import { dispersionFactor, scatter } from './dispersion.ts';
import { addLatency, latencySequence, lnLatencyEvidence, NO_LATENCY, startLatencyMonth } from './log-latency.ts';
import { addBurnIn, mhSequence, pastBurnIn, satoVariance } from './mh-sequence.ts';
import { lnOneSidedMixture, lnTwoSidedMixture, mixtureRho, normalMixtureBoundary } from './normal-mixture.ts';
import { betaBinomialSequence, lnTiltEvidence, rateRatioSequence, tiltSequence } from './tilt-sequence.ts';

const onePercent = (units: number) => against([units, units], [990, 1000]);

describe('tilt sequence of a proportion', () => {
  it.each([
    [0, 20, 0, 0.263424273828],
    [20, 1000, 0.00823208937556, 0.0384700099596],
    [500, 10_000, 0.043032906576, 0.0576154056546],
    [90_000, 1_800_000, 0.0494408694726, 0.0505628439173],
  ])('%i/%i → [%d, %d]', (x, n, lower, upper) => expectInterval(tiltSequence(x, n), [lower, upper]));

  it('beta-binomial ½,½ at 20/1000 → [0.00781898908487, 0.0406354058953], wider', () => {
    expectInterval(betaBinomialSequence(20, 1000), [0.00781898908487, 0.0406354058953]);
  });

  it('no trial covers everything; none or all end at 0 or 1', () => {
    expect(tiltSequence(0, 0)).toEqual({ lower: 0, upper: 1 });
    expect(tiltSequence(7, 7).upper).toBe(1);
    expect(betaBinomialSequence(0, 3).lower).toBe(0);
    expect(betaBinomialSequence(3, 3).upper).toBe(1);
    expect(() => tiltSequence(3, 2)).toThrow(RangeError);
  });

  it('holds x/n, mirrors, narrows as α grows, and its ends sit on ln(1/α)', () => {
    const part = fc
      .integer({ min: 1, max: 1e7 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(part, ([x, n]) => {
        const wide = tiltSequence(x, n);
        const narrow = tiltSequence(x, n, 0.2);
        expect(wide.lower).toBeLessThanOrEqual(narrow.lower);
        expect(narrow.upper).toBeLessThanOrEqual(wide.upper);
        expect(narrow.lower).toBeLessThanOrEqual(x / n);
        expect(narrow.upper).toBeGreaterThanOrEqual(x / n);
        expect(Math.abs(1 - wide.upper - tiltSequence(n - x, n).lower)).toBeLessThan(1e-9);
        if (wide.lower > 0) expect(Math.abs(lnTiltEvidence(x, n, wide.lower) - Math.log(20))).toBeLessThan(1e-4);
      }),
      { numRuns: 60 },
    );
  });
});

describe('tilt sequence on all days together', () => {
  it.each([
    [0.3, 0.2],
    [0.5, 0.2],
    [0.02, 0.3],
    [0.9, 0.1],
  ])('rate %d, α %d: of all 2¹⁴ courses of 14 trials those it ever misses weigh at most α', (rate, alpha) => {
    expect(missed(14, rate, alpha)).toBeLessThanOrEqual(alpha);
  });

  it('also when the rate drifts: the running mean of .1, .9, .1 … is covered', () => {
    const rates = Array.from({ length: 12 }, (_, day) => (day % 2 === 0 ? 0.1 : 0.9));
    expect(missedDrifting(rates, 0.2)).toBeLessThanOrEqual(0.2);
  });

  it('ratio of rates: the ends of the share 30 of 1,030 with a tenth of the exposure; nothing known gives [0, ∞)', () => {
    const share = tiltSequence(30, 1030);
    const { lower, upper } = rateRatioSequence({ events: 30, exposure: 1 }, { events: 1000, exposure: 9 });
    expectClose(lower, (9 * share.lower) / (1 - share.lower));
    expectClose(upper, (9 * share.upper) / (1 - share.upper));
    expect(rateRatioSequence({ events: 0, exposure: 5 }, { events: 0, exposure: 5 })).toEqual({
      lower: 0,
      upper: Infinity,
    });
    expect(rateRatioSequence({ events: 3, exposure: 0 }, { events: 1, exposure: 5 })).toEqual({
      lower: 0,
      upper: Infinity,
    });
  });
});

/** Probability that the sequence leaves out the rate on some day, by following the numbers of successes that never did. */
function missed(trials: number, rate: number, alpha: number): number {
  return missedDrifting(
    Array.from({ length: trials }, () => rate),
    alpha,
  );
}

function missedDrifting(rates: readonly number[], alpha: number): number {
  let covered = new Map([[0, 1]]);
  let mean = 0;
  rates.forEach((rate, day) => {
    mean += (rate - mean) / (day + 1);
    const next = new Map<number, number>();
    for (const [successes, mass] of covered)
      for (const [after, chance] of [
        [successes, 1 - rate],
        [successes + 1, rate],
      ] as const) {
        const { lower, upper } = tiltSequence(after, day + 1, alpha);
        if (lower <= mean && mean <= upper) next.set(after, (next.get(after) ?? 0) + mass * chance);
      }
    covered = next;
  });
  return 1 - [...covered.values()].reduce((left, right) => left + right, 0);
}

describe('normal mixture', () => {
  it('V = 100, ρ = 25: boundary 30.8238999389; one-sided e reaches 20 at S = 27.8998832481', () => {
    expectClose(normalMixtureBoundary(100, 25), 30.8238999389);
    expectClose(lnOneSidedMixture(27.8998832481, 100, 25), Math.log(20));
  });

  it('S = 30: 3.48477638544 one-sided, 2.79528104378 two-sided; S = −30: −2.12592156946', () => {
    expectClose(lnOneSidedMixture(30, 100, 25), 3.48477638544);
    expectClose(lnTwoSidedMixture(30, 100, 25), 2.79528104378);
    expectClose(lnOneSidedMixture(-30, 100, 25), -2.12592156946);
  });

  it('ρ = V30/8.21196806207 at 5 %, and there the boundary is the tightest', () => {
    expectClose(1 / mixtureRho(1), 8.21196806207);
    const best = normalMixtureBoundary(100, mixtureRho(100));
    for (const factor of [0.8, 0.95, 1.05, 1.25])
      expect(normalMixtureBoundary(100, mixtureRho(100) * factor)).toBeGreaterThan(best);
  });

  it('never NaN: nothing yet, and sums far on either side', () => {
    expectClose(lnOneSidedMixture(0, 0, 25), 0);
    expect(lnOneSidedMixture(-1e9, 1e9, 25)).toBeLessThan(0);
    expect(lnOneSidedMixture(1e9, 1e9, 25)).toBeGreaterThan(1e8);
    expect(() => normalMixtureBoundary(-1, 25)).toThrow(RangeError);
    expect(() => mixtureRho(0)).toThrow(RangeError);
  });

  it('is an e-value: mean 1 over S ~ N(0, V)', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 50, noNaN: true }),
        fc.double({ min: 1, max: 50, noNaN: true }),
        (v, rho) => {
          let mean = 0;
          const step = 0.01;
          for (let z = -40; z <= 40; z += step) {
            const lnDensity = -0.5 * (z * z + Math.log(2 * Math.PI));
            mean += Math.exp(lnDensity + lnOneSidedMixture(z * Math.sqrt(v), v, rho)) * step;
          }
          expect(Math.abs(mean - 1)).toBeLessThan(1e-4);
        },
      ),
      { numRuns: 10 },
    );
  });
});

describe('Mantel–Haenszel sequence', () => {
  const sums = GOLDEN_B.map(satoTerms).reduce((left, right) => addSato(left, right), NO_SATO_SUMS);

  it('golden B: W 394.110275689, S −11.6340852130, P −14.9407400079, Q 37.1252506266, V 37.5662993714', () => {
    expectClose(sums.w, 394.110275689);
    expectClose(sums.s, -11.634085213);
    expectClose(sums.p, -14.9407400079);
    expectClose(sums.q, 37.1252506266);
    expectClose(satoVariance(sums), 37.5662993714);
  });

  it('[−0.0767215750552, 0.0176818294273] at its own ρ; with φ = 1.5 and ρ = 25 [−0.0908056630667, 0.0317659174387]', () => {
    const variance = satoVariance(sums);
    expectInterval(valueOf(mhSequence(sums, variance / 8.2119680621)), [-0.0767215750552, 0.0176818294273]);
    const scattered = GOLDEN_B.map(satoTerms).reduce((left, right) => addSato(left, right, 1.5), NO_SATO_SUMS);
    expectInterval(valueOf(mhSequence(scattered, 25)), [-0.0908056630667, 0.0317659174387]);
  });

  it('nothing yet, or nothing that varied, is named', () => {
    expect(mhSequence(NO_SATO_SUMS, 1)).toEqual({ ok: false, reason: 'NO_INFORMATIVE_STRATUM' });
    expect(mhSequence(satoTerms(against([5, 5], [9, 9])), 1)).toEqual({ ok: false, reason: 'ZERO_VARIANCE' });
    expect(satoVariance(NO_SATO_SUMS)).toBe(0);
  });

  it('burn-in needs 30 expected partner successes and 30 failures: 1 % of 2,900 is 29', () => {
    const none = { expectedSuccesses: 0, expectedFailures: 0 };
    expect(pastBurnIn(addBurnIn(none, onePercent(2900)))).toBe(false);
    expect(pastBurnIn(addBurnIn(addBurnIn(none, onePercent(2900)), onePercent(200)))).toBe(true);
    expect(addBurnIn(none, against([1, 2], [0, 0]))).toEqual(none);
  });
});

describe('log latency', () => {
  const cell = { ownCount: 900, partnerCount: 100, ownMeanLog: 4.8, partnerMeanLog: 5.2, ownStandardDeviation: 0.6 };

  it('w = 90, S = 90·(−0.4) = −36, V = 2·90·0.36 = 64.8 at φ = 2; slower means evidence', () => {
    const state = addLatency(startLatencyMonth(NO_LATENCY), cell, 2);
    expectClose(state.w, 90);
    expectClose(state.s, -36);
    expectClose(state.v, 64.8);
    const own = Math.exp(lnOneSidedMixture(36, 64.8, 10));
    expectClose(lnLatencyEvidence(state, 10), Math.log((own + 11) / 12));
    const sequence = valueOf(latencySequence(state, 10));
    expectClose(sequence.difference, -0.4);
    expectClose(sequence.upper, -0.4 + normalMixtureBoundary(64.8, 10) / 90);
  });

  it('an empty side adds nothing; no cell, or no spread, is named; twelve months a year', () => {
    expect(addLatency(NO_LATENCY, { ...cell, partnerCount: 0 })).toBe(NO_LATENCY);
    expect(latencySequence(NO_LATENCY, 1)).toEqual({ ok: false, reason: 'EMPTY_SAMPLE' });
    const flat = addLatency(NO_LATENCY, { ...cell, ownStandardDeviation: 0 });
    expect(latencySequence(flat, 1)).toEqual({ ok: false, reason: 'ZERO_VARIANCE' });
    let state = NO_LATENCY;
    for (let month = 0; month < 12; month++) state = startLatencyMonth(state);
    expectClose(lnLatencyEvidence(state, 1), 0);
    expect(() => startLatencyMonth(state)).toThrow(RangeError);
  });
});

describe('dispersion factor', () => {
  const month = { dayGaps: [1.2, -0.8, 0.5, -1.5, 2.1, -0.4], dayWeights: [10, 10, 10, 10, 10, 10], variance: 4 };

  it('SS = 6/5·Σ(D − 1.1/6)² = 10.738; φ = 10.738/4 = 2.6845', () => {
    expectClose(scatter(month), 10.738);
    expectClose(dispersionFactor([month]), 2.6845);
  });

  it('pools months, never goes under 1, and is 1 without a usable month', () => {
    expectClose(dispersionFactor([month, { ...month, variance: 6 }]), (2 * 10.738) / 10);
    expect(dispersionFactor([{ ...month, variance: 400 }])).toBe(1);
    expect(dispersionFactor([])).toBe(1);
    expect(dispersionFactor([{ dayGaps: [5], dayWeights: [1], variance: 1 }])).toBe(1);
    expect(() => scatter({ ...month, dayWeights: [1] })).toThrow(RangeError);
  });
});
