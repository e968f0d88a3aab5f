export { demonstrationOptions, simulationOptionsSchema, type SimulationOptions } from './options.ts';
export type { SimulatedFile } from './output/copy-to-parquet.ts';
export { PLATFORMS, type Platform } from './parameters/platforms.ts';
export {
  simulateMarket,
  type SimulationContext,
  type SimulationProgress,
  type SimulationResult,
} from './simulate-market.ts';
export { truthSchema, type BookingTruth, type Truth } from './truth/truth-schema.ts';
export * from './access/draws/index.ts';
export { CELLS } from './access/cells.ts';
export * as accessParameters from './access/parameters.ts';
