import type { LocalText } from '../frame/definition.ts';

/** The eight counting rules (domain §2.2). Each share names the one it used. */
export const COUNTING_RULES = ['MS-1', 'MS-2', 'MS-3', 'MS-4', 'MS-5', 'MS-6', 'MS-7', 'MS-8'] as const;
export type CountingRule = (typeof COUNTING_RULES)[number];

export const MARKET_DEFINITION_IDS = [
  'M1_ONLINE_EQUIPPED',
  'M2_ALL_PRACTITIONERS',
  'M3_ONLINE_BOOKINGS',
  'M4_ALL_APPOINTMENTS',
  'M5_REVENUE',
  'M6_TELECONSULT_TECH',
  'M7_PM_SOFTWARE',
  'M8_NEW_CONTRACTS',
] as const;
export type MarketDefinitionId = (typeof MARKET_DEFINITION_IDS)[number];

/**
 * A candidate market (domain §1.3): who is counted, out of whom, from which table, by which rules.
 * The first rule is the default for shares; `hhiRule` is the one whose shares sum to one.
 */
export interface MarketDefinition {
  readonly id: MarketDefinitionId;
  readonly version: number;
  readonly title: LocalText;
  readonly numerator: LocalText;
  readonly denominator: LocalText;
  readonly basis: 'bookings' | 'equipment' | 'universe' | 'vendor';
  readonly rules: readonly CountingRule[];
  readonly hhiRule: CountingRule | null;
}

const EQUIPPED: readonly CountingRule[] = ['MS-3', 'MS-4', 'MS-5', 'MS-6'];

export const MARKET_DEFINITIONS: Readonly<Record<MarketDefinitionId, MarketDefinition>> = {
  M1_ONLINE_EQUIPPED: {
    id: 'M1_ONLINE_EQUIPPED',
    version: 1,
    basis: 'equipment',
    rules: EQUIPPED,
    hhiRule: 'MS-5',
    title: { en: 'Equipped online', fr: 'Équipés en ligne' },
    numerator: { en: 'practitioners equipped by the platform', fr: 'praticiens équipés par la plateforme' },
    denominator: {
      en: 'practitioners with any online booking tool',
      fr: 'praticiens ayant un outil de prise de rendez-vous',
    },
  },
  M2_ALL_PRACTITIONERS: {
    id: 'M2_ALL_PRACTITIONERS',
    version: 1,
    basis: 'universe',
    rules: ['MS-3'],
    hhiRule: null,
    title: { en: 'All practitioners', fr: 'Tous les praticiens' },
    numerator: {
      en: 'practitioners of the register equipped by the platform',
      fr: 'praticiens du répertoire équipés par la plateforme',
    },
    denominator: { en: 'active practitioners in the register', fr: 'praticiens actifs du répertoire' },
  },
  M3_ONLINE_BOOKINGS: {
    id: 'M3_ONLINE_BOOKINGS',
    version: 1,
    basis: 'bookings',
    rules: ['MS-1', 'MS-6'],
    hhiRule: 'MS-1',
    title: { en: 'Online bookings', fr: 'Rendez-vous en ligne' },
    numerator: { en: 'online bookings through the platform', fr: 'rendez-vous en ligne par la plateforme' },
    denominator: { en: 'online bookings on all platforms', fr: 'rendez-vous en ligne, toutes plateformes' },
  },
  M4_ALL_APPOINTMENTS: {
    id: 'M4_ALL_APPOINTMENTS',
    version: 1,
    basis: 'bookings',
    rules: ['MS-2'],
    hhiRule: null,
    title: { en: 'All appointments', fr: 'Tous les rendez-vous' },
    numerator: { en: 'online bookings through the platform', fr: 'rendez-vous en ligne par la plateforme' },
    denominator: { en: 'appointments, phone and front desk included', fr: 'rendez-vous, téléphone et accueil compris' },
  },
  M5_REVENUE: {
    id: 'M5_REVENUE',
    version: 1,
    basis: 'vendor',
    rules: ['MS-7'],
    hhiRule: 'MS-7',
    title: { en: 'Subscription revenue', fr: 'Revenu des abonnements' },
    numerator: { en: 'revenue of the platform, excl. VAT', fr: 'revenu de la plateforme, hors taxe' },
    denominator: {
      en: 'revenue of all booking-service vendors, excl. VAT',
      fr: 'revenu de tous les éditeurs, hors taxe',
    },
  },
  M6_TELECONSULT_TECH: {
    id: 'M6_TELECONSULT_TECH',
    version: 1,
    basis: 'equipment',
    rules: ['MS-3', 'MS-4', 'MS-5'],
    hhiRule: 'MS-5',
    title: { en: 'Teleconsultation tools', fr: 'Outils de téléconsultation' },
    numerator: {
      en: 'practitioners with the platform’s teleconsultation tool',
      fr: 'praticiens ayant l’outil de téléconsultation de la plateforme',
    },
    denominator: {
      en: 'practitioners with a dedicated teleconsultation tool',
      fr: 'praticiens ayant un outil dédié de téléconsultation',
    },
  },
  M7_PM_SOFTWARE: {
    id: 'M7_PM_SOFTWARE',
    version: 1,
    basis: 'equipment',
    rules: ['MS-3', 'MS-4', 'MS-5'],
    hhiRule: 'MS-5',
    title: { en: 'Practice software', fr: 'Logiciels de cabinet' },
    numerator: {
      en: 'practitioners using the platform’s booking or practice software',
      fr: 'praticiens utilisant un logiciel de la plateforme',
    },
    denominator: {
      en: 'users of any practice-management or booking software',
      fr: 'utilisateurs d’un logiciel de cabinet ou de rendez-vous',
    },
  },
  M8_NEW_CONTRACTS: {
    id: 'M8_NEW_CONTRACTS',
    version: 1,
    basis: 'vendor',
    rules: ['MS-8'],
    hhiRule: 'MS-8',
    title: { en: 'New contracts', fr: 'Nouveaux contrats' },
    numerator: {
      en: 'contracts signed with the platform in the period',
      fr: 'contrats signés avec la plateforme dans la période',
    },
    denominator: {
      en: 'contracts signed with any vendor in the period',
      fr: 'contrats signés avec tout éditeur dans la période',
    },
  },
};

/** The rule to use: the one asked for if the definition allows it, else null. */
export function chooseRule(definition: MarketDefinition, asked: CountingRule | undefined): CountingRule | null {
  if (asked === undefined) return definition.rules[0] ?? null;
  return definition.rules.includes(asked) ? asked : null;
}
