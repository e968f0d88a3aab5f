import { clusterMeanRatio, detectionConstant, permutationTest, studentCdf } from '@vigie/statistics';
import type { Indicator } from '../indicators.ts';
import { noData, smallSampleFlags } from './evidence-flags.ts';
import { alignStrata, type ExposureStratum } from './exposure-strata.ts';
import type { KpiEvidence } from './kpi-evidence.ts';
import type { ClusterSums } from './kpi-sums.ts';
import { leftOutFlags, noBaseline, noEvent } from './rest-flags.ts';
import { ACCESS_RULES } from './access-rules.ts';
import { withoutEvidence } from './without-evidence.ts';

const TEST =
  'ratio of standardised exposure per listing, cluster-robust t of its log over practitioners (permuted under 30 a side); interval by cluster bootstrap';

/**
 * CA-11: exposure 1/log2(1 + rank) per listing of partner-managed against own-managed practitioners, within specialty, département, distance and availability. Means are standardised with
 * w = n_P·n_O/N per stratum; a practitioner with all its listings is one cluster. Its influence is measured against the common ratio, so that strata with one practitioner do not
 * pretend to have no variance. Effect = ln(partner ÷ own).
 */
export function exposureEvidence(indicator: Indicator, sums: ClusterSums): KpiEvidence {
  const { strata, leftOut, merged } = alignStrata(sums);
  const units = {
    ownN: listings(sums, 'own'),
    partnerN: listings(sums, 'partner'),
  };
  if (strata.length === 0) return withoutEvidence(indicator, { test: TEST, flags: [noData(indicator, units)] }, units);
  const means = standardisedMeans(strata);
  const influence = influenceOf(strata, means);
  const own = [...influence.own.values()];
  const partner = [...influence.partner.values()];
  const result = clusterMeanRatio(
    { partnerMean: means.partner, ownMean: means.own, partnerInfluence: partner, ownInfluence: own },
    { confidence: 0.9 },
  );
  const beside = [
    {
      name: 'practitioners',
      own: sums.practitioners?.own ?? own.length,
      partner: sums.practitioners?.partner ?? partner.length,
      unit: 'count',
    },
    { name: 'strata', own: null, partner: strata.length, unit: 'count' },
  ];
  if (!result.ok)
    return withoutEvidence(
      indicator,
      { test: TEST, flags: [refusedFlag(indicator, result.reason)] },
      { ...units, beside },
    );
  const { ratio, lower, upper, logStandardError, degreesOfFreedom } = result.value;
  const effect = Math.log(ratio);
  const p = worseP(strata, { effect, error: logStandardError, freedom: degreesOfFreedom });
  const beyond = beyondP({ effect, error: logStandardError, freedom: degreesOfFreedom }, indicator.margin);
  return {
    effect,
    ciLow: Math.log(lower),
    ciHigh: Math.log(upper),
    p,
    materialityP: Math.max(p, beyond),
    standardStatus: null,
    impactRatio: null,
    margin: indicator.margin,
    mdd: detectionConstant() * logStandardError,
    ownLevel: means.own,
    partnerLevel: means.partner,
    ...units,
    crudeEffect: crudeEffect(sums),
    homogeneityP: null,
    dispersion: null,
    test: TEST,
    strata: shownStrata(strata),
    beside: [
      ...beside,
      ...(merged > 0 ? [{ name: 'strata merged over départements', own: null, partner: merged, unit: 'count' }] : []),
    ],
    flags: [...smallSampleFlags(partner.length), ...leftOutFlags(leftOut)],
  };
}

function refusedFlag(indicator: Indicator, reason: string): KpiEvidence['flags'][number] {
  return reason === 'SINGLE_CLUSTER_STRATUM'
    ? noBaseline(indicator, 'a side is one practitioner, who cannot tell how others vary.', { reason })
    : noEvent(indicator, 'nothing was exposed on one of the sides.', { reason });
}

/** p of "worse than the margin"; without any scatter the effect is taken at its word. */
function beyondP(
  { effect, error, freedom }: { effect: number; error: number; freedom: number },
  margin: number,
): number {
  return error > 0 ? studentCdf((effect + margin) / error, freedom) : Number(effect >= -margin);
}

interface Means {
  readonly partner: number;
  readonly own: number;
  readonly weight: number;
}

function weightOf({ partner, own }: ExposureStratum): number {
  return (partner.listings * own.listings) / (partner.listings + own.listings);
}

