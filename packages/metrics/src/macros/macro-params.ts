import type { MacroDefinition } from '@vigie/warehouse';

type MacroParam = MacroDefinition['params'][number];

/** Parameters of a scope with the defaults of the metrics. The two days have none: a macro does not guess a period. */
export const PERIOD_PARAMS: readonly MacroParam[] = [
  { name: 'date_from', type: 'date' },
  { name: 'date_to', type: 'date' },
];

export const GRAIN_PARAM: MacroParam = { name: 'grain', type: 'text', default: 'total' };

export const CUT_PARAMS: readonly MacroParam[] = ['by_departement', 'by_profession', 'by_specialty'].map((name) => ({
  name,
  type: 'boolean' as const,
  default: false,
}));

export const PLACE_PARAMS: readonly MacroParam[] = ['in_departement', 'in_profession', 'in_specialty'].map((name) => ({
  name,
  type: 'text' as const,
  default: null,
}));

export const KIND_PARAMS: readonly MacroParam[] = [
  { name: 'vaccination', type: 'text', default: 'auto' },
  { name: 'hospital', type: 'text', default: 'in' },
];

export const ATTRIBUTION_PARAMS: readonly MacroParam[] = [
  { name: 'register', type: 'date', default: null },
  { name: 'repairs', type: 'boolean', default: true },
];

export const OUTSIDE_PARAM: MacroParam = { name: 'outside_option', type: 'text', default: 'in' };
export const DEFINITION_PARAM: MacroParam = { name: 'definition', type: 'text', default: 'M3_ONLINE_BOOKINGS' };
export const RULE_PARAM: MacroParam = { name: 'counting_rule', type: 'text', default: null };

export const BASE_PARAMS: readonly MacroParam[] = [
  { name: 'base_from', type: 'date' },
  { name: 'base_to', type: 'date' },
];

export const text = (name: string, fallback?: string | null): MacroParam => ({
  name,
  type: 'text',
  ...(fallback === undefined ? {} : { default: fallback }),
});
export const double = (name: string, fallback: number | null): MacroParam => ({
  name,
  type: 'double',
  default: fallback,
});

/** The statement with some parameters fixed to an expression, for macros that ask it more than once. */
export function fixParams(sql: string, expressions: Readonly<Record<string, string>>): string {
  return sql.replaceAll(/\$([a-z_]+)/g, (whole, name: string) => expressions[name] ?? whole);
}
