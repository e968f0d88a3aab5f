import type { Coverage, Flag, Passport } from '@vigie/kernel';
import type { CountingRule, MarketDefinition } from '../market-definitions.ts';

/** One cell of a share: a platform in a period and a place. Numerator and denominator are in the definition's unit, `numeratorSe` its standard error. */
export interface ShareCell {
  readonly period: string;
  readonly departement: string | null;
  readonly profession: string | null;
  readonly specialty: string | null;
  readonly platform: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly value: number | null;
  readonly numeratorSe: number;
  readonly flags: readonly Flag[];
}

/** What every way of counting gives back; `refusal` when the release cannot carry the definition. */
export interface ShareResult {
  readonly cells: readonly ShareCell[];
  readonly coverage: Coverage;
  readonly flags: readonly Flag[];
  readonly choices: Passport['choices'];
  readonly intervalMethod: string;
  readonly countedBy: string;
  readonly rule: CountingRule;
  readonly definition: MarketDefinition;
}
