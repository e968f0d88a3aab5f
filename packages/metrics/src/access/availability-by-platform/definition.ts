import type { Flag, FigureRow } from '@vigie/kernel';
import { z } from 'zod';
import { emptyCoverage } from '../../frame/coverage.ts';
import { defineMetric, type FigureDraft } from '../../frame/definition.ts';
import { refuse } from '../../frame/flags.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { flagParam, periodParams, placeParams } from '../../frame/params.ts';
import { addDays } from '../../frame/period.ts';
import { date, text } from '../../frame/sql-text.ts';
import { requirePlatform } from '../../frame/known-platforms.ts';
import { DUPLICATE_AGENDAS_SQL, PLATFORM_READINGS_SQL, PLATFORM_SLOTS_SQL } from '../../sql/platform-slots.sql.ts';
import { duplicateAgenda, duplicateFlags, readingFlags, recoveredFlags, type DuplicateAgenda } from './faults.ts';
import { resolveReading, type Reading } from './resolve-reading.ts';
import { slotCell, type SlotCell } from './slot-cells.ts';
import { platformRow, type RowQuestion } from './platform-row.ts';

const slotParams = z.object({
  date: periodParams.from.meta({
    description: 'Day of the reading (Paris calendar). Default: the last day with one.',
    fr: 'Jour du relevé (calendrier de Paris). Par défaut : le dernier jour qui en a un.',
  }),
  kind: z.string().trim().toLowerCase().min(1).max(60).default('all').meta({
    description: 'Kind of place as the reading names it: vaccination-center, drugstore…; all.',
    fr: 'Type de lieu tel que le relevé le nomme : vaccination-center, drugstore… ; all pour tous.',
  }),
  platform: z.string().trim().toLowerCase().min(1).max(60).optional().meta({
    description: 'Show only this platform.',
    fr: 'Ne montrer que cette plateforme.',
  }),
  departement: placeParams.departement,
  by: z.enum(['platform', 'departement']).default('platform').meta({
    description: 'One row per platform, or per platform and département.',
    fr: 'Une ligne par plateforme, ou par plateforme et département.',
  }),
  recovered: flagParam(false).meta({
    description:
      'Count places whose platform only their address tells. Their slots were usually not read, so they are shown apart.',
    fr: 'Compter les lieux dont seule l’adresse révèle la plateforme. Leurs créneaux n’ont en général pas été relevés : ils sont montrés à part.',
  }),
});
type SlotParams = z.infer<typeof slotParams>;

export const availabilityByPlatform = defineMetric({
  id: 'access.availability-by-platform',
  version: 1,
  title: { en: 'Free slots by platform', fr: 'Créneaux libres par plateforme' },
  unit: 'ratio',
  formula:
    'share = places with a free slot ÷ places listed, at one reading; like for like: the other platforms’ share with this one’s mix of départements',
  source:
    'Readings of open slots per place and platform, as published by availability trackers; Mantel and Haenszel (1959), Sato (1989)',
  card: new URL('./card.md', import.meta.url),
  params: slotParams,
  dimensions: ['platform', 'departement'],
  columns: [
    { name: 'places', unit: 'count', title: { en: 'Places', fr: 'Lieux' } },
    { name: 'placesWithSlot', unit: 'count', title: { en: 'With a free slot', fr: 'Avec un créneau libre' } },
    { name: 'slots', unit: 'count', title: { en: 'Slots as listed', fr: 'Créneaux listés' } },
    { name: 'repeatedSlots', unit: 'count', title: { en: 'Of these, repeated', fr: 'Dont répétés' } },
    { name: 'slotsPerPlace', unit: 'volume', title: { en: 'Slots per place', fr: 'Créneaux par lieu' } },
    {
      name: 'recoveredPlaces',
      unit: 'count',
      title: { en: 'Recovered from the address', fr: 'Retrouvés par l’adresse' },
    },
    {
      name: 'othersRatio',
      unit: 'ratio',
      title: { en: 'Others, same départements', fr: 'Autres, mêmes départements' },
    },
    {
      name: 'likeForLike',
      unit: 'ratio_change',
      title: { en: 'Difference like for like', fr: 'Écart à composition égale' },
    },
    { name: 'likeForLikeLow', unit: 'ratio_change', title: { en: '95% from', fr: '95 % de' } },
    { name: 'likeForLikeHigh', unit: 'ratio_change', title: { en: '95% to', fr: '95 % à' } },
  ],
  flags: ['MEASUREMENT_FAILURE', 'DUPLICATE_LISTING', 'REPAIRED', 'EMPTY_DENOMINATOR', 'REFUSED'],
  compute: async (context, params) => draftSlots(context, params),
});

