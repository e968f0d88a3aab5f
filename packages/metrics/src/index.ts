export * from './catalogue.ts';
export * from './frame/card.ts';
export * from './frame/definition.ts';
export * from './frame/run-metric.ts';
export { METRIC_MACROS } from './macros/index.ts';
export { MARKET_DEFINITIONS, MARKET_DEFINITION_IDS, COUNTING_RULES } from './market/market-definitions.ts';
export * from './access/indicators.ts';
export type { KpiRow, KpiStratum } from './access/kpi-row.ts';
export type * from './access/evidence/kpi-sums.ts';
export type { KpiEvidence } from './access/evidence/kpi-evidence.ts';
export { ACCESS_RULES } from './access/evidence/access-rules.ts';
export { evidenceOf } from './access/evidence/evidence-of.ts';
export * from './access/decide/decide-month.ts';
export { accessParity } from './access/parity/definition.ts';
export { kpiRowsOf } from './access/parity/kpi-rows.ts';
export { accessMonitor } from './access/monitor/definition.ts';
export {
  MONITOR_RULES,
  MONITORED,
  type MonitoredKpi,
  type StreamMonth,
  type StreamPoint,
  type SequencePlan,
} from './access/monitor/streams.ts';
export { runRates, type RateCell } from './access/monitor/run-rates.ts';
export { runEvents, runPairs } from './access/monitor/run-binomial.ts';
export { runLatency } from './access/monitor/run-latency.ts';
export { levelsOf } from './access/monitor/board.ts';
export { monthDispersion, sequencePlan, type DaysByMonth } from './access/monitor/plan.ts';
export { latencyDispersion, latencyVariance, ownDeviation } from './access/monitor/latency-days.ts';
export { eventDispersion, pairedDispersion, rateDispersion } from './access/evidence/dispersion.ts';
