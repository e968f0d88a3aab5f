import { accessParameters as p, FATE, type RequestRows } from '@vigie/simulation';
import { emptyTally, LEAVES, REGION_CELLS, regionOfLeaf, type Tally } from './strata.ts';

export type RateKpi = 'CA-06' | 'CA-08' | 'CA-18';
export const RATE_KPIS: readonly RateKpi[] = ['CA-06', 'CA-08', 'CA-18'];

/** Sums of one side's month of requests, as the release's rollups would hold them. */
export interface RequestTally {
  /** By endpoint for errors, one for the others. */
  readonly strata: Readonly<Record<RateKpi, readonly Tally[]>>;
  /** By day, then endpoint, then specialty × region. */
  readonly days: Readonly<Record<RateKpi, readonly Tally[][]>>;
  readonly throttled: readonly { readonly events: number; readonly exposure: number }[];
}

const BOOK = p.ENDPOINTS.findIndex((e) => e.name === 'BOOK');
const READ = p.ENDPOINTS.findIndex((e) => e.name === 'SLOT_READ');

/** Trial and success of a request under each indicator; null where it is none of its units. */
export function outcomeOf(kpi: RateKpi, endpoint: number, fate: number): boolean | null {
  if (kpi === 'CA-06') return fate !== FATE.error && fate !== FATE.timeout;
  if (kpi === 'CA-18') return endpoint === READ ? fate !== FATE.stale : null;
  if (endpoint !== BOOK || fate === FATE.excluded) return null;
  // An attempt that timed out is tried again and succeeds.
  return fate !== FATE.failed && fate !== FATE.error;
}

/** Errors are told apart by endpoint. */
export const groupsOf = (kpi: RateKpi): number => (kpi === 'CA-06' ? p.ENDPOINTS.length : 1);

function forEach<T>(of: (kpi: RateKpi) => T): Record<RateKpi, T> {
  return { 'CA-06': of('CA-06'), 'CA-08': of('CA-08'), 'CA-18': of('CA-18') };
}

function tallies(n: number, size: number): Tally[] {
  return Array.from({ length: n }, () => emptyTally(size));
}

export function tallyRequests(rows: RequestRows): RequestTally {
  const strata = forEach((kpi) => tallies(groupsOf(kpi), LEAVES));
  const days = forEach((kpi) => Array.from({ length: rows.days }, () => tallies(groupsOf(kpi), REGION_CELLS)));
  const throttled = Array.from({ length: rows.days }, () => ({ events: 0, exposure: 0 }));
  for (let i = 0; i < rows.cell.length; i++) {
    const endpoint = rows.endpoint[i] ?? 0;
    const fate = rows.fate[i] ?? 0;
    const day = rows.day[i] ?? 0;
    const leaf = (rows.cell[i] ?? 0) * 8 + (rows.band[i] ?? 0);
    const region = regionOfLeaf[leaf] ?? 0;
    const quota = throttled[day];
    if (quota !== undefined) {
      quota.exposure++;
      if (fate === FATE.throttled) quota.events++;
    }
    for (const kpi of RATE_KPIS) {
      const success = outcomeOf(kpi, endpoint, fate);
      if (success === null) continue;
      const group = kpi === 'CA-06' ? endpoint : 0;
      count(strata[kpi][group], leaf, success);
      count(days[kpi][day]?.[group], region, success);
    }
  }
  return { strata, days, throttled };
}

function count(tally: Tally | undefined, position: number, success: boolean): void {
  if (tally === undefined) return;
  tally.trials[position] = (tally.trials[position] ?? 0) + 1;
  if (success) tally.successes[position] = (tally.successes[position] ?? 0) + 1;
}
