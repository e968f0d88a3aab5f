import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomial } from '../lattice/binomial.ts';
import { expectClose } from '../testing/expect-close.ts';
import { lnBlockEvidence, type EvidenceBlock } from './block-evidence.ts';

const block = (ownSuccesses: number, partnerSuccesses: number, ownUnits = 20, partnerUnits = 5): EvidenceBlock => ({
  ownSuccesses,
  ownUnits,
  partnerSuccesses,
  partnerUnits,
});

describe('block e-value', () => {
  it('own 19, 18, 20 of 20 and partner 4, 3, 4 of 5: 7.53127997099', () => {
    expectClose(Math.exp(lnBlockEvidence([block(19, 4), block(18, 3), block(20, 4)])), 7.53127997099);
  });

  it('the first block says nothing, nor do empty ones; impossible ones are a caller error', () => {
    expectClose(lnBlockEvidence([block(3, 5)]), 0);
    expect(lnBlockEvidence([])).toBe(0);
    expect(lnBlockEvidence([block(0, 0, 0, 0), block(3, 0, 9, 0)])).toBe(0);
    expect(() => lnBlockEvidence([block(21, 1)])).toThrow(RangeError);
    expect(() => lnBlockEvidence([], 0)).toThrow(RangeError);
  });

  it('has mean at most 1 over all outcomes of two blocks at any common rate', () => {
    const units = fc.integer({ min: 1, max: 4 });
    const rate = fc.double({ min: 0.02, max: 0.98, noNaN: true });
    fc.assert(
      fc.property(units, units, rate, (own, partner, p) => {
        const [laws, counts] = [
          [binomial(own, p), binomial(partner, p)],
          [own, partner],
        ];
        let mean = 0;
        const outcomes = Array.from({ length: own + 1 }, (_, x) => x).flatMap((x) =>
          Array.from({ length: partner + 1 }, (_, y) => ({
            x,
            y,
            mass: Math.exp((laws[0]?.lnDensity(x) ?? 0) + (laws[1]?.lnDensity(y) ?? 0)),
          })),
        );
        for (const first of outcomes)
          for (const second of outcomes) {
            const lnE = lnBlockEvidence([
              block(first.x, first.y, counts[0], counts[1]),
              block(second.x, second.y, counts[0], counts[1]),
            ]);
            mean += first.mass * second.mass * Math.exp(lnE);
          }
        expect(mean).toBeLessThanOrEqual(1 + 1e-9);
      }),
      { numRuns: 40 },
    );
  });
});
