import * as z from 'zod/mini';

const day = z.iso.date();
const code = z.string().check(z.trim(), z.minLength(1), z.maxLength(60));

export const DEFINITIONS = [
  'M1_ONLINE_EQUIPPED',
  'M2_ALL_PRACTITIONERS',
  'M3_ONLINE_BOOKINGS',
  'M4_ALL_APPOINTMENTS',
  'M5_REVENUE',
  'M6_TELECONSULT_TECH',
  'M7_PM_SOFTWARE',
  'M8_NEW_CONTRACTS',
] as const;
export type DefinitionId = (typeof DEFINITIONS)[number];
export const COUNTING_RULES = ['MS-1', 'MS-2', 'MS-3', 'MS-4', 'MS-5', 'MS-6', 'MS-7', 'MS-8'] as const;

const optional = <T extends z.ZodMiniType>(schema: T) => z.catch(z.optional(schema), undefined);

/**
 * What the address of a market screen may hold: only what the person chose. A value that cannot be read is dropped, so that an old link still opens.
 */
export const marketSearchSchema = z.object({
  platform: optional(code),
  /** 2021-04 */
  month: optional(z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/u))),
  /** 2021-Q2 */
  quarter: optional(z.string().check(z.regex(/^\d{4}-Q[1-4]$/u))),
  /** First day, and first day after. */
  from: optional(day),
  to: optional(day),
  place: optional(code),
  profession: optional(code),
  specialty: optional(code),
  vaccination: optional(z.enum(['apart', 'in', 'only'])),
  hospital: optional(z.enum(['apart', 'only'])),
  rule: optional(z.enum(COUNTING_RULES)),
  register: optional(day),
  repairs: optional(z.literal('off')),
  outside: optional(z.literal('out')),
  definition: optional(z.enum(DEFINITIONS)),
  grain: optional(z.enum(['week', 'month', 'quarter', 'year'])),
  show: optional(z.enum(['hhi', 'penetration'])),
  /** The two platforms of the merger screen. */
  a: optional(code),
  b: optional(code),
  /** Local markets: around each site, or where patients come from. */
  local: optional(z.literal('catchment')),
  km: optional(z.coerce.number().check(z.positive(), z.maximum(500))),
  /** Earlier period of a growth: its first day and first day after. */
  against: optional(z.literal('previous')),
  baseFrom: optional(day),
  baseTo: optional(day),
});
export type MarketSearch = z.infer<typeof marketSearchSchema>;

/** The release is chosen for the whole application. */
export const rootSearchSchema = z.object({ release: optional(z.coerce.number().check(z.int(), z.positive())) });

export interface ChosenPeriod {
  readonly from: string;
  readonly to: string;
}

const iso = (year: number, monthIndex: number): string =>
  new Date(Date.UTC(year, monthIndex, 1)).toISOString().slice(0, 10);

/** The period that the address names, half-open; null when it names none and the metric chooses its own. */
export function periodOf(search: MarketSearch): ChosenPeriod | null {
  if (search.from !== undefined && search.to !== undefined) return { from: search.from, to: search.to };
  if (search.month !== undefined) {
    const [year = 0, month = 1] = search.month.split('-').map(Number);
    return { from: iso(year, month - 1), to: iso(year, month) };
  }
  if (search.quarter !== undefined) {
    const [year = 0, quarter = 1] = search.quarter.split('-Q').map(Number);
    return { from: iso(year, (quarter - 1) * 3), to: iso(year, quarter * 3) };
  }
  return null;
}

/** Parameters that every market metric understands, from the address. Nothing chosen, nothing sent. */
export function scopeParams(search: MarketSearch): Record<string, unknown> {
  return definedOnly({
    ...periodOf(search),
    departement: search.place,
    profession: search.profession,
    specialty: search.specialty,
    vaccination: search.vaccination,
    hospital: search.hospital,
    register: search.register,
    repairs: search.repairs === undefined ? undefined : false,
    outsideOption: search.outside,
  });
}

export function definedOnly(params: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined && value !== null));
}

/** The month before or after the one in view. */
export function stepMonth(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return iso(year, number - 1 + by).slice(0, 7);
}
