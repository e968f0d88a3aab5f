import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile } from '@vigie/statistics';
import { GOLDEN_B_CELLS } from '../../testing/access-rows.ts';
import { decideMonth } from '../decide/decide-month.ts';
import { INDICATORS, type Indicator } from '../indicators.ts';
import { evidenceOf } from './evidence-of.ts';
import type { RateDay, RateStratum, RateSums } from './kpi-sums.ts';

const booking = indicator('CA-08');
function indicator(id: string): Indicator {
  const found = INDICATORS.find((i) => i.id === id);
  if (!found) throw new Error(id);
  return found;
}
const key = { specialty: '*', departement: '*', visitKind: '*', visitMode: '*', dayType: '*', hourBand: '*' };
const stratum = (partner: readonly [number, number], own: readonly [number, number], name = '*'): RateStratum => ({
  key: { ...key, specialty: name },
  partner: { successes: partner[0], trials: partner[0] + partner[1] },
  own: { successes: own[0], trials: own[0] + own[1] },
});
const rates = (strata: readonly RateStratum[], days: readonly RateDay[] = []): RateSums => ({
  kind: 'rates',
  strata,
  days,
});
const golden = GOLDEN_B_CELLS.map((c) => stratum(c.partner, c.own, `${c.departement}-${c.specialty}`));
/** S1.6: D = 1.2, −0.8, 0.5, −1.5, 2.1, −0.4, W_d = 10, V = 4 → φ = 2.6845. */
const spread = [1.2, -0.8, 0.5, -1.5, 2.1, -0.4].map((gap, i) => ({
  day: `2021-03-0${i + 1}`,
  gap,
  weight: 10,
  variance: 4 / 6,
}));

describe('dispersion', () => {
  it('SS = 10.738, φ = 10.738 / 4 = 2.6845: half-widths × √φ, p = Φ(Φ⁻¹(p)/√φ), detectable × √φ', () => {
    const plain = evidenceOf(booking, rates(golden));
    const wide = evidenceOf(booking, rates(golden, spread));
    expect(wide.dispersion).toBeCloseTo(2.6845, 10);
    const stretch = Math.sqrt(2.6845);
    expect(wide.effect).toBe(plain.effect);
    expect((wide.ciLow ?? 0) - (wide.effect ?? 0)).toBeCloseTo(
      stretch * ((plain.ciLow ?? 0) - (plain.effect ?? 0)),
      12,
    );
    expect(wide.p).toBeCloseTo(normalCdf(normalQuantile(plain.p ?? 1) / stretch), 12);
    expect(wide.mdd).toBeCloseTo(stretch * (plain.mdd ?? 0), 12);
    expect(wide.materialityP).toBeGreaterThan(plain.materialityP ?? 1);
    expect(wide.flags.map((f) => f.code)).toContain('CLUSTERED');
  });

  it('without days p is the exact one, 0.0298578080137, and φ = 1', () => {
    const evidence = evidenceOf(booking, rates(golden));
    expect(evidence).toMatchObject({ dispersion: 1, test: 'exact conditional, stratified' });
    expect(evidence.p).toBeCloseTo(0.0298578080137, 11);
  });
});

