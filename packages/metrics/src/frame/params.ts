import { z } from 'zod';
import { GRAINS } from './period.ts';

/** Parameters that several metrics share. Each has a description: the CLI's help, the cards and the filters are made from them. */

const isoDay = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a day as YYYY-MM-DD')
  .refine((day) => new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) === true, 'a day that exists');

export const periodParams = {
  from: isoDay.optional().meta({
    description: 'First day of the period (Paris calendar). Default: the last whole month of the release.',
    fr: 'Premier jour de la période (calendrier de Paris). Par défaut : le dernier mois complet de la version.',
  }),
  to: isoDay.optional().meta({ description: 'First day after the period.', fr: 'Premier jour après la période.' }),
};

export const grainParam = {
  grain: z.enum(GRAINS).default('total').meta({
    description: 'One row per day, week (from Monday), month, quarter, year; or the whole period.',
    fr: 'Une ligne par jour, semaine (à partir du lundi), mois, trimestre, année ; ou toute la période.',
  }),
};

/** A list may come from a URL or a command line as "a,b" or as a real list. */
export function listOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.preprocess(
    (v) =>
      typeof v === 'string'
        ? v
            .split(',')
            .map((s) => s.trim())
            .filter(Boolean)
        : v,
    z.array(z.enum(values)),
  );
}

/** "true", "on", "1" and their opposites, as text from a URL or a command line. */
export const flagParam = (fallback: boolean) =>
  z
    .preprocess(
      (v) =>
        typeof v === 'string'
          ? { on: true, true: true, '1': true, off: false, false: false, '0': false }[v.toLowerCase()]
          : v,
      z.boolean(),
    )
    .default(fallback);

/** The code of a platform, in any case. */
export const platformCode = () => z.string().trim().toLowerCase().min(1).max(60);

const code = z.string().trim().min(1).max(60);

export const placeParams = {
  departement: code
    .toUpperCase()
    .optional()
    .meta({ description: 'Only this département (75, 2A, 974…).', fr: 'Ce département seulement (75, 2A, 974…).' }),
  profession: code.toUpperCase().optional().meta({
    description: 'Only this profession (MED, DENT, SF…).',
    fr: 'Cette profession seulement (MED, DENT, SF…).',
  }),
  specialty: code
    .toUpperCase()
    .optional()
    .meta({ description: 'Only this specialty code.', fr: 'Ce code de spécialité seulement.' }),
};

export const scopeParams = {
  vaccination: z.enum(['auto', 'apart', 'in', 'only']).default('auto').meta({
    description:
      'Vaccination-campaign bookings: apart (left out and counted as such), in, only. auto: apart, unless the period holds nothing else.',
    fr: 'Rendez-vous de la campagne de vaccination : à part (écartés et comptés comme tels), inclus, seuls. auto : à part, sauf si la période ne contient rien d’autre.',
  }),
  hospital: z.enum(['in', 'apart', 'only']).default('in').meta({
    description: 'Bookings of hospital accounts, where one contract covers thousands of practitioners.',
    fr: 'Rendez-vous des comptes hospitaliers, où un contrat couvre des milliers de praticiens.',
  }),
};

export const attributionParams = {
  register: isoDay.optional().meta({
    description:
      'The register day that gives a site its platform. Default: the nearest day not after the start of the period.',
    fr: 'Le jour du registre qui donne sa plateforme à un lieu. Par défaut : le jour le plus proche qui ne suit pas le début de la période.',
  }),
  repairs: flagParam(true).meta({
    description: 'Use the platform with repairs (typing errors mended) or as it came.',
    fr: 'Plateforme avec réparations (fautes de frappe corrigées) ou telle que reçue.',
  }),
  outsideOption: z.enum(['in', 'out']).default('in').meta({
    description: 'Whether bookings without a platform (none, unmatched) are part of the denominator.',
    fr: 'Les rendez-vous sans plateforme (aucune, non rattachés) font-ils partie du dénominateur.',
  }),
};

export const focusParam = {
  platform: platformCode().optional().meta({
    description: 'Show only this platform’s rows. The denominator does not change.',
    fr: 'Ne montrer que les lignes de cette plateforme. Le dénominateur ne change pas.',
  }),
};
