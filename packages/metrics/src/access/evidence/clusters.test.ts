import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterEvidence } from './clusters.ts';
import type { ClusterSums } from './kpi-sums.ts';
import { besideOf, expectSound, indicatorOf } from './testing/expect-sound.ts';

type Row = ClusterSums['clusters'][number];
const sums = (clusters: readonly Row[]): ClusterSums => ({ kind: 'clusters', clusters });

describe('CA-03, exclusive window', () => {
  const CA03 = indicatorOf('CA-03');
  const hidden = (cluster: string, numerator: number, denominator: number, stratum = 'FAR'): Row => ({
    cluster,
    stratum,
    side: 'partner',
    numerator,
    denominator,
  });
  it('(300 + 0 + 600) s of (3,600 + 7,200 + 7,200) s: 900/18,000 = 5 %; starting soon 600/7,200', () => {
    const evidence = clusterEvidence(
      CA03,
      sums([hidden('P1', 300, 3600), hidden('P2', 0, 7200), hidden('P3', 600, 7200, 'NEAR')]),
    );
    expect(evidence.effect).toBeCloseTo(-0.05, 12);
    expect(evidence.partnerLevel).toBeCloseTo(0.05, 12);
    expect(besideOf(evidence, 'starts within 48 h')?.partner).toBeCloseTo(600 / 7200, 12);
    expect(evidence.p).toBe(evidence.materialityP);
    expectSound(evidence);
  });
  it('6 % hidden by every one of 200 practitioners: beyond 2 %; 0.5 %: shown to be within', () => {
    const market = (share: number): Row[] =>
      Array.from({ length: 200 }, (_, index) => hidden(`P${index}`, share * 3600 * (0.5 + (index % 11) / 10), 3600));
    expect(clusterEvidence(CA03, sums(market(0.06))).materialityP).toBeLessThan(1e-9);
    expect(clusterEvidence(CA03, sums(market(0.005))).ciLow).toBeGreaterThan(-0.02);
  });
  it('nothing hidden by 20 practitioners excludes only 1 − 0.05^(1/20) = 13.9 %; by 1,000, 0.3 %', () => {
    const none = (n: number): Row[] => Array.from({ length: n }, (_, index) => hidden(`P${index}`, 0, 3600));
    expect(clusterEvidence(CA03, sums(none(20))).ciLow).toBeCloseTo(-(1 - 0.05 ** (1 / 20)), 12);
    expect(clusterEvidence(CA03, sums(none(1000))).ciLow).toBeGreaterThan(-0.0031);
    expectSound(clusterEvidence(CA03, sums(none(20))));
  });
  it('one practitioner, none, and no free time are named', () => {
    expect(clusterEvidence(CA03, sums([hidden('P1', 1, 2)])).flags).toMatchObject([
      { code: 'NO_DATA', severity: 'refuse' },
    ]);
    expect(clusterEvidence(CA03, sums([])).flags).toMatchObject([{ code: 'NO_EVENT', severity: 'refuse' }]);
    expect(clusterEvidence(CA03, sums([hidden('P1', 0, 0), hidden('P2', 0, 0)])).flags).toMatchObject([
      { code: 'NO_EVENT' },
    ]);
  });
});

