import type { MetricContext } from '../../frame/metric-context.ts';
import type { KpiSums } from '../evidence/kpi-sums.ts';
import type { KpiId } from '../indicators.ts';

/** Whose listings tell whether the source was read at all (`access_reporting`); null where nothing is listed. */
export type Witness = 'probe' | 'request' | 'exposure' | 'search';

/**
 * Where an indicator's sums come from. `read` gives all partners of one month (its first day as YYYY-MM-DD) at once: one statement per relation, shared by
 * the indicators that stand on it, never one per indicator × partner.
 */
export interface SumsSource {
  readonly kpi: KpiId;
  readonly witness: Witness | null;
  read(context: MetricContext, month: string): Promise<ReadonlyMap<string, KpiSums>>;
}
