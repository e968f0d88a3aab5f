import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectClose, expectInterval } from '../testing/expect-close.ts';
import { against, GOLDEN_B } from '../testing/golden.ts';
import { assessParity, materialityP } from './assess.ts';
import { decideParity, type ParityEvidence } from './status.ts';

const own: [number, number] = [19_200, 20_000];
const assess = (partner: [number, number], marginRatio: number) =>
  assessParity({ cells: [against(partner, own)], marginRatio });
const alone = (evidence: ParityEvidence) => decideParity([evidence])[0];
/** Tests of the same family that show nothing. */
const idle = (count: number): ParityEvidence[] =>
  Array.from({ length: count }, () => ({ ...assess([960, 1000], 0.03), p: 1, materialityP: 1 }));

describe('published decisions', () => {
  it('940/1000, δ = 3 points: p = 0.0020, p_δ = 0.904810203216 → AMBER', () => {
    const evidence = assess([940, 1000], 0.03);
    expectClose(evidence.p, 0.00200255117964);
    expectClose(evidence.materialityP, 0.904810203216);
    expectInterval(evidence.interval90, [-0.0337602654452, -0.0085519289467]);
    expect(alone(evidence)).toMatchObject({ status: 'AMBER', rule: 'SIGNIFICANT', tags: [], significantlyWorse: true });
  });

  it('955/1000, δ = 3 points: p = 0.237, interval over −0.03 → GREEN', () => {
    expect(alone(assess([955, 1000], 0.03))).toMatchObject({ status: 'GREEN', rule: 'PARITY_SHOWN' });
  });

  it('940/1000, δ = half a point: p_δ = 0.0247542916731 → RED', () => {
    const evidence = assess([940, 1000], 0.005);
    expectClose(evidence.materialityP, 0.0247542916731);
    expect(alone(evidence)).toMatchObject({ status: 'RED', rule: 'BEYOND_MARGIN' });
  });

  it('golden B, δ = 2 points: RD −0.0295, p = 0.02986, p_δ = 0.270223062535 → AMBER, though the crude is +0.021', () => {
    const evidence = assessParity({ cells: GOLDEN_B, marginRatio: 0.02 });
    expectClose(evidence.difference, -0.029519872814);
    expectInterval(evidence.interval90, [-0.0551003, -0.0039394], 5e-6);
    expectClose(evidence.p, 0.0298578080137);
    expectClose(evidence.materialityP, 0.270223062535);
    expectClose(evidence.crudeDifference, 0.91 - 0.889032258064516);
    expect(alone(evidence)?.status).toBe('AMBER');
  });

  it('37/40 against 19,800/20,000, δ = 2 points, family of 100: m·p = 0.77, MDD 0.0393 ≤ 0.04 → INCONCLUSIVE', () => {
    const evidence = assessParity({ cells: [against([37, 40], [19_800, 20_000])], marginRatio: 0.02, familySize: 100 });
    expectClose(evidence.interval90?.upper, -0.0203534341773);
    expectClose(evidence.p, 0.00768173925448);
    expectClose(evidence.detectableDifference, 0.039284880155);
    expectClose(
      (evidence.familyDetectableDifference ?? NaN) / (evidence.detectableDifference ?? NaN),
      4.132147731 / 2.486475,
      3e-7,
    );
    const [decision] = decideParity([evidence, ...idle(99)]);
    expect(decision).toMatchObject({ status: 'INCONCLUSIVE', rule: 'OTHERWISE' });
    expectClose(decision?.q, 0.768173925448);
  });
});

