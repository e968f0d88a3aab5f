export * from './catalogue.ts';
export * from './frame/card.ts';
export * from './frame/definition.ts';
export * from './frame/run-metric.ts';
export { METRIC_MACROS } from './macros/index.ts';
export { MARKET_DEFINITIONS, MARKET_DEFINITION_IDS, COUNTING_RULES } from './market/market-definitions.ts';
