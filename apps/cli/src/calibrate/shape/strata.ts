import { ACCESS_RULES, type RateStratum, type StratumKey } from '@vigie/metrics';
import { accessParameters as p, CELLS } from '@vigie/simulation';

/** Successes and trials by cell × 8 bands (weekend, hour): the finest strata, as the rollups hold them. */
export interface Tally {
  readonly trials: Int32Array;
  readonly successes: Int32Array;
}

const BANDS = 8;
export const LEAVES = CELLS.length * BANDS;
const HOURS = ['NIGHT', 'MORNING', 'AFTERNOON', 'EVENING'];

/** Regions of the simulated départements, as `reference_departement` has them. */
const REGION: Readonly<Record<string, string>> = {
  75: 'R11',
  69: 'R84',
  13: 'R93',
  31: 'R76',
  44: 'R52',
  67: 'R44',
  23: 'R75',
  58: 'R27',
  15: 'R84',
};

export interface Level {
  readonly keys: readonly StratumKey[];
  /** Position of each key of the level before among the keys of this one; for the finest, of each leaf. */
  readonly parents: Int32Array;
}

export const leafKeys: readonly StratumKey[] = CELLS.flatMap((cell) =>
  Array.from({ length: BANDS }, (_, band) => ({
    specialty: p.ACCESS_SPECIALTIES[cell.specialty] ?? '',
    departement: cell.departement,
    visitKind: p.VISIT_KINDS[cell.kind] ?? '',
    visitMode: p.VISIT_MODES[cell.mode] ?? '',
    dayType: band >= 4 ? 'WEEKEND' : 'WEEKDAY',
    hourBand: HOURS[band % 4] ?? '',
  })),
);

type Rise = (key: StratumKey) => StratumKey;

/** What a stratum forgets when it rises. */
export const RISE = {
  hourBand: (key) => ({ ...key, hourBand: '*' }),
  dayType: (key) => ({ ...key, dayType: '*' }),
  visitMode: (key) => ({ ...key, visitMode: '*' }),
  visitKind: (key) => ({ ...key, visitKind: '*' }),
  departement: (key) => ({ ...key, departement: REGION[key.departement] ?? '*' }),
  region: (key) => ({ ...key, departement: '*' }),
  specialty: (key) => ({ ...key, specialty: '*' }),
} as const satisfies Record<string, Rise>;

/** From this level on one unit of the partner is enough. */
const BARE_LEVEL = 4;

export function levelsOfRises(rises: readonly Rise[]): Level[] {
  return rises.reduce<Level[]>((levels, rise) => {
    const below = levels.at(-1)?.keys ?? leafKeys;
    const positions = new Map<string, number>();
    const keys: StratumKey[] = [];
    const parents = Int32Array.from(below, (key) => {
      const parent = rise(key);
      const name = Object.values(parent).join('|');
      const known = positions.get(name) ?? keys.push(parent) - 1;
      positions.set(name, known);
      return known;
    });
    return [...levels, { keys, parents }];
  }, []);
}

/** The way up by which the product's SQL merges sparse strata: hour band, day type, mode, kind, then region, country, specialty. */
const LEVELS = levelsOfRises([
  RISE.hourBand,
  RISE.dayType,
  RISE.visitMode,
  RISE.visitKind,
  RISE.departement,
  RISE.region,
  RISE.specialty,
]);

export function emptyTally(size = LEAVES): Tally {
  return { trials: new Int32Array(size), successes: new Int32Array(size) };
}

/** Specialty × region, in which days are told apart: the position of each leaf. */
export const regionOfLeaf: Int32Array = Int32Array.from(leafKeys, (_, leaf) =>
  LEVELS.slice(0, 5).reduce((position, level) => level.parents[position] ?? 0, leaf),
);
export const REGION_CELLS = LEVELS[4]?.keys.length ?? 0;

/** Merges sparse strata upward exactly as the figure does; `endpoint` is kept apart. */
export function mergeStrata(partner: Tally, own: Tally, endpoint?: string): RateStratum[] {
  const strata: RateStratum[] = [];
  let rest: { partner: Tally; own: Tally } = { partner, own };
  for (let level = 0; level <= LEVELS.length; level++) {
    const keys = level === 0 ? leafKeys : (LEVELS[level - 1]?.keys ?? []);
    const above = LEVELS[level];
    const next = above && { partner: emptyTally(above.keys.length), own: emptyTally(above.keys.length) };
    const least = level < BARE_LEVEL ? ACCESS_RULES.leastPartnerUnits : 1;
    for (let i = 0; i < keys.length; i++) {
      const partnerTrials = rest.partner.trials[i] ?? 0;
      const ownTrials = rest.own.trials[i] ?? 0;
      if (partnerTrials === 0 && ownTrials === 0) continue;
      if (next === undefined || (partnerTrials >= least && ownTrials >= ACCESS_RULES.leastOwnUnits)) {
        strata.push({
          key: { ...(keys[i] ?? leafKeys[0]), ...(endpoint === undefined ? {} : { endpoint }) } as StratumKey,
          partner: { successes: rest.partner.successes[i] ?? 0, trials: partnerTrials },
          own: { successes: rest.own.successes[i] ?? 0, trials: ownTrials },
        });
      } else {
        const parent = above?.parents[i] ?? 0;
        add(next.partner, parent, rest.partner, i);
        add(next.own, parent, rest.own, i);
      }
    }
    if (next !== undefined) rest = next;
  }
  return strata;
}

function add(into: Tally, position: number, from: Tally, at: number): void {
  into.trials[position] = (into.trials[position] ?? 0) + (from.trials[at] ?? 0);
  into.successes[position] = (into.successes[position] ?? 0) + (from.successes[at] ?? 0);
}
