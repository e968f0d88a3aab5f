import { z } from 'zod';
import {
  attributionParams,
  focusParam,
  grainParam,
  listOf,
  periodParams,
  placeParams,
  scopeParams,
} from '../../frame/params.ts';
import { MARKET_DIMENSIONS } from '../../frame/scope.ts';
import { COUNTING_RULES, MARKET_DEFINITION_IDS } from '../market-definitions.ts';

export const shareParams = z.object({
  definition: z.enum(MARKET_DEFINITION_IDS).default('M3_ONLINE_BOOKINGS').meta({
    description: 'Which market: who is counted, out of whom.',
    fr: 'Quel marché : qui est compté, sur quel ensemble.',
  }),
  countingRule: z.enum(COUNTING_RULES).optional().meta({
    description: 'How a practitioner with several platforms counts. Default: the definition’s own.',
    fr: 'Comment compte un praticien qui a plusieurs plateformes. Par défaut : la règle de la définition.',
  }),
  ...periodParams,
  ...grainParam,
  by: listOf(MARKET_DIMENSIONS)
    .default(['platform'])
    .meta({ description: 'Cut by these, besides the period.', fr: 'Ventiler selon ces dimensions, outre la période.' }),
  ...focusParam,
  ...placeParams,
  ...scopeParams,
  ...attributionParams,
});
export type ShareParams = z.infer<typeof shareParams>;
