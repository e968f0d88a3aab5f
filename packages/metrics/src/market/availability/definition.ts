import type { FigureRow, Flag } from '@vigie/kernel';
import type { Row } from '@vigie/warehouse';
import { z } from 'zod';
import { emptyCoverage } from '../../frame/coverage.ts';
import { defineMetric, type FigureDraft } from '../../frame/definition.ts';
import { formatCount, formatPercent, refuse, warn } from '../../frame/flags.ts';
import { requirePlatform } from '../../frame/known-platforms.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { attributionParams, focusParam, periodParams, placeParams } from '../../frame/params.ts';
import { QUALITY_RULES } from '../../frame/quality-rules.ts';
import { readNullableNumber, readNumber, readText } from '../../frame/read-row.ts';
import { resolvePeriod } from '../../frame/resolve-period.ts';
import { boolean, date, text } from '../../frame/sql-text.ts';
import { AVAILABILITY_SQL } from '../../sql/availability.sql.ts';
import { distinctFlags } from '../share/definition.ts';

const availabilityParams = z.object({
  ...periodParams,
  reading: z.enum(['rows', 'hourly']).default('rows').meta({
    description: 'Readings of every place, or hourly totals per platform.',
    fr: 'Relevés de chaque lieu, ou totaux horaires par plateforme.',
  }),
  measure: z.enum(['listed', 'available']).default('listed').meta({
    description: 'Share of the places listed, or of those with a free slot.',
    fr: 'Part des lieux recensés, ou de ceux qui ont un créneau libre.',
  }),
  ...focusParam,
  departement: placeParams.departement,
  repairs: attributionParams.repairs,
});
type AvailabilityParams = z.infer<typeof availabilityParams>;

/** Below this many places, none with a free slot is ordinary; above, a reading that failed is likelier. */
const FEW_PLACES = 20;

export const marketAvailability = defineMetric({
  id: 'market.availability',
  version: 1,
  title: { en: 'Places with free slots', fr: 'Lieux avec créneaux libres' },
  unit: 'ratio',
  formula: 'share of platform p = its places listed (or with a free slot) ÷ all such places, at one reading',
  source: 'Readings of open slots per place and platform, as published by availability trackers',
  card: new URL('./card.md', import.meta.url),
  params: availabilityParams,
  dimensions: ['reading', 'platform'],
  columns: [
    { name: 'listed', unit: 'count', title: { en: 'Listed', fr: 'Recensés' } },
    { name: 'available', unit: 'count', title: { en: 'With a free slot', fr: 'Avec un créneau' } },
    { name: 'availableRatio', unit: 'ratio', title: { en: 'Free, of listed', fr: 'Libres, des recensés' } },
  ],
  flags: ['MEASUREMENT_FAILURE', 'EMPTY_DENOMINATOR', 'REFUSED'],
  compute: async (context, params) => draftAvailability(context, params),
});

async function draftAvailability(context: MetricContext, params: AvailabilityParams): Promise<FigureDraft> {
  await requirePlatform(context, params.platform);
  const period = resolvePeriod(context.release, params);
  const result = await context.query(AVAILABILITY_SQL, {
    date_from: date(period.from),
    date_to: date(period.to),
    in_departement: text(params.departement),
    repairs: boolean(params.repairs),
    reading_kind: text(params.reading),
  });
  const all = result.map((row) => availabilityRow(row, params));
  const rows = all.filter((row) => params.platform === undefined || row['platform'] === params.platform);
  const listed = result.reduce((sum, row) => sum + readNumber(row, 'listed'), 0);
  return {
    rows,
    flags:
      rows.length === 0
        ? [
            refuse(
              'REFUSED',
              'The release holds no reading of open slots in this period. Ingest one with the profile fr-availability.',
              { reason: 'NO_READING' },
            ),
          ]
        : distinctFlags(all.flatMap((row) => row.flags)),
    coverage: {
      ...emptyCoverage('places read'),
      rowsRead: listed,
      rowsCounted: listed,
      matchedRatio: listed > 0 ? 1 : null,
      sources: ['availability'],
    },
    dimensions: ['reading', 'platform'],
    definition: null,
    formula: params.measure === 'listed' ? 'places listed' : 'places with a free slot',
    intervalMethod: 'none: every place of the reading was counted (census)',
    period: {
      from: period.from,
      toExclusive: period.to,
      timeZone: 'Europe/Paris',
      countedBy: params.reading === 'rows' ? 'day of the reading' : 'hour of the reading',
    },
    choices: [
      {
        name: 'repairs',
        value: params.repairs ? 'on' : 'off',
        note: 'platform labels mended from the booking address',
      },
    ],
  };
}

function availabilityRow(row: Row, params: AvailabilityParams): FigureRow {
  const listed = readNumber(row, 'listed');
  const available = readNumber(row, 'available');
  const whole = readNumber(row, params.measure === 'listed' ? 'listed_all' : 'available_all');
  const part = params.measure === 'listed' ? listed : available;
  const flags = failuresOf(row);
  return {
    reading: readText(row, 'reading'),
    platform: readText(row, 'platform'),
    value: whole > 0 ? part / whole : null,
    numerator: part,
    denominator: whole,
    ciLow: null,
    ciHigh: null,
    listed,
    available,
    availableRatio: listed > 0 ? available / listed : null,
    flags: whole > 0 ? flags : [...flags, warn('EMPTY_DENOMINATOR', 'No place was read, so there is no share.')],
  };
}

/** A platform whose list collapses between two readings, or of whose many places not one is free, was probably not read rather than empty. */
function failuresOf(row: Row): Flag[] {
  const platform = readText(row, 'platform');
  const reading = readText(row, 'reading');
  const listed = readNumber(row, 'listed');
  const before = readNullableNumber(row, 'listed_before');
  const flags: Flag[] = [];
  if (before !== null && before >= FEW_PLACES && listed < before * (1 - QUALITY_RULES.listingFallRatio)) {
    flags.push(
      warn(
        'MEASUREMENT_FAILURE',
        `${platform} lists ${formatCount(listed)} places at ${reading}, ${formatPercent(1 - listed / before)} fewer than the ${formatCount(before)} of the reading before (stated limit ${formatPercent(QUALITY_RULES.listingFallRatio)}).`,
        { reason: 'LISTING_FALL', platform, reading, listed, before },
      ),
    );
  }
  if (listed >= FEW_PLACES && readNumber(row, 'available') === 0) {
    flags.push(
      warn(
        'MEASUREMENT_FAILURE',
        `Not one of the ${formatCount(listed)} places of ${platform} had a free slot at ${reading}: its slots were probably not read.`,
        { reason: 'NONE_AVAILABLE', platform, reading, listed },
      ),
    );
  }
  return flags;
}
