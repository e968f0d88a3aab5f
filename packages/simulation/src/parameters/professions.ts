/** How soon an appointment is to be had. Position = lead class in the lookup tables. */
export const LEAD_CLASSES = ['fast', 'medium', 'slow'] as const;
export type LeadClass = (typeof LEAD_CLASSES)[number];

export interface Specialty {
  readonly profession: string;
  readonly specialty: string;
  /** Persons in the whole country: the weight of the cell. */
  readonly persons: number;
  /** Appointments of a median practitioner in a month, all channels. */
  readonly monthly: number;
  readonly minutes: number;
  readonly lead: LeadClass;
  /** Share that ends up with an online agenda, per mille. */
  readonly ceilingPermille: number;
  /** Months before (−) or after (+) the country's curve. */
  readonly shiftMonths: number;
  readonly homePermille: number;
  readonly teleconsults: boolean;
}

type Row = readonly [string, string, number, number, number, LeadClass, number, number, number, boolean];

/**
 * 450,000 caregivers: 228,000 doctors as registered on 1 January 2021 (domain.md §2.2), split by specialty, and the liberal dentists,
 * physiotherapists, midwives, speech therapists, podiatrists and psychologists in round numbers. Nurses stand outside, as in the universe
 * that “a third of French caregivers” implies.
 */
const rows: readonly Row[] = [
  ['MED', 'SM54', 102_000, 300, 15, 'fast', 760, -4, 40, true],
  ['MED', 'SM04', 7_500, 140, 30, 'slow', 700, 0, 0, true],
  ['MED', 'SM15', 4_000, 220, 15, 'slow', 820, -8, 0, true],
  ['MED', 'SM19', 8_000, 180, 20, 'medium', 780, -6, 0, true],
  ['MED', 'SM31', 12_500, 60, 30, 'medium', 520, 8, 0, false],
  ['MED', 'SM38', 6_000, 260, 15, 'slow', 860, -8, 0, false],
  ['MED', 'SM39', 3_000, 200, 20, 'medium', 760, -3, 0, false],
  ['MED', 'SM40', 8_500, 190, 20, 'fast', 720, -4, 0, true],
  ['MED', 'SM42', 15_500, 110, 30, 'slow', 480, 6, 0, true],
  ['MED', 'SM44', 9_000, 240, 20, 'medium', 700, 2, 0, false],
  ['MED', 'SM24', 4_000, 120, 30, 'slow', 640, 2, 0, true],
  ['MED', 'SM02', 12_000, 50, 20, 'medium', 420, 10, 0, true],
  ['MED', 'SM05', 36_000, 80, 20, 'medium', 560, 4, 0, true],
  ['DENT', 'DENT', 43_000, 140, 30, 'medium', 700, -2, 0, false],
  ['MK', 'MK', 90_000, 180, 30, 'medium', 520, 6, 250, false],
  ['SF', 'SF', 24_000, 90, 30, 'medium', 640, 0, 150, true],
  ['ORTHO', 'ORTHO', 25_000, 80, 30, 'slow', 300, 14, 0, true],
  ['PODO', 'PODO', 14_000, 120, 30, 'medium', 640, 3, 50, false],
  ['PSY', 'PSY', 26_000, 70, 45, 'medium', 560, 4, 0, true],
];

export const SPECIALTIES: readonly Specialty[] = rows.map((r) => ({
  profession: r[0],
  specialty: r[1],
  persons: r[2],
  monthly: r[3],
  minutes: r[4],
  lead: r[5],
  ceilingPermille: r[6],
  shiftMonths: r[7],
  homePermille: r[8],
  teleconsults: r[9],
}));

/** Persons the universe stands for when `--practitioners` is the whole country. */
export const COUNTRY_PRACTITIONERS = SPECIALTIES.reduce((sum, s) => sum + s.persons, 0);