describe('order of the rules', () => {
  const base: ParityEvidence = {
    difference: -0.02,
    interval90: { lower: -0.034, upper: -0.0086 },
    marginRatio: 0.03,
    p: 0.002,
    materialityP: 0.9,
    impactRatio: 0.979,
    detectableDifference: 0.016,
  };

  it('four fifths needs significance', () => {
    expect(alone({ ...base, impactRatio: 0.79 })).toMatchObject({ status: 'RED', rule: 'FOUR_FIFTHS' });
    expect(alone({ ...base, impactRatio: 0.79, p: 0.2 })).toMatchObject({ status: 'INCONCLUSIVE' });
    expect(alone({ ...base, impactRatio: null })).toMatchObject({ status: 'AMBER' });
  });

  it('a third significant month is RED only if the interval still reaches −δ, else AMBER and tagged', () => {
    const third = { ...base, previousMonthsWorse: [true, true] as const };
    expect(alone(third)).toMatchObject({ status: 'RED', rule: 'THREE_MONTHS' });
    expect(alone({ ...third, previousMonthsWorse: [false, true] })).toMatchObject({ status: 'AMBER', tags: [] });
    const small = { lower: -0.025, upper: -0.0086 };
    expect(alone({ ...third, interval90: small })).toMatchObject({
      status: 'AMBER',
      tags: ['PERSISTENT', 'WITHIN_MARGIN'],
    });
    expect(alone({ ...base, interval90: small })).toMatchObject({ status: 'AMBER', tags: ['WITHIN_MARGIN'] });
  });

  it('parity shown comes before lack of power; lack of power before no conclusion', () => {
    const quiet = { ...base, p: 0.4, materialityP: 0.95 };
    expect(alone({ ...quiet, interval90: { lower: -0.02, upper: 0.01 }, detectableDifference: 0.07 })?.status).toBe(
      'GREEN',
    );
    expect(alone({ ...quiet, detectableDifference: 0.07 })).toMatchObject({
      status: 'INSUFFICIENT',
      rule: 'UNDERPOWERED',
    });
    expect(alone({ ...quiet, detectableDifference: 0.06 })?.status).toBe('INCONCLUSIVE');
    expect(alone({ ...quiet, detectableDifference: null })?.status).toBe('INSUFFICIENT');
  });

  it('q grows with the family; a test that could not be run is outside it', () => {
    const untested: ParityEvidence = { ...base, difference: null, interval90: null, p: null, materialityP: null };
    const decisions = decideParity([base, untested, ...idle(1)]);
    expectClose(decisions[0]?.q, 0.004);
    expect(decisions[1]).toMatchObject({ status: 'INSUFFICIENT', rule: 'NO_DATA', q: null, significantlyWorse: false });
    expect(decideParity([])).toEqual([]);
  });
});

describe('evidence on thin data', () => {
  it('no partner unit: no evidence, hence INSUFFICIENT', () => {
    const evidence = assess([0, 0], 0.02);
    expect(evidence).toMatchObject({ difference: null, interval90: null, p: null, detectableDifference: null });
    expect(alone(evidence)).toMatchObject({ status: 'INSUFFICIENT', rule: 'NO_DATA' });
  });

  it('a perfect month in every stratum: the pooled Newcombe interval stands in for Sato', () => {
    const cells = [against([150, 150], [5000, 5000]), against([400, 400], [9000, 9000])];
    const evidence = assessParity({ cells, marginRatio: 0.02 });
    expect(evidence).toMatchObject({ difference: 0, p: 1 });
    expect(evidence.interval90?.lower).toBeLessThan(0);
    expect(alone(evidence)?.status).toBe('GREEN');
  });

  it('an error-oriented KPI has no four-fifths ratio', () => {
    const cells = [against([990, 1000], [9_990, 10_000])];
    expect(assessParity({ cells, marginRatio: 0.005, successOriented: false }).impactRatio).toBeNull();
    expect(assessParity({ cells, marginRatio: 0.005 }).impactRatio).toBeCloseTo(0.991, 3);
  });

  it('p_δ with no error takes the difference at its word', () => {
    const exact = { standardError: 0, p: 0.01, marginRatio: 0.02 };
    expect(materialityP({ ...exact, difference: -0.03 })).toBe(0.01);
    expect(materialityP({ ...exact, difference: -0.01 })).toBe(1);
  });

  it('any counts give a status, and a partner that does better is never RED or AMBER', () => {
    const side = fc
      .integer({ min: 0, max: 1e9 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(fc.array(fc.tuple(side, side), { minLength: 1, maxLength: 4 }), (pairs) => {
        const cells = pairs.map(([partner, reference]) => against(partner, reference));
        const evidence = assessParity({ cells, marginRatio: 0.02 });
        const decision = alone(evidence);
        for (const value of [evidence.difference, evidence.p, evidence.materialityP, decision?.q])
          expect(value).not.toBeNaN();
        if ((evidence.difference ?? 0) >= 0) expect(['RED', 'AMBER']).not.toContain(decision?.status);
      }),
      { numRuns: 15 },
    );
  });
});