describe('one stratum and thin ones', () => {
  it('37 of 40 against 19,800 of 20,000: p = 0.00768173925448, MDD 0.0393, alone AMBER; in a family of 100 INCONCLUSIVE with q 0.768', () => {
    const evidence = evidenceOf(booking, rates([stratum([37, 3], [19_800, 200])]));
    expect(evidence.p).toBeCloseTo(0.00768173925448, 11);
    expect(evidence.mdd).toBeCloseTo(0.039284880155, 9);
    const idle = { ...evidence, p: 1, materialityP: 1, effect: 0, ciLow: -0.1, mdd: 0.01 };
    const entry = { kpi: booking.id, partner: 'beta', evidence } as const;
    const family = [
      entry,
      ...Array.from({ length: 99 }, (_, i) => ({ kpi: booking.id, partner: `p${i}`, evidence: idle })),
    ];
    const [decision] = decideMonth(family);
    expect(decision).toMatchObject({ status: 'INCONCLUSIVE', monthsInRow: 0 });
    expect(decision?.q).toBeCloseTo(0.768173925448, 9);
    expect((decision?.mddFamily ?? 0) / (evidence.mdd ?? 1)).toBeCloseTo(4.132147731 / 2.486475, 6);
  });

  it('149 of 150 against 5,000 of 5,000, where no z exists: p = 0.0291262135922', () => {
    expect(evidenceOf(booking, rates([stratum([149, 1], [5000, 0])])).p).toBeCloseTo(0.0291262135922, 11);
  });

  it('20 units are few, and said; none is NO_DATA; sides that never meet are NO_DATA too', () => {
    expect(evidenceOf(booking, rates([stratum([19, 1], [900, 100])])).flags.map((f) => f.code)).toEqual([
      'SMALL_SAMPLE',
    ]);
    const none = evidenceOf(booking, rates([stratum([0, 0], [900, 100])]));
    expect(none).toMatchObject({ effect: null, p: null, ownN: 1000, partnerN: 0 });
    expect(none.flags[0]?.facts['reason']).toBe('PARTNER');
    const apart = evidenceOf(booking, rates([stratum([0, 0], [900, 100], 'GP'), stratum([50, 0], [0, 0], 'DERM')]));
    expect(apart.flags[0]?.facts['reason']).toBe('SAME_STRATUM');
    expect(decideMonth([{ kpi: 'CA-08', partner: 'beta', evidence: apart }])[0]?.status).toBeNull();
  });

  it('a gap in one specialty only is said: 30 points in DERM, none in GP', () => {
    const evidence = evidenceOf(
      booking,
      rates([stratum([950, 50], [9500, 500], 'GP'), stratum([65, 35], [950, 50], 'DERM')]),
    );
    expect(evidence.homogeneityP).toBeLessThan(1e-6);
    expect(evidence.flags.map((f) => f.code)).toContain('HETEROGENEOUS');
  });

  it('errors are told as errors, and four fifths say nothing of them', () => {
    const evidence = evidenceOf(indicator('CA-06'), rates([stratum([990, 10], [9990, 10])]));
    expect(evidence).toMatchObject({ ownLevel: 0.001, partnerLevel: 0.01, impactRatio: null });
    expect(evidence.effect).toBeCloseTo(-0.009, 12);
  });
});

const side = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 60 }));
const strata = fc.array(fc.tuple(side, side), { minLength: 1, maxLength: 8 });
const made = (pairs: readonly (readonly [[number, number], [number, number]])[]): RateStratum[] =>
  pairs.map(([partner, own], i) => stratum(partner, own, `S${i}`));

describe('properties', () => {
  it('the order of strata does not matter', () => {
    fc.assert(
      fc.property(strata, (pairs) => {
        const there = evidenceOf(booking, rates(made(pairs)));
        const back = evidenceOf(booking, rates(made(pairs).toReversed()));
        for (const part of ['effect', 'ciLow', 'ciHigh', 'p', 'materialityP', 'mdd'] as const)
          expect(back[part] ?? -9).toBeCloseTo(there[part] ?? -9, 9);
        expect(back.strata.map((s) => s.key)).toEqual(there.strata.map((s) => s.key));
      }),
      { numRuns: 60 },
    );
  });

  it('an empty stratum, or one with a side missing, changes nothing but the crude figure', () => {
    fc.assert(
      fc.property(strata, side, (pairs, lone) => {
        const before = evidenceOf(booking, rates(made(pairs)));
        const empty = evidenceOf(booking, rates([...made(pairs), stratum([0, 0], [0, 0], 'E')]));
        expect(empty).toEqual(before);
        const half = evidenceOf(booking, rates([...made(pairs), stratum([0, 0], lone, 'H')]));
        for (const part of ['effect', 'ciLow', 'p', 'mdd', 'ownLevel', 'partnerLevel'] as const)
          expect(half[part]).toEqual(before[part]);
      }),
      { numRuns: 60 },
    );
  });

  it('swapping the sides flips the sign, turns the interval over, and the two tails overlap in the observed table', () => {
    fc.assert(
      fc.property(strata, (pairs) => {
        const there = evidenceOf(booking, rates(made(pairs)));
        const back = evidenceOf(booking, rates(made(pairs.map(([partner, own]) => [own, partner]))));
        if (there.effect === null) {
          expect(back.effect).toBeNull();
          return;
        }
        expect(back.effect).toBeCloseTo(-there.effect, 12);
        expect(back.ciLow ?? -9).toBeCloseTo(-(there.ciHigh ?? 9), 10);
        expect((there.p ?? 0) + (back.p ?? 0)).toBeGreaterThanOrEqual(1 - 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it('levels like for like differ by the effect', () => {
    fc.assert(
      fc.property(strata, (pairs) => {
        const { effect, ownLevel, partnerLevel } = evidenceOf(booking, rates(made(pairs)));
        if (effect !== null) expect((partnerLevel ?? 9) - (ownLevel ?? 0)).toBeCloseTo(effect, 10);
      }),
    );
  });
});