describe('CA-11, search-rank exposure', () => {
  const CA11 = indicatorOf('CA-11');
  const listed = (side: 'own' | 'partner', cluster: string, rank: number, stratum: string, listings = 1): Row => ({
    cluster,
    stratum,
    side,
    numerator: listings / Math.log2(1 + rank),
    denominator: listings,
  });
  it('ranks 3,5,6 against 1,2,4 (twice seen): 1.24305999434/2.06160631164 = 0.602957018186', () => {
    const stratum = 'SM54|75|0-2|TODAY';
    const evidence = clusterEvidence(
      CA11,
      sums([
        ...[1, 2, 4].map((rank) => listed('own', `o${rank}`, rank, stratum, 2)),
        ...[3, 5, 6].map((rank) => listed('partner', `p${rank}`, rank, stratum, 2)),
      ]),
    );
    expect(Math.exp(evidence.effect ?? 0)).toBeCloseTo(0.602957018186, 11);
    expect(evidence.ownLevel).toBeCloseTo(2.06160631164 / 3, 10);
    expect(evidence.crudeEffect).toBeCloseTo(evidence.effect ?? 0, 12);
    // Exposures 0.5, 0.387, 0.356 against 1, 0.631, 0.431: 2 of C(6,3) = 20 splits are as uneven.
    expect(evidence.p).toBeCloseTo(2 / 20, 12);
    expectSound(evidence);
  });
  it('distant practitioners rank low on both sides: crude 0.53, like for like parity', () => {
    const near = 'SM54|75|0-2|TODAY';
    const far = 'SM54|75|25+|LATER';
    const rows = Array.from({ length: 40 }, (_, index) => [
      listed('own', `on${index}`, 1 + (index % 3), near, index < 36 ? 10 : 1),
      listed('own', `of${index}`, 20 + (index % 3), far, 1),
      listed('partner', `pn${index}`, 1 + (index % 3), near, 1),
      listed('partner', `pf${index}`, 20 + (index % 3), far, 10),
    ]).flat();
    const evidence = clusterEvidence(CA11, sums(rows));
    expect(Math.exp(evidence.crudeEffect ?? 0)).toBeLessThan(0.5);
    expect(evidence.effect).toBeCloseTo(0, 1);
    expect(evidence.p).toBeGreaterThan(0.1);
    expect(evidence.strata).toHaveLength(2);
    expectSound(evidence);
  });
  it('a département without own listings is merged; what never meets is left out and counted', () => {
    const rows = [
      ...[1, 2, 3, 4, 5, 6].map((rank) => listed('own', `o${rank}`, rank, 'SM54|75|0-2|TODAY')),
      listed('partner', 'p1', 2, 'SM54|48|0-2|TODAY'),
      listed('partner', 'p2', 3, 'SM54|48|0-2|TODAY'),
      listed('partner', 'p3', 3, 'SM99|48|0-2|TODAY'),
    ];
    const evidence = clusterEvidence(CA11, sums(rows));
    // Own stands in 75 without a partner, so both are sparse and meet over départements.
    expect(evidence.strata.map((one) => one.key.departement)).toEqual(['*']);
    expect(besideOf(evidence, 'strata merged over départements')?.partner).toBe(2);
    expect(evidence.flags).toMatchObject([
      { code: 'SMALL_SAMPLE' },
      { code: 'STRATA_MERGED', facts: { units: 1, strata: 1 } },
    ]);
    expectSound(evidence);
  });
  it('a side missing is named', () => {
    expect(clusterEvidence(CA11, sums([listed('own', 'o', 1, 'a|b|c|d', 9)])).flags).toMatchObject([
      { code: 'NO_DATA' },
    ]);
    expect(clusterEvidence(CA11, sums([])).flags).toMatchObject([{ code: 'NO_DATA' }]);
  });
});

describe('any clusters', () => {
  const row = fc.record({
    cluster: fc.constantFrom('a', 'b', 'c', 'd'),
    stratum: fc.constantFrom('S|75|0-2|TODAY', 'S|48|0-2|TODAY', 'NEAR'),
    side: fc.constantFrom('own' as const, 'partner' as const),
    numerator: fc.integer({ min: 0, max: 5 }),
    denominator: fc.integer({ min: 0, max: 9 }),
  });
  it.each(['CA-03', 'CA-11'] as const)('%s is sound', (id) => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 14 }), (rows) => {
        const within = rows.map((one) => ({ ...one, numerator: Math.min(one.numerator, one.denominator) }));
        expectSound(clusterEvidence(indicatorOf(id), sums(within)));
      }),
      { numRuns: 40 },
    );
  });
});
