/** The five platforms of the simulated market and the one that is bought. Position = platform number in the generator's tables. */
export const PLATFORMS = ['own', 'alpha', 'beta', 'gamma', 'delta', 'epsilon'] as const;
export type Platform = (typeof PLATFORMS)[number];

export interface Source {
  readonly dataOrigin: 'OWN_SYSTEM' | 'PARTNER_API' | 'AUTHORITY' | 'PANEL';
  /** One practitioner in this many is observed; 1 = every one. */
  readonly panelOneIn: number;
  /** Expansion weight of an observed booking. */
  readonly weight: number;
  /** Standard error of the weight; null for exact data. */
  readonly weightSe: number | null;
}

/** How each platform's bookings become known. A panel sees online bookings only, and no patients. */
export const SOURCES: Readonly<Record<Platform, Source>> = {
  own: { dataOrigin: 'OWN_SYSTEM', panelOneIn: 1, weight: 1, weightSe: null },
  alpha: { dataOrigin: 'PARTNER_API', panelOneIn: 1, weight: 1, weightSe: null },
  beta: { dataOrigin: 'AUTHORITY', panelOneIn: 1, weight: 1, weightSe: null },
  gamma: { dataOrigin: 'PANEL', panelOneIn: 4, weight: 4, weightSe: 0.5 },
  delta: { dataOrigin: 'PANEL', panelOneIn: 5, weight: 5, weightSe: 0.9 },
  epsilon: { dataOrigin: 'OWN_SYSTEM', panelOneIn: 1, weight: 1, weightSe: null },
};

/** Months counted from 2015-01 = 0. */
export const EVENT_MONTHS = {
  /** July 2018: own buys epsilon. */
  purchase: 42,
  /** January 2019: own starts selling teleconsultation. */
  teleconsultationOnSale: 48,
  /** March 2020. */
  firstLockdown: 62,
  /** January 2021. */
  vaccinationStart: 72,
  /** January 2021: from here on the panel also asks which practice software is used. */
  softwareCensus: 72,
  /** July 2022, exclusive. */
  vaccinationEndExclusive: 90,
  /** January 2023: delta's panel is drawn anew and larger while its weights stay: the series breaks. */
  panelChange: 96,
  /** October 2023: the first month without exclusivity clauses. */
  exclusivityEnd: 105,
} as const;

/** After the change delta observes one practitioner in this many, still with weight 5. */
export const DELTA_PANEL_AFTER_CHANGE = 4;

/** Of epsilon's practitioners at the purchase, per mille: those who move to own, those who move to a rival; the rest stop. */
export const PURCHASE_OUTCOME = { followPermille: 850, rivalPermille: 100 } as const;

/** Monthly list price of own's agenda for new clients, cents excluding tax, by first month (domain.md §1.1). */
export const AGENDA_PRICES = [
  { fromMonth: -1000, cents: 10900 },
  { fromMonth: 50, cents: 12900 },
  { fromMonth: 74, cents: 13900 },
  { fromMonth: 98, cents: 14900 },
] as const;
export const TELECONSULTATION_PRICE_CENTS = 7900;

/** Flat list prices of the rivals, cents per month. */
export const RIVAL_PRICES: Readonly<Record<Platform, { agenda: number; teleconsultation: number }>> = {
  own: { agenda: 0, teleconsultation: TELECONSULTATION_PRICE_CENTS },
  alpha: { agenda: 8900, teleconsultation: 4900 },
  beta: { agenda: 9900, teleconsultation: 4900 },
  gamma: { agenda: 6900, teleconsultation: 3900 },
  delta: { agenda: 5900, teleconsultation: 3900 },
  epsilon: { agenda: 9900, teleconsultation: 4900 },
};

/** Whom a practitioner chooses when first taking an online agenda, per mille, by the first month of the range. Rows sum to 1000. */
export const FIRST_CHOICE: readonly { fromMonth: number; permille: Readonly<Record<Platform, number>> }[] = [
  { fromMonth: -1000, permille: { own: 420, alpha: 150, beta: 110, gamma: 50, delta: 30, epsilon: 240 } },
  { fromMonth: 0, permille: { own: 500, alpha: 120, beta: 80, gamma: 35, delta: 25, epsilon: 240 } },
  { fromMonth: 12, permille: { own: 580, alpha: 100, beta: 70, gamma: 30, delta: 20, epsilon: 200 } },
  { fromMonth: 24, permille: { own: 670, alpha: 85, beta: 60, gamma: 25, delta: 20, epsilon: 140 } },
  { fromMonth: 36, permille: { own: 770, alpha: 65, beta: 45, gamma: 20, delta: 15, epsilon: 85 } },
  { fromMonth: 42, permille: { own: 880, alpha: 50, beta: 35, gamma: 20, delta: 15, epsilon: 0 } },
  { fromMonth: 105, permille: { own: 800, alpha: 90, beta: 60, gamma: 30, delta: 20, epsilon: 0 } },
];

/** One partner is treated worse in these months (2022-03 to 2022-08), as the access tables show. */
export const WORSE_TREATMENT = { partner: 'beta', fromMonth: '2022-03', toMonthExclusive: '2022-09' } as const;

export function platformNumber(platform: Platform): number {
  return PLATFORMS.indexOf(platform);
}
