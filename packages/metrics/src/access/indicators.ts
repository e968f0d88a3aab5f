import type { LocalText } from '../frame/definition.ts';

/** Version of the margins and rules below. A change is a new version; published figures keep theirs. */
export const INDICATORS_VERSION = 1;

export const KPI_IDS = [
  'CA-01',
  'CA-02',
  'CA-03',
  'CA-04',
  'CA-05',
  'CA-06',
  'CA-07',
  'CA-08',
  'CA-09',
  'CA-10',
  'CA-11',
  'CA-12',
  'CA-13',
  'CA-14',
  'CA-15',
  'CA-16',
  'CA-17',
  'CA-18',
  'CA-19',
  'CA-20',
] as const;
export type KpiId = (typeof KPI_IDS)[number];

export type IndicatorGroup = 'slots' | 'technical' | 'booking' | 'ranking' | 'terms';

/**
 * Unit of effect and margin. `share`: ratio 0–1, shown as points. `lnRatio`: effect = −ln(partner ÷ own), shown as × ratio. `seconds`, `days`, `count`
 * as they are. Every effect is oriented: negative = partner worse.
 */
export type EffectUnit = 'share' | 'lnRatio' | 'seconds' | 'days' | 'count';

export interface Indicator {
  readonly id: KpiId;
  readonly title: LocalText;
  readonly group: IndicatorGroup;
  readonly unit: EffectUnit;
  /** δ > 0 in the unit of the effect. */
  readonly margin: number;
  /** Tested and part of the month's family, or held against a standard only. */
  readonly tested: boolean;
  /** Release table without which it has no data. */
  readonly table: string;
}

const ratio = (times: number): number => Math.log(times);

/** domain.md §3.3, with its default margins. */
export const INDICATORS: readonly Indicator[] = [
  i('CA-01', 'Slot visibility', 'Visibilité des créneaux', 'slots', 'share', 0.02, true, 'probe'),
  i('CA-02', 'Exposure lag, median', 'Délai d’exposition, médiane', 'slots', 'seconds', 60, true, 'slot_exposure'),
  i('CA-03', 'Exclusive window', 'Fenêtre exclusive', 'slots', 'share', 0.02, true, 'slot_exposure'),
  i('CA-04', 'Availability', 'Disponibilité', 'technical', 'share', 0.0005, true, 'api_request'),
  i('CA-05', 'Latency', 'Latence', 'technical', 'lnRatio', ratio(1.1), true, 'api_request'),
  i('CA-06', 'Error rate', 'Taux d’erreur', 'technical', 'share', 0.005, true, 'api_request'),
  i('CA-07', 'Throttling', 'Limitation de débit', 'technical', 'lnRatio', ratio(1.25), true, 'api_request'),
  i('CA-08', 'Booking success', 'Réservations réussies', 'booking', 'share', 0.02, true, 'api_request'),
  i(
    'CA-09',
    'Change propagation, P95',
    'Propagation des changements, P95',
    'slots',
    'seconds',
    120,
    true,
    'change_event',
  ),
  i('CA-10', 'Refusals', 'Refus', 'terms', 'share', 0.05, true, 'access_request'),
  i(
    'CA-11',
    'Search-rank exposure',
    'Exposition dans la recherche',
    'ranking',
    'lnRatio',
    -ratio(0.95),
    true,
    'search_result',
  ),
  i('CA-12', 'Functional parity', 'Parité fonctionnelle', 'ranking', 'share', 0.05, false, 'capability'),
  i('CA-13', 'Price spread', 'Écart de prix', 'terms', 'share', 0.05, false, 'access_fee'),
  i('CA-14', 'Onboarding lead time', 'Délai de raccordement', 'terms', 'days', 30, false, 'access_request'),
  i('CA-15', 'Portability, by day 30', 'Portabilité, à 30 jours', 'terms', 'share', 0.05, true, 'access_request'),
  i('CA-16', 'Change notice', 'Préavis de changement', 'terms', 'days', 90, false, 'change_notice'),
  i(
    'CA-17',
    'Support, first answer',
    'Assistance, première réponse',
    'terms',
    'lnRatio',
    ratio(1.25),
    true,
    'support_ticket',
  ),
  i('CA-18', 'Stale slots', 'Créneaux déjà pris', 'slots', 'share', 0.005, true, 'api_request'),
  i('CA-19', 'Default settings', 'Réglages par défaut', 'ranking', 'count', 1, false, 'channel_setting'),
  i(
    'CA-20',
    'Named-search diversion',
    'Recherche nominative détournée',
    'ranking',
    'share',
    0.05,
    false,
    'named_search',
  ),
];

function i(
  id: KpiId,
  en: string,
  fr: string,
  group: IndicatorGroup,
  unit: EffectUnit,
  margin: number,
  tested: boolean,
  table: string,
): Indicator {
  return { id, title: { en, fr }, group, unit, margin, tested, table };
}
