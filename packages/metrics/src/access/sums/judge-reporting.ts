import type { Flag } from '@vigie/kernel';
import { median } from '@vigie/statistics';
import type { Row } from '@vigie/warehouse';
import { formatCount, formatPercent, note, refuse, warn } from '../../frame/flags.ts';
import { addDays } from '../../frame/period.ts';
import { readNumber, readText } from '../../frame/read-row.ts';
import { ACCESS_RULES } from '../evidence/access-rules.ts';
import type { Witness } from './sums-source.ts';

/** What one party's listing looked like on one day. */
export interface ListingDay {
  readonly source: Witness;
  readonly party: string;
  readonly day: string;
  readonly units: number;
  readonly listed: number;
  readonly available: number;
  readonly duplicates: number;
}

export const listingDay = (row: Row): ListingDay => ({
  source: readText(row, 'source') as Witness,
  party: readText(row, 'party'),
  day: readText(row, 'day'),
  units: readNumber(row, 'units'),
  listed: readNumber(row, 'listed'),
  available: readNumber(row, 'available'),
  duplicates: readNumber(row, 'duplicates'),
});

/** Earlier days of the same kind needed before a fall can be told. */
const FEWEST_BEFORE = 4;
/** Counts vary by chance: a fall within this many √n is not judged. */
const SIGMAS = 4;
/** A day without anything free is believed where its chance is larger than this. */
const BY_CHANCE = 1e-6;

/**
 * Faults of measurement of one source in one month, by party: before any verdict, was the source read at all? `days` reach four weeks back. A day is held
 * against the median of the working days (or weekend days) before it; when the other parties fell alike it is the market that fell, a holiday say.
 */
export function judgeReporting(days: readonly ListingDay[], month: string, monthEnd: string): Map<string, Flag[]> {
  const { filled, levels } = followed(days);
  return new Map(
    [...filled].map(([party, own]) => {
      const judged = own.filter((d) => d.day >= month && d.day < monthEnd);
      const falls = judged.filter((d) => fell(d, levels, party));
      return [party, [...fallFlags(falls, party), ...emptyFlags(judged, own), ...duplicateFlags(judged)]];
    }),
  );
}

/** Days of one source on which a party's listing cannot be believed, by party: read short, not at all, with nothing available, or twice. */
export function faultyDays(days: readonly ListingDay[]): Map<string, ReadonlySet<string>> {
  const { filled, levels } = followed(days);
  return new Map(
    [...filled].map(([party, own]) => {
      const faulty = own.filter(
        (d) =>
          fell(d, levels, party) ||
          [...emptyFlags([d], own), ...duplicateFlags([d])].some((flag) => flag.severity === 'refuse'),
      );
      return [party, new Set(faulty.map((d) => d.day))];
    }),
  );
}

function followed(days: readonly ListingDay[]): {
  readonly filled: ReadonlyMap<string, ListingDay[]>;
  readonly levels: ReadonlyMap<string, ReadonlyMap<string, Level>>;
} {
  const parties = Map.groupBy(days, (d) => d.party);
  const filled = new Map([...parties].map(([party, own]) => [party, fillGaps(own, days)]));
  return { filled, levels: new Map([...filled].map(([party, own]) => [party, levelsOf(own)])) };
}

/** A day on which others were read and this party was not stands as one with nothing listed. */
function fillGaps(own: readonly ListingDay[], all: readonly ListingDay[]): ListingDay[] {
  const known = new Map(own.map((d) => [d.day, d]));
  const first = own.map((d) => d.day).sort()[0] ?? '';
  const days = [...new Set(all.map((d) => d.day))].filter((day) => day >= first).sort();
  const blank = { units: 0, listed: 0, available: 0, duplicates: 0 };
  return days.flatMap((day) => {
    const [sample] = own;
    return known.get(day) ?? (sample ? [{ ...sample, ...blank, day }] : []);
  });
}

interface Level {
  readonly usual: number;
  readonly ratio: number;
}

/** Each day against the median of the days of its kind before it; days without enough before them have no level. */
function levelsOf(days: readonly ListingDay[]): ReadonlyMap<string, Level> {
  const levels = new Map<string, Level>();
  days.forEach((day, index) => {
    const before = days
      .slice(0, index)
      .filter((d) => d.day >= addDays(day.day, -28) && isWeekend(d.day) === isWeekend(day.day));
    const usual = median(before.map((d) => d.units)) ?? 0;
    if (before.length >= FEWEST_BEFORE && usual > 0) levels.set(day.day, { usual, ratio: day.units / usual });
  });
  return levels;
}

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

