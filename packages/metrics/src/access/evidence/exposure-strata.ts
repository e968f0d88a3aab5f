import { ACCESS_RULES } from './access-rules.ts';
import type { ClusterSums } from './kpi-sums.ts';

export interface ExposureSide {
  readonly listings: number;
  readonly exposure: number;
  readonly clusters: readonly { readonly cluster: string; readonly listings: number; readonly exposure: number }[];
}

export interface ExposureStratum {
  readonly key: string;
  readonly own: ExposureSide;
  readonly partner: ExposureSide;
}

export interface AlignedStrata {
  readonly strata: readonly ExposureStratum[];
  /** Fine strata of the partner that were merged over départements. */
  readonly merged: number;
  readonly leftOut: { readonly units: number; readonly strata: number };
}

/**
 * Strata `specialty|departement|distance|availability` in which both sides are listed (own at least five times) stand as they are; the others are merged over départements (`*`) by rule,
 * never over distance or availability, which is what makes rank like for like. What then still lacks a side is left out and counted.
 */
export function alignStrata(sums: ClusterSums): AlignedStrata {
  const fine = Map.groupBy(sums.clusters, (one) => one.stratum);
  const kept: ExposureStratum[] = [];
  const sparse: ClusterSums['clusters'][number][] = [];
  let merged = 0;
  for (const [key, rows] of fine) {
    const stratum = stratumOf(key, rows);
    if (stands(stratum)) kept.push(stratum);
    else {
      sparse.push(...rows);
      if (stratum.partner.listings > 0) merged += 1;
    }
  }
  const coarse = [...Map.groupBy(sparse, (one) => overDepartements(one.stratum))].map(([key, rows]) =>
    stratumOf(key, rows),
  );
  const alone = coarse.filter((one) => !stands(one) && one.partner.listings > 0);
  return {
    strata: [...kept, ...coarse.filter(stands)],
    merged,
    leftOut: { units: alone.reduce((acc, one) => acc + one.partner.listings, 0), strata: alone.length },
  };
}

function stands({ own, partner }: ExposureStratum): boolean {
  return partner.listings > 0 && own.listings >= ACCESS_RULES.leastOwnUnits && own.exposure > 0;
}

function overDepartements(stratum: string): string {
  const [specialty = '*', , ...bands] = stratum.split('|');
  return [specialty, '*', ...bands].join('|');
}

function stratumOf(key: string, rows: readonly ClusterSums['clusters'][number][]): ExposureStratum {
  const side = (of: 'own' | 'partner'): ExposureSide => {
    const clusters = rows
      .filter((one) => one.side === of && one.denominator > 0)
      .map(({ cluster, numerator, denominator }) => ({ cluster, listings: denominator, exposure: numerator }));
    return {
      listings: clusters.reduce((acc, one) => acc + one.listings, 0),
      exposure: clusters.reduce((acc, one) => acc + one.exposure, 0),
      clusters,
    };
  };
  return { key, own: side('own'), partner: side('partner') };
}
