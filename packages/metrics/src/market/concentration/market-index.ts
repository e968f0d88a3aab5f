import type { Flag } from '@vigie/kernel';
import { z } from 'zod';
import type { LocalText } from '../../frame/definition.ts';
import { refuse } from '../../frame/flags.ts';
import { attributionParams, listOf, placeParams, scopeParams } from '../../frame/params.ts';
import {
  COUNTING_RULES,
  MARKET_DEFINITION_IDS,
  MARKET_DEFINITIONS,
  type CountingRule,
  type MarketDefinitionId,
} from '../market-definitions.ts';

/** What every index over a market's shares is asked by, besides its period. `perMarket`: what `by` makes one of. */
export const marketIndexParams = (perMarket: LocalText) => ({
  definition: z
    .enum(MARKET_DEFINITION_IDS)
    .default('M3_ONLINE_BOOKINGS')
    .meta({ description: 'Which market.', fr: 'Quel marché.' }),
  countingRule: z.enum(COUNTING_RULES).optional().meta({
    description: 'Default: the definition’s rule whose shares sum to one.',
    fr: 'Par défaut : la règle de la définition dont les parts somment à un.',
  }),
  by: listOf(['departement', 'profession', 'specialty'])
    .default([])
    .meta({ description: perMarket.en, fr: perMarket.fr }),
  ...placeParams,
  ...scopeParams,
  register: attributionParams.register,
  repairs: attributionParams.repairs,
});

/** The rule that an index rests on, and why there is none where the shares do not add up to one. */
export function indexRule(params: { definition: MarketDefinitionId; countingRule?: CountingRule | undefined }): {
  rule: CountingRule | undefined;
  refusal: Flag | null;
} {
  const definition = MARKET_DEFINITIONS[params.definition];
  const rule = params.countingRule ?? definition.hhiRule ?? undefined;
  if (rule !== undefined && rule !== 'MS-3' && rule !== 'MS-2') return { rule, refusal: null };
  const refusal = refuse(
    'REFUSED',
    `Shares of ${params.definition} by ${rule ?? definition.rules[0]} do not add up to one, so they have no concentration index. Use a definition or rule whose shares do (MS-5 for practitioners).`,
    { reason: 'SHARES_DO_NOT_SUM', definition: params.definition },
  );
  return { rule, refusal };
}