async function draftSlots(context: MetricContext, params: SlotParams): Promise<FigureDraft> {
  await requirePlatform(context, params.platform);
  const reading = await resolveReading(context, params);
  const asked = {
    reading_day: date(reading.day),
    of_kind: text(reading.kind),
    in_departement: text(params.departement),
  };
  const cells = (await context.query(PLATFORM_SLOTS_SQL, asked)).map(slotCell);
  const duplicates = (await context.query(DUPLICATE_AGENDAS_SQL, asked)).map(duplicateAgenda);
  const readings = await context.query(PLATFORM_READINGS_SQL, { ...asked, previous_day: date(reading.previousDay) });
  const faults = new Map(readings.map((row) => [row['platform'], readingFlags(row, reading)]));
  const rows = rowsOf(cells, params, { duplicates, faults });
  const shown = rows.filter((row) => params.platform === undefined || row['platform'] === params.platform);
  const [repeats, recovered] = [duplicateFlags(duplicates, params.platform), recoveredFlags(cells, params)];
  const places = cells.reduce((acc, cell) => acc + cell.places, 0);
  const apart = params.recovered ? 0 : cells.reduce((acc, cell) => acc + (cell.recovered ? cell.places : 0), 0);
  return {
    rows: shown,
    flags: [
      ...shown.flatMap((row) =>
        row.flags.filter((flag) => flag.code === 'MEASUREMENT_FAILURE' && params.by === 'platform'),
      ),
      ...repeats,
      ...recovered,
      ...(cells.length === 0 ? [nothingRead(reading)] : []),
    ],
    coverage: {
      ...emptyCoverage('places read'),
      rowsRead: places,
      rowsCounted: places - apart,
      leftOut: apart > 0 ? [{ reason: 'platform_only_by_address', rows: apart }] : [],
      matchedRatio: places > 0 ? 1 : null,
      sources: ['availability'],
    },
    dimensions: ['platform', 'departement'],
    definition: null,
    formula: 'places with a free slot ÷ places',
    intervalMethod:
      'share: none, every place of the reading was counted (census); difference like for like: Mantel–Haenszel over départements with Sato’s variance, 95 %, as if places were drawn',
    period: {
      from: reading.day,
      toExclusive: addDays(reading.day, 1),
      timeZone: 'Europe/Paris',
      countedBy: 'day of the reading',
    },
    choices: choicesOf(reading, params),
    summary: {
      day: reading.day,
      previousDay: reading.previousDay,
      places,
      duplicateAgendas: duplicates.filter((one) => one.proved).length,
      repeatedSlots: duplicates.reduce((acc, one) => acc + one.repeats, 0),
    },
  };
}

function choicesOf(reading: Reading, params: SlotParams): FigureDraft['choices'] {
  return [
    { name: 'kind', value: reading.kind, note: 'kind of place as the reading names it' },
    {
      name: 'recovered',
      value: params.recovered ? 'in' : 'apart',
      note: 'places whose platform only their address tells',
    },
  ];
}

function rowsOf(
  cells: readonly SlotCell[],
  params: SlotParams,
  known: { duplicates: readonly DuplicateAgenda[]; faults: ReadonlyMap<unknown, Flag[]> },
): FigureRow[] {
  const question: RowQuestion = { cells, recovered: params.recovered, ...known };
  const platforms = [...new Set(cells.map((cell) => cell.platform))];
  if (params.by === 'platform')
    return platforms
      .map((platform) => platformRow(question, platform, ''))
      .sort((left, right) => Number(right['places']) - Number(left['places']));
  return platforms.flatMap((platform) =>
    [...new Set(cells.filter((cell) => cell.platform === platform).map((cell) => cell.departement))]
      .sort()
      .map((departement) => platformRow(question, platform, departement)),
  );
}

function nothingRead(reading: Reading): Flag {
  return refuse('REFUSED', `No place of the kind "${reading.kind}" was read on ${reading.day}.`, {
    reason: 'NO_READING',
  });
}
