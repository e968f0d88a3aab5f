import type { MacroDefinition } from '@vigie/warehouse';
import { ACCESS_MACROS } from './access-macros.ts';
import { GROWTH_MACROS } from './growth-macros.ts';
import { MARKET_MACROS } from './market-macros.ts';

/** What `vigie.duckdb` carries, so that any DuckDB client asks for the same figures: at least one macro per metric. */
export const METRIC_MACROS: readonly MacroDefinition[] = [...MARKET_MACROS, ...GROWTH_MACROS, ...ACCESS_MACROS];
