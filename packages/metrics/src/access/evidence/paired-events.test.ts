import { describe, expect, it } from 'vitest';
import { binomial } from '@vigie/statistics';
import { INDICATORS, type KpiId } from '../indicators.ts';
import { evidenceOf } from './evidence-of.ts';
import type { EventSums, PairedSums } from './kpi-sums.ts';

const indicator = (id: KpiId) => {
  const found = INDICATORS.find((i) => i.id === id);
  if (!found) throw new Error(id);
  return found;
};
const key = { specialty: '*', departement: '*', visitKind: '*', visitMode: '*', dayType: '*', hourBand: '*' };
const pairs = (both: number, ownOnly: number, partnerOnly: number, days: PairedSums['days'] = []): PairedSums => ({
  kind: 'paired',
  strata: [{ key, both, ownOnly, partnerOnly }],
  days,
});
const events = (partner: [number, number], own: [number, number], days: EventSums['days'] = []): EventSums => ({
  kind: 'events',
  partner: { events: partner[0], exposure: partner[1] },
  own: { events: own[0], exposure: own[1] },
  days,
});

describe('pairs', () => {
  it('9 seen by own only, 2 by the partner only: one-sided exact p = 0.0654296875 / 2', () => {
    expect(evidenceOf(indicator('CA-01'), pairs(989, 9, 2)).p).toBeCloseTo(0.0654296875 / 2, 12);
  });

  it('81 of 263 seen by both: Wilson 90 % around recall, moved to recall − 1', () => {
    const evidence = evidenceOf(indicator('CA-01'), pairs(81, 182, 0));
    expect(evidence.effect).toBeCloseTo(81 / 263 - 1, 12);
    expect((evidence.ciLow ?? 0) + 1).toBeLessThan(81 / 263);
    expect(evidence.ciHigh).toBeLessThan(0);
  });

  it('nothing discordant: recall 1, p = 1, the interval ends at 0', () => {
    const evidence = evidenceOf(indicator('CA-01'), pairs(10_000, 0, 0));
    expect(evidence).toMatchObject({ effect: 0, p: 1, materialityP: 1, ciHigh: 0 });
    expect(evidence.ciLow).toBeGreaterThan(-0.001);
  });

  it('twelve hidden slots of one bad day are one accident: φ well over 1 although every pair points one way', () => {
    const day = (n: number, ownOnly: number) => ({
      day: `2021-03-${String(n).padStart(2, '0')}`,
      both: 1000,
      ownOnly,
      partnerOnly: 0,
    });
    const days = Array.from({ length: 30 }, (_, i) => day(i + 1, i === 9 ? 12 : 0));
    const evidence = evidenceOf(indicator('CA-01'), pairs(30_000, 12, 0, days));
    expect(evidence.dispersion).toBeGreaterThan(8);
    expect(evidence.p).toBeGreaterThan(binomial(12, 0.5).upperTail(12) * 50);
  });
});

describe('events', () => {
  it('p_δ is the exact tail at a ratio of 1.25: 12 of 112 against a share of 12,500 / 212,500', () => {
    const evidence = evidenceOf(indicator('CA-07'), events([12, 1e4], [100, 2e5]));
    expect(evidence.materialityP).toBeCloseTo(binomial(112, 12_500 / 212_500).upperTail(12), 12);
  });

  it('none on the own side: no upper end to the ratio, an effect with half an event lent to both, still a p', () => {
    const evidence = evidenceOf(indicator('CA-07'), events([9, 1e4], [0, 1e4]));
    expect(evidence).toMatchObject({ ciLow: null });
    expect(evidence.effect).toBeCloseTo(-Math.log(9.5 / 0.5), 12);
    expect(evidence.p).toBeCloseTo(2 ** -9, 12);
  });

  it('no exposure of the partner is NO_DATA, no event at all NO_EVENT', () => {
    expect(evidenceOf(indicator('CA-07'), events([0, 0], [3, 1e4])).flags[0]?.code).toBe('NO_DATA');
    expect(evidenceOf(indicator('CA-07'), events([0, 1e4], [0, 1e4])).flags[0]?.code).toBe('NO_EVENT');
  });

  it('40 refusals in one hour of one day are no 40 independent events', () => {
    const days = Array.from({ length: 30 }, (_, i) => ({
      day: `2021-03-${String(i + 1).padStart(2, '0')}`,
      partnerEvents: i === 4 ? 40 : 0,
      partnerExposure: 1000,
      ownEvents: 2,
      ownExposure: 2000,
    }));
    expect(evidenceOf(indicator('CA-07'), events([40, 30_000], [60, 60_000], days)).dispersion).toBeGreaterThan(10);
  });
});
