import type { MacroDefinition } from '@vigie/warehouse';

/** The macros that every release carries: one per metric of the catalogue. */
export function releaseMacros(): readonly MacroDefinition[] {
  return [];
}