function fell(day: ListingDay, levels: ReadonlyMap<string, ReadonlyMap<string, Level>>, party: string): boolean {
  const level = levels.get(party)?.get(day.day);
  if (level === undefined || level.usual < ACCESS_RULES.leastListed) return false;
  const others = [...levels].flatMap(([name, known]) => (name === party ? [] : (known.get(day.day)?.ratio ?? [])));
  const market = Math.min(1, median(others) ?? 1);
  const expected = level.usual * market;
  return (
    day.units < expected * (1 - ACCESS_RULES.listingFallRatio) && expected - day.units > SIGMAS * Math.sqrt(expected)
  );
}

function fallFlags(falls: readonly ListingDay[], party: string): Flag[] {
  const missing = falls.filter((d) => d.units === 0);
  const short = falls.filter((d) => d.units > 0);
  const [worst] = short.toSorted((left, right) => left.units - right.units);
  const source = falls[0]?.source ?? '';
  // How much a partner asks is its own affair, and an outage stops the asking: that is said, and takes no verdict away.
  const withhold = source === 'request' ? warn : refuse;
  const lead = source === 'request' ? 'Read with care' : 'No verdict';
  return [
    ...(missing.length > 0
      ? [
          withhold(
            'UNALIGNED',
            `${lead}: ${party} was not read on ${formatCount(missing.length)} days of the month (the first: ${missing[0]?.day}) on which others were. The two series cannot be aligned.`,
            { reason: 'DAYS_MISSING', party, source, days: missing.length, day: missing[0]?.day ?? '' },
          ),
        ]
      : []),
    ...(worst
      ? [
          withhold(
            'MEASUREMENT_FAILURE',
            `${lead}: ${party} suddenly lists a fraction of its units, ${formatCount(worst.units)} on ${worst.day} (${formatCount(short.length)} such days; stated limit ${formatPercent(1 - ACCESS_RULES.listingFallRatio)} of the usual).`,
            {
              reason: 'SUDDEN_FALL',
              party,
              platform: party,
              source,
              days: short.length,
              day: worst.day,
              units: worst.units,
            },
          ),
        ]
      : []),
  ];
}

/** None of many available, where it cannot be chance: availability was not read. */
function emptyFlags(judged: readonly ListingDay[], all: readonly ListingDay[]): Flag[] {
  // Only what lists slots has any to be free.
  if (all[0]?.source !== 'probe' && all[0]?.source !== 'exposure') return [];
  const usual = median(all.filter((d) => d.listed > 0).map((d) => d.available / d.listed)) ?? 0;
  const [first] = judged.filter(
    (d) =>
      d.listed >= ACCESS_RULES.leastListed && d.available === 0 && (usual === 0 || (1 - usual) ** d.listed < BY_CHANCE),
  );
  if (!first) return [];
  return [
    refuse(
      'MEASUREMENT_FAILURE',
      `No verdict: not one of the ${formatCount(first.listed)} units that ${first.party} listed on ${first.day} was available: its availability was probably not read.`,
      {
        reason: 'NONE_AVAILABLE',
        party: first.party,
        platform: first.party,
        source: first.source,
        day: first.day,
        listed: first.listed,
      },
    ),
  ];
}

function duplicateFlags(judged: readonly ListingDay[]): Flag[] {
  const repeated = judged.filter((d) => d.duplicates > 0);
  const [worst] = repeated.toSorted((left, right) => shareOf(right) - shareOf(left));
  if (!worst) return [];
  const share = shareOf(worst);
  const facts = {
    party: worst.party,
    source: worst.source,
    day: worst.day,
    duplicates: worst.duplicates,
    listed: worst.listed,
    days: repeated.length,
  };
  const what = `${worst.party} lists the same agenda or slot several times at one instant: ${formatCount(worst.duplicates)} repeats among ${formatCount(worst.listed)} on ${worst.day} (${formatCount(repeated.length)} such days)`;
  return worst.source === 'probe' || share >= ACCESS_RULES.duplicateRatio
    ? [refuse('DUPLICATE_LISTING', `No verdict: ${what}.`, facts)]
    : [note('DUPLICATE_LISTING', `${what}: too few to change a verdict.`, { ...facts, reason: 'FEW' })];
}

const shareOf = (d: ListingDay): number => (d.listed > 0 ? d.duplicates / d.listed : 1);
