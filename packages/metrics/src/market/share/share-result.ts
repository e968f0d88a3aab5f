import type { Coverage, Flag, Passport } from '@vigie/kernel';
import type { Interval, PanelShares } from '@vigie/statistics';
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

/** The sampling error of the shares of one denominator, where they come from a weighted panel. */
export interface GroupError {
  /** 95 % by platform; none at an estimated share of 0 or 1. */
  readonly intervals: ReadonlyMap<string, Interval>;
  /** Shares and their covariance, in the order of `platforms`; null where shares do not add up to one, or have no interval. */
  readonly panel: { readonly platforms: readonly string[]; readonly shares: PanelShares } | null;
}

/** What every way of counting gives back; `refusal` when the release cannot carry the definition. */
export interface ShareResult {
  readonly cells: readonly ShareCell[];
  /** By `groupKey` of their cells; undefined where the volumes carry their own standard errors, or none. */
  readonly errors?: ReadonlyMap<string, GroupError> | undefined;
  readonly coverage: Coverage;
  readonly flags: readonly Flag[];
  readonly choices: Passport['choices'];
  readonly intervalMethod: string;
  readonly countedBy: string;
  readonly rule: CountingRule;
  readonly definition: MarketDefinition;
}
