import { requirePart } from '../checks.ts';

/** Successes of both sides in one block (a day), with the number of units of each. */
export interface EvidenceBlock {
  ownSuccesses: number;
  ownUnits: number;
  partnerSuccesses: number;
  partnerUnits: number;
}

/**
 * ln of the block e-value of Turner, Ly and Grünwald (2024) for "one common rate": Π over blocks of the likelihood at two rates learnt from earlier blocks only against
 * that at their mean, which for blocks of any size has mean ≤ 1 (AM–GM). Rates start at ½ with the prior weights of package safestats, 0.18 and 0.18·n_P/n_O of the
 * first block. Two-sided, one stratum. Kept for comparison: it needs a rate per stratum, and over 200 strata it found a gap of two points in 9 % of years where
 * the tilted process found it in all.
 */
export function lnBlockEvidence(blocks: readonly EvidenceBlock[], priorWeight: number = 0.18): number {
  if (!(priorWeight > 0)) throw new RangeError(`the prior weight must be positive, got ${priorWeight}`);
  const first = blocks.find(({ ownUnits, partnerUnits }) => ownUnits > 0 && partnerUnits > 0);
  if (first === undefined) return 0;
  let own = { successes: priorWeight, units: 2 * priorWeight };
  const partnerWeight = (priorWeight * first.partnerUnits) / first.ownUnits;
  let partner = { successes: partnerWeight, units: 2 * partnerWeight };
  let lnEvidence = 0;
  for (const { ownSuccesses, ownUnits, partnerSuccesses, partnerUnits } of blocks) {
    requirePart('ownSuccesses', ownSuccesses, ownUnits);
    requirePart('partnerSuccesses', partnerSuccesses, partnerUnits);
    if (ownUnits + partnerUnits === 0) continue;
    const [p, q] = [own.successes / own.units, partner.successes / partner.units];
    const common = (ownUnits * p + partnerUnits * q) / (ownUnits + partnerUnits);
    lnEvidence += lnRatio(ownSuccesses, ownUnits, p, common) + lnRatio(partnerSuccesses, partnerUnits, q, common);
    own = { successes: own.successes + ownSuccesses, units: own.units + ownUnits };
    partner = { successes: partner.successes + partnerSuccesses, units: partner.units + partnerUnits };
  }
  return lnEvidence;
}

function lnRatio(successes: number, units: number, rate: number, common: number): number {
  return successes * Math.log(rate / common) + (units - successes) * Math.log((1 - rate) / (1 - common));
}
