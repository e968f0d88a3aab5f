import type { Flag, FigureRow } from '@vigie/kernel';
import { mantelHaenszelRiskDifference, newcombeInterval, type ParityCell } from '@vigie/statistics';
import { warn } from '../../frame/flags.ts';
import type { DuplicateAgenda } from './faults.ts';
import type { SlotCell } from './slot-cells.ts';

export interface RowQuestion {
  readonly cells: readonly SlotCell[];
  readonly recovered: boolean;
  readonly duplicates: readonly DuplicateAgenda[];
  readonly faults: ReadonlyMap<unknown, Flag[]>;
}

/** What has no booking page, or an unknown one, is no rival to be compared with. */
const NO_RIVAL: ReadonlySet<string> = new Set(['none', 'unmatched', 'other']);

/** One platform, in one département or ('') everywhere. A reading that failed has no share; its counts stand, since they are what was read. */
export function platformRow(question: RowQuestion, platform: string, departement: string): FigureRow {
  const inPlace = (one: { departement: string }): boolean => departement === '' || one.departement === departement;
  const own = question.cells.filter((cell) => cell.platform === platform && inPlace(cell));
  const counted = own.filter((cell) => question.recovered || !cell.recovered);
  const places = total(counted, 'places');
  const withSlot = total(counted, 'withSlot');
  const slots = total(counted, 'slots');
  const repeats = question.duplicates.filter((one) => one.platform === platform && inPlace(one));
  const repeatedSlots = repeats.reduce((acc, one) => acc + one.repeats, 0);
  const failures = question.faults.get(platform) ?? [];
  const failed = failures.some((flag) => flag.severity === 'refuse');
  return {
    platform,
    departement,
    value: failed || places === 0 ? null : withSlot / places,
    numerator: withSlot,
    denominator: places,
    ciLow: null,
    ciHigh: null,
    places,
    placesWithSlot: withSlot,
    slots,
    repeatedSlots,
    slotsPerPlace: failed || places === 0 ? null : (slots - repeatedSlots) / places,
    recoveredPlaces: total(
      own.filter((cell) => cell.recovered),
      'places',
    ),
    ...(failed ? NOT_COMPARED : likeForLike(question, platform, departement)),
    flags: [
      ...failures,
      ...repeats.flatMap((one) => (one.proved ? [one.flag] : [])),
      ...(places > 0 ? [] : [warn('EMPTY_DENOMINATOR', 'No place of the platform was read, so there is no share.')]),
    ],
  };
}

const NOT_COMPARED = { othersRatio: null, likeForLike: null, likeForLikeLow: null, likeForLikeHigh: null };

/** Against all other known platforms whose reading did not fail, within départements in which both are listed. */
function likeForLike(question: RowQuestion, platform: string, departement: string) {
  if (NO_RIVAL.has(platform)) return NOT_COMPARED;
  const read = question.cells.filter(
    (cell) =>
      (question.recovered || !cell.recovered) &&
      !NO_RIVAL.has(cell.platform) &&
      (departement === '' || cell.departement === departement) &&
      !(question.faults.get(cell.platform) ?? []).some((flag) => flag.severity === 'refuse'),
  );
  const strata = [...Map.groupBy(read, (cell) => cell.departement).values()].flatMap((cells): ParityCell[] => {
    const stratum = {
      partner: sideOf(cells.filter((cell) => cell.platform === platform)),
      own: sideOf(cells.filter((cell) => cell.platform !== platform)),
    };
    return stratum.partner.trials > 0 && stratum.own.trials > 0 ? [stratum] : [];
  });
  const places = strata.reduce((acc, one) => acc + one.partner.trials, 0);
  if (places === 0) return NOT_COMPARED;
  const expected = strata.reduce((acc, { partner, own }) => acc + (partner.trials * own.successes) / own.trials, 0);
  const [only] = strata;
  const gap = strata.length === 1 && only ? newcombeInterval(only.partner, only.own) : pooled(strata);
  return {
    othersRatio: expected / places,
    likeForLike: gap?.difference ?? null,
    likeForLikeLow: gap?.lower ?? null,
    likeForLikeHigh: gap?.upper ?? null,
  };
}

function sideOf(cells: readonly SlotCell[]): ParityCell['own'] {
  return { successes: total(cells, 'withSlot'), trials: total(cells, 'places') };
}

function pooled(strata: readonly ParityCell[]) {
  const common = mantelHaenszelRiskDifference(strata);
  return common.ok ? common.value : null;
}

function total(cells: readonly SlotCell[], field: 'places' | 'withSlot' | 'slots'): number {
  return cells.reduce((acc, cell) => acc + cell[field], 0);
}
