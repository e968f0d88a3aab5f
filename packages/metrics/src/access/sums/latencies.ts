import type { Row } from '@vigie/warehouse';
import { readNullableText, readNumber, readText } from '../../frame/read-row.ts';
import { LATENCY_CELLS_SQL, LATENCY_DAYS_SQL, LATENCY_HISTOGRAM_SQL } from '../../sql/access-latency.sql.ts';
import { ACCESS_RULES } from '../evidence/access-rules.ts';
import type { LagBin, LagStratum, LatencySums, LogMoments } from '../evidence/kpi-sums.ts';
import { monthParams, readDispersionDays } from './read-month-days.ts';
import type { SumsSource } from './sums-source.ts';

/** CA-05: moments per endpoint, day type and hour, histograms per endpoint, and the days that tell how much days scatter. */
export const latencies: SumsSource = {
  kpi: 'CA-05',
  witness: 'request',
  read: async (context, month) => {
    const cells = Map.groupBy(await context.query(LATENCY_CELLS_SQL, monthParams(month)), partyOf);
    const bins = Map.groupBy(await context.query(LATENCY_HISTOGRAM_SQL, monthParams(month)), partyOf);
    const days = await readDispersionDays(context, month, {
      sql: LATENCY_DAYS_SQL,
      keyOf: (row) => readText(row, 'partner'),
    });
    const ownCells = cells.get(OWN) ?? [];
    const ownBins = binsByEndpoint(bins.get(OWN) ?? []);
    return new Map(
      [...cells].flatMap(([partner, rows]) =>
        partner === OWN
          ? []
          : [
              [
                partner,
                {
                  kind: 'latency',
                  strata: mergeSparse(rows, ownCells),
                  partnerHistogram: [],
                  ownHistogram: [],
                  histograms: pairBins(binsByEndpoint(bins.get(partner) ?? []), ownBins),
                  days: (days.get(partner) ?? []).map(latencyDay),
                } satisfies LatencySums,
              ] as const,
            ],
      ),
    );
  },
};

const OWN = 'own';

function partyOf(row: Row): string {
  return readNullableText(row, 'partner') ?? OWN;
}

/**
 * Strata in which either side has fewer calls than a stratum needs are merged over day types and hours of their endpoint; endpoints are never merged. Sizes decide, times never.
 */
function mergeSparse(partner: readonly Row[], own: readonly Row[]): LatencySums['strata'] {
  const [mine, base] = [partner, own].map((rows) => new Map(rows.map((row) => [keyOf(row), momentsOf(row)])));
  const kept: LatencySums['strata'][number][] = [];
  const sparse = new Map<string, { partner: LogMoments; own: LogMoments }>();
  for (const key of new Set([...(mine?.keys() ?? []), ...(base?.keys() ?? [])])) {
    const sides = { partner: mine?.get(key) ?? NONE, own: base?.get(key) ?? NONE };
    if (sides.partner.n >= ACCESS_RULES.leastPartnerUnits && sides.own.n >= ACCESS_RULES.leastOwnUnits) {
      kept.push({ key, ...sides });
      continue;
    }
    const merged = `${key.split('|')[0] ?? '*'}|*|*`;
    const known = sparse.get(merged) ?? { partner: NONE, own: NONE };
    sparse.set(merged, { partner: added(known.partner, sides.partner), own: added(known.own, sides.own) });
  }
  return [...kept, ...[...sparse].map(([key, sides]) => ({ key, ...sides }))].toSorted((left, right) =>
    left.key < right.key ? -1 : 1,
  );
}

const NONE: LogMoments = { n: 0, sumLn: 0, sumLnSquared: 0 };

function added(one: LogMoments, other: LogMoments): LogMoments {
  return {
    n: one.n + other.n,
    sumLn: one.sumLn + other.sumLn,
    sumLnSquared: one.sumLnSquared + other.sumLnSquared,
  };
}

function keyOf(row: Row): string {
  return `${readText(row, 'endpoint')}|${readText(row, 'day_type')}|${readText(row, 'hour_band')}`;
}

function momentsOf(row: Row): LogMoments {
  return { n: readNumber(row, 'n'), sumLn: readNumber(row, 'sum_ln'), sumLnSquared: readNumber(row, 'sum_ln2') };
}

export function latencyDay(row: Row): LatencySums['days'][number] {
  const side = (name: 'partner' | 'own'): LogMoments => ({
    n: readNumber(row, `${name}_n`),
    sumLn: readNumber(row, `${name}_ln`),
    sumLnSquared: readNumber(row, `${name}_ln2`),
  });
  return { day: readText(row, 'day'), partner: side('partner'), own: side('own') };
}

function binsByEndpoint(rows: readonly Row[]): ReadonlyMap<string, LagBin[]> {
  return new Map(
    [...Map.groupBy(rows, (row) => readText(row, 'endpoint'))].map(([endpoint, own]) => [
      endpoint,
      own.map((row) => ({ value: readNumber(row, 'ms'), censored: false, n: readNumber(row, 'n') })),
    ]),
  );
}

function pairBins(partner: ReadonlyMap<string, LagBin[]>, own: ReadonlyMap<string, LagBin[]>): LagStratum[] {
  return [...partner].map(([key, bins]) => ({ key, partner: bins, own: own.get(key) ?? [] }));
}