function standardisedMeans(strata: readonly ExposureStratum[]): Means {
  const weight = strata.reduce((acc, one) => acc + weightOf(one), 0);
  const mean = (side: 'own' | 'partner'): number =>
    strata.reduce((acc, one) => acc + (weightOf(one) * one[side].exposure) / one[side].listings, 0) / weight;
  return { partner: mean('partner'), own: mean('own'), weight };
}

/** Per practitioner: by how much it moves its side's standardised mean, measured from what the common ratio lets expect in its stratum. */
function influenceOf(strata: readonly ExposureStratum[], means: Means) {
  const ratio = means.partner / means.own;
  const influence = { own: new Map<string, number>(), partner: new Map<string, number>() };
  for (const one of strata) {
    const ownMean = one.own.exposure / one.own.listings;
    for (const side of ['own', 'partner'] as const) {
      const expected = side === 'own' ? ownMean : ratio * ownMean;
      const share = weightOf(one) / means.weight / one[side].listings;
      for (const { cluster, listings: n, exposure } of one[side].clusters) {
        const moved = share * (exposure - n * expected);
        influence[side].set(cluster, (influence[side].get(cluster) ?? 0) + moved);
      }
    }
  }
  return influence;
}

function worseP(
  strata: readonly ExposureStratum[],
  { effect, error, freedom }: { effect: number; error: number; freedom: number },
): number {
  const residuals = { own: residualsOf(strata, 'own'), partner: residualsOf(strata, 'partner') };
  if (Math.min(residuals.own.length, residuals.partner.length) < ACCESS_RULES.smallSample) {
    // Turned round so that the smaller side is the one that is drawn: partner low is minus partner high.
    const [low, rest] = [residuals.partner, residuals.own].map((side) => side.map((value) => -value));
    const permuted = permutationTest(low ?? [], rest ?? [], { draws: 19_999 });
    if (permuted.ok && residuals.own.length <= 5000) return permuted.value.p;
  }
  if (error === 0) return effect < 0 ? 0.5 : 1;
  return studentCdf(effect / error, freedom);
}

/** A practitioner's exposure per listing beyond its strata's common mean of both sides: labels are exchangeable under parity. */
function residualsOf(strata: readonly ExposureStratum[], side: 'own' | 'partner'): number[] {
  const totals = new Map<string, { residual: number; listings: number }>();
  for (const one of strata) {
    const common = (one.own.exposure + one.partner.exposure) / (one.own.listings + one.partner.listings);
    for (const { cluster, listings: n, exposure } of one[side].clusters) {
      const known = totals.get(cluster) ?? { residual: 0, listings: 0 };
      totals.set(cluster, { residual: known.residual + exposure - n * common, listings: known.listings + n });
    }
  }
  return [...totals.values()].map(({ residual, listings: n }) => residual / n);
}

function listings(sums: ClusterSums, side: 'own' | 'partner'): number {
  return sums.clusters.reduce((acc, one) => acc + (one.side === side ? one.denominator : 0), 0);
}

function crudeEffect(sums: ClusterSums): number | null {
  const mean = (side: 'own' | 'partner'): number => {
    const exposure = sums.clusters.reduce((acc, one) => acc + (one.side === side ? one.numerator : 0), 0);
    return exposure / listings(sums, side);
  };
  const effect = Math.log(mean('partner') / mean('own'));
  return Number.isFinite(effect) ? effect : null;
}

function shownStrata(strata: readonly ExposureStratum[]): KpiEvidence['strata'] {
  const total = strata.reduce((acc, one) => acc + weightOf(one), 0);
  return strata
    .map((one) => {
      const [specialty = '*', departement = '*', distance = '*', availability = '*'] = one.key.split('|');
      const [own, partner] = [one.own.exposure / one.own.listings, one.partner.exposure / one.partner.listings];
      const effect = Math.log(partner / own);
      return {
        key: {
          specialty,
          departement,
          visitKind: '*',
          visitMode: '*',
          dayType: '*',
          hourBand: '*',
          endpoint: `${distance} km, ${availability}`,
        },
        ownN: one.own.listings,
        partnerN: one.partner.listings,
        ownLevel: own,
        partnerLevel: partner,
        effect: Number.isFinite(effect) ? effect : null,
        ciLow: null,
        ciHigh: null,
        weight: weightOf(one) / total,
      };
    })
    .toSorted((left, right) => right.weight - left.weight)
    .slice(0, ACCESS_RULES.shownStrata);
}
