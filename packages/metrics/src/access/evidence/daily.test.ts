import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dailyEvidence } from './daily.ts';
import type { DailySums } from './kpi-sums.ts';
import { standardEvidence } from './standard.ts';
import { besideOf, expectSound, indicatorOf } from './testing/expect-sound.ts';

const CA04 = indicatorOf('CA-04');
const month = (lost: readonly number[], days = 30): DailySums => ({
  kind: 'daily',
  days: Array.from({ length: days }, (_, index) => ({
    day: `2021-04-${String(index + 1).padStart(2, '0')}`,
    ownUptimePercent: 100,
    partnerUptimePercent: 100 - (lost[index] ?? 0),
  })),
});

describe('CA-04, availability', () => {
  it('one outage of 60 s in 30 days (99.9305555556 % that day): mean −0.0694444444/30 points, p = ½: one day proves nothing', () => {
    const evidence = dailyEvidence(CA04, month([100 - 99.9305555556]));
    expect(evidence.effect).toBeCloseTo(-0.000694444444 / 30, 12);
    expect(evidence.p).toBe(0.5);
    expect(evidence.ciLow).toBeGreaterThan(-CA04.margin);
    expectSound(evidence);
  });
  it('half an hour down on each of eight days: signs 8 of 8, flips 1/256; 8 × 2.08 %/30 = −0.56 points, beyond 0.05', () => {
    const evidence = dailyEvidence(CA04, month(Array.from({ length: 8 }, () => (100 * 1800) / 86_400)));
    expect(evidence.p).toBe(1 / 256);
    expect(evidence.effect).toBeCloseTo(-(8 * 1800) / 86_400 / 30, 12);
    expect(evidence.materialityP).toBe(1 / 256);
    expect(besideOf(evidence, 'days worse')).toMatchObject({ own: 0, partner: 8 });
    expect(besideOf(evidence, 'sign test p')?.partner).toBeCloseTo(1 / 256, 12);
  });
  it('no outage on either side is parity; no day and one day are named', () => {
    expect(dailyEvidence(CA04, month([]))).toMatchObject({
      effect: 0,
      ciLow: 0,
      ciHigh: 0,
      p: 1,
      materialityP: 1,
      mdd: 0,
    });
    expect(dailyEvidence(CA04, month([], 0)).flags).toMatchObject([{ code: 'NO_DATA', severity: 'refuse' }]);
    expect(dailyEvidence(CA04, month([1], 1)).flags).toMatchObject([{ code: 'NO_DATA', facts: { reason: 'ONE_DAY' } }]);
  });
  it('the quarter so far stands beside its floor of 99.5 %', () => {
    const evidence = dailyEvidence(CA04, {
      ...month([]),
      quarter: { ownUptimePercent: 99.9, partnerUptimePercent: 99.4 },
    });
    expect(besideOf(evidence, 'quarter so far (floor 99.5 %)')?.partner).toBeCloseTo(0.994, 12);
  });
  it('is sound whatever the days', () => {
    const uptime = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 12 });
    fc.assert(
      fc.property(uptime, (lost) => expectSound(dailyEvidence(CA04, month(lost, lost.length)))),
      { numRuns: 60 },
    );
  });
});

describe('standards', () => {
  const of = (id: Parameters<typeof indicatorOf>[0], partnerLevel: number, n = 10) =>
    standardEvidence(indicatorOf(id), { kind: 'standard', partnerLevel, ownLevel: null, n });
  it('19 of 20 capabilities = 0.95 meets 0.95; 18 of 20 does not', () => {
    expect(of('CA-12', 19 / 20)).toMatchObject({ standardStatus: 'GREEN', p: null });
    expect(of('CA-12', 18 / 20)).toMatchObject({ standardStatus: 'AMBER' });
    expect(of('CA-12', 18 / 20).test).toContain('outside the family');
  });
  it('5 % over the lowest fee, 90 days of notice, no new default, 5 % diverted: met at the limit, missed just beyond', () => {
    const limits = [
      ['CA-13', 0.05, 0.051],
      ['CA-16', 90, 89],
      ['CA-19', 0, 1],
      ['CA-20', 0.05, 0.06],
    ] as const;
    for (const [id, met, missed] of limits) {
      expect([of(id, met).standardStatus, of(id, missed).standardStatus], id).toEqual(['GREEN', 'AMBER']);
      expectSound(of(id, met));
    }
    expect(of('CA-16', 80).effect).toBe(-10);
  });
  it('without a case there is no status, and it says why', () => {
    expect(of('CA-16', 0, 0)).toMatchObject({ standardStatus: null, effect: null });
    expect(of('CA-16', 0, 0).flags).toMatchObject([{ code: 'NO_EVENT', severity: 'refuse' }]);
  });
});
