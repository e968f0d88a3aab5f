import { z } from 'zod';
import { defineMetric } from '../../frame/definition.ts';
import { attributionParams, periodParams, placeParams, platformCode, scopeParams } from '../../frame/params.ts';
import { MARKET_DEFINITION_IDS } from '../../market/market-definitions.ts';
import { baseParams } from '../base-period.ts';
import { draftOrigin } from './origin.ts';
import { draftShiftShare } from './shift-share.ts';

export const decompositionParams = z.object({
  kind: z.enum(['share', 'origin']).default('share').meta({
    description: 'share: within, mix and interaction of a change of share. origin: organic against acquired growth.',
    fr: 'share : effets propres, de composition et croisés d’une variation de part. origin : croissance organique ou acquise.',
  }),
  platform: platformCode().optional().meta({
    description: 'Whose change. Default: own, else the largest.',
    fr: 'De qui. Par défaut : own, sinon la plus grande.',
  }),
  acquired: platformCode()
    .optional()
    .meta({ description: 'origin: the platform that was bought.', fr: 'origin : la plateforme rachetée.' }),
  definition: z
    .enum(MARKET_DEFINITION_IDS)
    .default('M3_ONLINE_BOOKINGS')
    .meta({ description: 'share: which market.', fr: 'share : quel marché.' }),
  segment: z.enum(['departement', 'profession', 'specialty']).default('departement').meta({
    description: 'share: the segments whose shares and weights move.',
    fr: 'share : les segments dont les parts et les poids bougent.',
  }),
  ...periodParams,
  ...baseParams,
  departement: placeParams.departement,
  ...scopeParams,
  register: attributionParams.register,
  repairs: attributionParams.repairs,
});
export type DecompositionParams = z.infer<typeof decompositionParams>;

export const growthDecomposition = defineMetric({
  id: 'growth.decomposition',
  version: 2,
  title: { en: 'What growth is made of', fr: 'De quoi la croissance est faite' },
  unit: 'ratio_change',
  formula:
    'share: Δs = Σ m₀Δs (within) + Σ Δm·s₀ (mix) + Σ ΔmΔs (interaction). origin: total C₁/C₀−1, organic (C₁−A₁)/C₀−1, pro forma C₁/(C₀+A₀)−1',
  source: 'GR-5 and GR-6; shift-share after Dunn (1960), applied to market shares',
  card: new URL('./card.md', import.meta.url),
  params: decompositionParams,
  dimensions: ['segment', 'component'],
  columns: [
    { name: 'within', unit: 'ratio_change', title: { en: 'Within', fr: 'Propre' } },
    { name: 'mix', unit: 'ratio_change', title: { en: 'Mix', fr: 'Composition' } },
    { name: 'interaction', unit: 'ratio_change', title: { en: 'Interaction', fr: 'Croisé' } },
    { name: 'startShareRatio', unit: 'ratio', title: { en: 'Share before', fr: 'Part avant' } },
    { name: 'endShareRatio', unit: 'ratio', title: { en: 'Share now', fr: 'Part maintenant' } },
    { name: 'startWeightRatio', unit: 'ratio', title: { en: 'Weight before', fr: 'Poids avant' } },
    { name: 'endWeightRatio', unit: 'ratio', title: { en: 'Weight now', fr: 'Poids maintenant' } },
    { name: 'presence', unit: 'text', title: { en: 'In which periods', fr: 'Dans quelles périodes' } },
  ],
  flags: ['NO_BASE', 'BREAK_IN_SERIES', 'INCOMPLETE_PERIOD', 'LOW_COVERAGE', 'EMPTY_DENOMINATOR', 'REFUSED'],
  compute: async (context, params) =>
    params.kind === 'origin' ? draftOrigin(context, params) : draftShiftShare(context, params),
});
