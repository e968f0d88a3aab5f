import { AppError, type Passport } from '@vigie/kernel';
import { boolean, date, text, type SqlParams } from './sql-text.ts';
import { needsDays, type Grain } from './period.ts';

/** Dimensions that cut a market figure, besides the period and the platform which every share has. */
export const MARKET_DIMENSIONS = ['platform', 'departement', 'profession', 'specialty'] as const;
export type MarketDimension = (typeof MARKET_DIMENSIONS)[number];

export interface MarketScope {
  readonly from: string;
  readonly to: string;
  readonly grain: Grain;
  readonly by: readonly MarketDimension[];
  readonly departement?: string | undefined;
  readonly profession?: string | undefined;
  readonly specialty?: string | undefined;
  readonly vaccination: 'auto' | 'apart' | 'in' | 'only';
  readonly hospital: 'in' | 'apart' | 'only';
  readonly register?: string | undefined;
  /** The register day was the asker's choice, not the default. Set by `resolveScope`. */
  readonly registerAsked?: boolean;
  readonly repairs: boolean;
  readonly outsideOption: 'in' | 'out';
  /** What `resolveScope` settled, for the passport. */
  readonly settled?: Passport['choices'];
}

/** The scope as SQL parameters, the same names in every statement. */
export function scopeParamsOf(scope: MarketScope): SqlParams {
  return {
    date_from: date(scope.from),
    date_to: date(scope.to),
    grain: text(scope.grain),
    by_departement: boolean(scope.by.includes('departement')),
    by_profession: boolean(scope.by.includes('profession')),
    by_specialty: boolean(scope.by.includes('specialty')),
    in_departement: text(scope.departement),
    in_profession: text(scope.profession),
    in_specialty: text(scope.specialty),
    vaccination: text(scope.vaccination),
    hospital: text(scope.hospital),
    register: date(scope.register ?? null),
    repairs: boolean(scope.repairs),
    outside_option: text(scope.outsideOption),
  };
}

/** Profession and specialty are kept by the month: a question by the day or the week cannot be cut by them. */
export function requireCarried(scope: MarketScope): void {
  const finer =
    scope.by.some((d) => d === 'profession' || d === 'specialty') ||
    scope.profession !== undefined ||
    scope.specialty !== undefined;
  if (finer && needsDays(scope.from, scope.to, scope.grain)) {
    throw new AppError('REFUSED', 'Profession and specialty are kept by the month; this question asks for days.', {
      reason: 'GRAIN_TOO_FINE',
      cure: 'Ask from the first of a month to the first of a month, with grain month or longer.',
    });
  }
}

/** `period` leads the dimensions unless the whole range is one row. */
export function dimensionsOf(scope: MarketScope): string[] {
  const dims = scope.by.filter((d) => d !== 'platform');
  return [...(scope.grain === 'total' ? [] : ['period']), ...dims, 'platform'];
}
