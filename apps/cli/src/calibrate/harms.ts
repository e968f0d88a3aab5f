import { INDICATORS, type KpiId } from '@vigie/metrics';
import { accessParameters as p, baseRates, PARITY, shareLate, exclusiveBase, type Treatment } from '@vigie/simulation';

/** A treatment that harms one indicator alone, by a known effect. */
export interface KnownHarm {
  readonly treatment: Treatment;
  /** Factor on the partner's exposure in search results (CA-11). */
  readonly exposureTimes: number;
}

const marginOf = (kpi: KpiId): number => INDICATORS.find((one) => one.id === kpi)?.margin ?? 0;

/** Indicators that can be harmed: those that are tested. */
export const HARMED: readonly KpiId[] = INDICATORS.filter((one) => one.tested).map((one) => one.id);
/** Indicators whose failures the scenario `clusters` bunches by day. */
export const CLUSTERED: readonly KpiId[] = ['CA-01', 'CA-05', 'CA-06', 'CA-07', 'CA-08', 'CA-18'];

const THROTTLED_SHARE =
  (p.ENDPOINTS.filter((e) => e.throttled).reduce((sum, e) => sum + e.share, 0) / 1024) * (p.THROTTLED_PPM / 1e6);

/** Treatment by which the true effect is `times` the indicator's margin, the rest at parity. */
export function harmOf(kpi: KpiId, times: number): KnownHarm {
  const size = times * marginOf(kpi);
  const rates = baseRates(p.MIXES.own);
  const changes: Partial<Record<KpiId, Partial<Treatment>>> = {
    'CA-01': { hidden: 1 - (1 - size) / (1 - p.FLICKER_PPM / 1e6) },
    'CA-02': { lagSeconds: size },
    'CA-03': { hidden: (size - exclusiveBase()) / (1 - exclusiveBase()) },
    'CA-04': { downSecondsPerDay: size * 86_400 },
    'CA-05': { latencyTimes: Math.exp(size) },
    // A throttled request cannot err, nor can a slot be found taken by a request that was throttled or erred.
    'CA-06': { error: size / (1 - THROTTLED_SHARE) },
    'CA-07': { throttledTimes: Math.exp(size) },
    'CA-08': { bookingFailure: size / (1 - (1 - p.TIMEOUT_PERMILLE_OF_ERRORS / 1000) * rates.error) },
    'CA-09': { propagationSeconds: size },
    'CA-10': { refused: size * (1 - p.ACCESS_REQUESTS.withdrawnPpm / 1e6) },
    'CA-15': { late: 1 - (1 - size) / (1 - shareLate()) },
    'CA-17': { supportTimes: Math.exp(size) },
    'CA-18': { stale: size / ((1 - p.THROTTLED_PPM / 1e6) * (1 - rates.error)) },
  };
  return {
    treatment: { ...PARITY, ...changes[kpi] },
    exposureTimes: kpi === 'CA-11' ? Math.exp(-size) : 1,
  };
}

/** True effect, in the indicator's unit; `times` = 0 is parity. Shares held against a standard are a little below 1 even then. */
export function trueEffect(kpi: KpiId, times: number): number {
  if (times > 0) return -times * marginOf(kpi);
  if (kpi === 'CA-01') return -p.FLICKER_PPM / 1e6;
  if (kpi === 'CA-03') return -exclusiveBase();
  if (kpi === 'CA-15') return -shareLate();
  return 0;
}
