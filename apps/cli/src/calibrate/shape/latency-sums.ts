import { ACCESS_RULES, type LagBin, type LatencySums, type LogMoments } from '@vigie/metrics';
import { accessParameters as p, FATE, type RequestRows } from '@vigie/simulation';
import { dayText } from './request-sums.ts';

/**
 * Answered calls of one side: moments of ln(ms + 0.4) by endpoint × day type × hour band and by day, counts of calls by endpoint. The counts are by whole
 * milliseconds, ten times coarser than a release's, which changes no P95 and saves most of the time.
 */
export interface LatencyTally {
  readonly strata: readonly Moments[];
  readonly days: readonly Moments[];
  readonly histograms: readonly ReadonlyMap<number, number>[];
}

interface Moments {
  n: number;
  sumLn: number;
  sumLnSquared: number;
}

const BANDS = 8;

export function tallyLatency(rows: RequestRows, daysOnly = false): LatencyTally {
  const strata = Array.from({ length: p.ENDPOINTS.length * BANDS }, none);
  const days = Array.from({ length: rows.days }, none);
  const histograms = p.ENDPOINTS.map(() => new Map<number, number>());
  for (let i = 0; i < rows.cell.length; i++) {
    const fate = rows.fate[i] ?? 0;
    if (fate !== FATE.success && fate !== FATE.empty) continue;
    const endpoint = rows.endpoint[i] ?? 0;
    const tenths = rows.tenths[i] ?? 0;
    const ln = Math.log(tenths / 10 + 0.4);
    add(days[rows.day[i] ?? 0], ln);
    if (daysOnly) continue;
    add(strata[endpoint * BANDS + (rows.band[i] ?? 0)], ln);
    const histogram = histograms[endpoint];
    const milliseconds = Math.round(tenths / 10);
    histogram?.set(milliseconds, (histogram.get(milliseconds) ?? 0) + 1);
  }
  return { strata, days, histograms };
}

function add(moments: Moments | undefined, ln: number): void {
  if (moments === undefined) return;
  moments.n++;
  moments.sumLn += ln;
  moments.sumLnSquared += ln * ln;
}

export interface LatencyPair {
  readonly month: string;
  readonly partner: LatencyTally;
  readonly own: LatencyTally;
}

/** CA-05. */
export function latencySums(now: LatencyPair, before: readonly LatencyPair[]): LatencySums {
  const pairs = before.length > 0 ? before : [now];
  return {
    kind: 'latency',
    strata: mergeSparse(now),
    partnerHistogram: [],
    ownHistogram: [],
    histograms: p.ENDPOINTS.map((endpoint, i) => ({
      key: endpoint.name,
      partner: bins(now.partner.histograms[i]),
      own: bins(now.own.histograms[i]),
    })),
    days: pairs.flatMap(({ month, partner, own }) =>
      partner.days.map((moments, day) => ({
        day: dayText(month, day),
        partner: copy(moments),
        own: copy(own.days[day] ?? { n: 0, sumLn: 0, sumLnSquared: 0 }),
      })),
    ),
  };
}

/** Strata too small on either side are merged over the bands of their endpoint, as the figure does. */
function mergeSparse({ partner, own }: LatencyPair): LatencySums['strata'] {
  return p.ENDPOINTS.flatMap(({ name }, endpoint) => {
    const rest = { key: `${name}|*|*`, partner: none(), own: none() };
    const bands = Array.from({ length: BANDS }, (_, band) => {
      const position = endpoint * BANDS + band;
      return {
        key: `${name}|${band}`,
        partner: partner.strata[position] ?? none(),
        own: own.strata[position] ?? none(),
      };
    });
    const stands = (one: (typeof bands)[number]): boolean =>
      one.partner.n >= ACCESS_RULES.leastPartnerUnits && one.own.n >= ACCESS_RULES.leastOwnUnits;
    for (const sparse of bands.filter((one) => !stands(one))) {
      merge(rest.partner, sparse.partner);
      merge(rest.own, sparse.own);
    }
    return [...bands.filter(stands), ...(rest.partner.n + rest.own.n > 0 ? [rest] : [])];
  });
}

const none = (): Moments => ({ n: 0, sumLn: 0, sumLnSquared: 0 });

function merge(into: Moments, from: Moments): void {
  into.n += from.n;
  into.sumLn += from.sumLn;
  into.sumLnSquared += from.sumLnSquared;
}

const copy = ({ n, sumLn, sumLnSquared }: Moments): LogMoments => ({ n, sumLn, sumLnSquared });

const sorted = new WeakMap<ReadonlyMap<number, number>, LagBin[]>();

function bins(histogram: ReadonlyMap<number, number> | undefined): LagBin[] {
  if (histogram === undefined) return [];
  const known = sorted.get(histogram);
  if (known !== undefined) return known;
  const made = [...histogram].sort((a, b) => a[0] - b[0]).map(([value, n]) => ({ value, censored: false, n }));
  sorted.set(histogram, made);
  return made;
}
