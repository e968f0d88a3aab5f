import { clusterRatio, detectionConstant, studentCdf, type ClusterRatio, type Outcome } from '@vigie/statistics';
import type { Indicator } from '../indicators.ts';
import { smallSampleFlags } from './evidence-flags.ts';
import { exposureEvidence } from './exposure.ts';
import type { KpiEvidence } from './kpi-evidence.ts';
import type { ClusterSums } from './kpi-sums.ts';
import { noBaseline, noEvent } from './rest-flags.ts';
import { withoutEvidence } from './without-evidence.ts';

/** Sums over practitioners: CA-11 compares two sides, CA-03 holds one share against its limit. */
export function clusterEvidence(indicator: Indicator, sums: ClusterSums): KpiEvidence {
  return indicator.id === 'CA-11' ? exposureEvidence(indicator, sums) : exclusiveEvidence(indicator, sums);
}

const TEST =
  'share of free time hidden, cluster-robust t over practitioners against the margin (own hides nothing from itself, so p is that of “worse than the margin”); interval by cluster bootstrap';

/**
 * CA-03: Σ seconds free on own and not shown on the partner ÷ Σ seconds free on own. Own's share is 0 by construction, so "worse than own" is true of a single second and says nothing: the one
 * hypothesis tested is share ≤ δ, and p = p_δ. Interval: percentile bootstrap over practitioners (B = 2000, seeded, at most 4,096 groups of whole practitioners).
 */
function exclusiveEvidence(indicator: Indicator, sums: ClusterSums): KpiEvidence {
  const clusters = byCluster(sums, () => true);
  const practitioners = sums.practitioners?.partner ?? clusters.length;
  const units = { ownN: practitioners, partnerN: practitioners };
  const near = byCluster(sums, (stratum) => stratum === 'NEAR');
  const beside = [
    { name: 'starts within 48 h', own: 0, partner: shareOf(near), unit: 'ratio' },
    { name: 'hours free', own: null, partner: hoursOf(clusters, 'denominator'), unit: 'hours' },
    { name: 'hours hidden', own: null, partner: hoursOf(clusters, 'numerator'), unit: 'hours' },
  ];
  const known = { ...units, beside };
  const result = clusterRatio(clusters, { confidence: 0.9 });
  if (!result.ok) return refusedRatio(indicator, result, known);
  const { ratio, standardError } = result.value;
  const { lower, upper } = endsOf(result.value);
  const p = exceedsP(result.value, indicator.margin);
  return {
    effect: 0 - ratio,
    ciLow: -upper,
    ciHigh: 0 - lower,
    p,
    materialityP: p,
    standardStatus: null,
    impactRatio: null,
    margin: indicator.margin,
    mdd: detectionConstant() * Math.max(standardError, (upper - ratio) / 1.6448536269514722),
    ownLevel: 0,
    partnerLevel: ratio,
    ...known,
    crudeEffect: null,
    homogeneityP: null,
    dispersion: null,
    test: TEST,
    strata: [],
    flags: smallSampleFlags(units.partnerN),
  };
}

/** p of "share ≤ margin" against "above": Student with G − 1 degrees of freedom; a share without any scatter is taken at its word. */
function exceedsP({ ratio, standardError, clusters }: ClusterRatio, margin: number): number {
  if (standardError === 0) return ratio > margin ? 0.5 ** clusters : 1;
  return studentCdf(-(ratio - margin) / standardError, clusters - 1);
}

/**
 * When no practitioner had anything hidden (or everything), every resample says the same, which is no certainty: the open end is then what G equal clusters can exclude at 5 %,
 * 1 − 0.05^(1/G).
 */
function endsOf({ ratio, lower, upper, clusters }: ClusterRatio): { lower: number; upper: number } {
  const excluded = 1 - 0.05 ** (1 / clusters);
  if (ratio === 0) return { lower: 0, upper: excluded };
  if (ratio === 1 && lower === upper) return { lower: 1 - excluded, upper: 1 };
  return { lower, upper };
}

function refusedRatio(
  indicator: Indicator,
  result: Outcome<ClusterRatio> & { ok: false },
  known: Partial<KpiEvidence>,
): KpiEvidence {
  const flag =
    result.reason === 'SINGLE_CLUSTER_STRATUM'
      ? noBaseline(indicator, 'all of it is one practitioner, who cannot tell how others vary.', {
          reason: result.reason,
        })
      : noEvent(indicator, 'no slot was free on own channels for any time.', { reason: result.reason });
  return withoutEvidence(indicator, { test: TEST, flags: [flag] }, known);
}

type Total = { numerator: number; denominator: number };

function byCluster(sums: ClusterSums, of: (stratum: string) => boolean): Total[] {
  const totals = new Map<string, Total>();
  for (const { cluster, stratum, numerator, denominator, side } of sums.clusters) {
    if (side !== 'partner' || !of(stratum)) continue;
    const known = totals.get(cluster) ?? { numerator: 0, denominator: 0 };
    totals.set(cluster, { numerator: known.numerator + numerator, denominator: known.denominator + denominator });
  }
  return [...totals.values()];
}

function shareOf(clusters: readonly Total[]): number | null {
  const free = clusters.reduce((acc, one) => acc + one.denominator, 0);
  return free > 0 ? clusters.reduce((acc, one) => acc + one.numerator, 0) / free : null;
}

function hoursOf(clusters: readonly Total[], field: keyof Total): number {
  return clusters.reduce((acc, one) => acc + one[field], 0) / 3600;
}
