import { requireNonNegative } from '../checks.ts';

/** Customers at both ends of a period with an acquisition in between. */
export interface AcquisitionCounts {
  /** C0: customers at the start, before the acquisition. */
  startCustomers: number;
  /** A0: customers bought with the acquired firm. */
  acquiredCustomers: number;
  /** C1: customers at the end, all origins. */
  endCustomers: number;
  /** A1: of them, those of origin ACQUIRED. */
  survivingAcquired: number;
}

/** Growth ratios; each null when its base is 0. */
export interface OrganicGrowth {
  totalRatio: number | null;
  organicRatio: number | null;
  proFormaRatio: number | null;
  acquiredRetentionRatio: number | null;
}

/** Organic against acquired growth (GR-5): C1/C0−1, (C1−A1)/C0−1, C1/(C0+A0)−1, A1/A0. */
export function organicGrowth(counts: AcquisitionCounts): OrganicGrowth {
  const { startCustomers, acquiredCustomers, endCustomers, survivingAcquired } = counts;
  for (const count of Object.values(counts)) requireNonNegative('count', count);
  const proFormaBase = startCustomers + acquiredCustomers;
  return {
    totalRatio: over(endCustomers - startCustomers, startCustomers),
    organicRatio: over(endCustomers - survivingAcquired - startCustomers, startCustomers),
    proFormaRatio: over(endCustomers - proFormaBase, proFormaBase),
    acquiredRetentionRatio: over(survivingAcquired, acquiredCustomers),
  };
}

function over(value: number, base: number): number | null {
  return base > 0 ? value / base : null;
}
