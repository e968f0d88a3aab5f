import { coverageOf, type Coverage, type FigureRow, type Flag } from '@vigie/kernel';
import { screenDominance } from '@vigie/statistics';
import { z } from 'zod';
import { emptyCoverage } from '../../frame/coverage.ts';
import { defineMetric, type FigureDraft } from '../../frame/definition.ts';
import { breaksBetween } from '../../frame/export-bounds.ts';
import { note, refuse } from '../../frame/flags.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { attributionParams, periodParams, placeParams, platformCode, scopeParams } from '../../frame/params.ts';
import { addMonths } from '../../frame/period.ts';
import { findBookingFaults, flagsByPeriod } from '../../frame/quality.ts';
import { resolveScope } from '../../frame/resolve-scope.ts';
import { resolvePeriod } from '../../frame/resolve-period.ts';
import type { MarketScope } from '../../frame/scope.ts';
import { MARKET_DEFINITION_IDS, MARKET_DEFINITIONS, type MarketDefinition } from '../market-definitions.ts';
import { computeShare } from '../share/compute-share.ts';
import { distinctFlags } from '../share/definition.ts';
import { intervalsOf } from '../share/share-interval.ts';
import type { ShareResult } from '../share/share-result.ts';
import { choosePlatform } from './choose-platform.ts';

const definitionsParams = z.object({
  ...periodParams,
  platform: platformCode().optional().meta({
    description: 'Whose share. Default: own, else the platform with most online bookings.',
    fr: 'La part de qui. Par défaut : own, sinon la plateforme qui a le plus de rendez-vous en ligne.',
  }),
  ...placeParams,
  ...scopeParams,
  ...attributionParams,
});
type DefinitionsParams = z.infer<typeof definitionsParams>;

export const marketDefinitions = defineMetric({
  id: 'market.definitions',
  version: 2,
  title: { en: 'All market definitions side by side', fr: 'Toutes les définitions de marché côte à côte' },
  unit: 'ratio',
  formula: 'market.share of one platform under M1 to M8, each by its own counting rule',
  source: 'Candidate markets M1 to M8; screens: AKZO (C-62/86 §60), Commission guidance of 2008',
  card: new URL('./card.md', import.meta.url),
  params: definitionsParams,
  dimensions: ['definition'],
  columns: [
    { name: 'title', unit: 'text', title: { en: 'Definition', fr: 'Définition' } },
    { name: 'numeratorWords', unit: 'text', title: { en: 'Counted', fr: 'Compté' } },
    { name: 'denominatorWords', unit: 'text', title: { en: 'Out of', fr: 'Sur' } },
    { name: 'countingRule', unit: 'text', title: { en: 'Rule', fr: 'Règle' } },
    { name: 'changeRatio', unit: 'ratio_change', title: { en: 'Change over 12 months', fr: 'Évolution sur 12 mois' } },
    { name: 'coverageRatio', unit: 'ratio', title: { en: 'Coverage', fr: 'Couverture' } },
    { name: 'screen', unit: 'text', title: { en: 'Screen', fr: 'Seuil' } },
    { name: 'screenPeriods', unit: 'count', title: { en: 'Years screened', fr: 'Années examinées' } },
  ],
  flags: [
    'REFUSED',
    'INCOMPLETE_PERIOD',
    'BREAK_IN_SERIES',
    'FULL_COUNT',
    'LOW_COVERAGE',
    'DUPLICATE_KEY',
    'ESTIMATED',
    'TIE',
  ],
  compute: async (context, params) => draftDefinitions(context, params),
});

async function draftDefinitions(context: MetricContext, params: DefinitionsParams): Promise<FigureDraft> {
  const period = resolvePeriod(context.release, params);
  const asked: MarketScope = { ...params, ...period, grain: 'total', by: ['platform'] };
  const scope = await resolveScope(context, asked, { from: addMonths(period.from, -12), to: period.to });
  const platform = await choosePlatform(context, scope, params.platform);
  const year = { ...scope, from: addMonths(scope.from, -12), to: addMonths(scope.to, -12) };
  const faults = await findBookingFaults(context, year.from, scope.to);
  const rows = await Promise.all(
    MARKET_DEFINITION_IDS.map((id) =>
      rowOf(context, {
        definition: MARKET_DEFINITIONS[id],
        scope,
        year,
        platform,
        faults: periodFlags(faults, scope),
        breaks: breaksBetween(faults, year, scope),
      }),
    ),
  );
  const values = rows.flatMap((row) => (row.value === null ? [] : [row.value]));
  return {
    rows,
    flags: distinctFlags(rows.flatMap((row) => row.flags.filter((f) => f.severity === 'warn'))),
    summary: {
      platform,
      lowest: values.length > 0 ? Math.min(...values) : null,
      highest: values.length > 0 ? Math.max(...values) : null,
      carried: values.length,
      refused: rows.length - values.length,
      aboveHalf: values.filter((v) => v > 0.5).length,
    },
    coverage: definitionsCoverage(rows, values.length),
    dimensions: ['definition'],
    definition: null,
    formula: 'MS-1 to MS-8',
    intervalMethod: 'each row as its definition has it: census, 95 % by the delta method, or of the weighted panel',
    period: { from: scope.from, toExclusive: scope.to, timeZone: 'Europe/Paris', countedBy: 'each definition’s own' },
    choices: [
      { name: 'platform', value: platform, note: params.platform ? 'asked for' : 'own, else the largest' },
      ...(scope.settled ?? []),
    ],
  };
}

/** The figure as a whole covers definitions; what each of them covers stands on its row. */
function definitionsCoverage(rows: readonly FigureRow[], carried: number): Coverage {
  const sources = rows.flatMap((row) => (row.value === null ? [] : (coverageOf(row)?.sources ?? [])));
  return {
    ...emptyCoverage('market definitions'),
    rowsRead: rows.length,
    rowsCounted: carried,
    leftOut: carried < rows.length ? [{ reason: 'refused', rows: rows.length - carried }] : [],
    sources: [...new Set(sources)].sort(),
  };
}

function periodFlags(faults: Awaited<ReturnType<typeof findBookingFaults>>, scope: MarketScope): Flag[] {
  return distinctFlags([...flagsByPeriod(faults, scope).values()].flat());
}

interface RowRequest {
  readonly definition: MarketDefinition;
  readonly scope: MarketScope;
  readonly year: MarketScope;
  readonly platform: string;
  readonly faults: readonly Flag[];
  /** What breaks the comparison with the year before. */
  readonly breaks: readonly Flag[];
}

async function rowOf(context: MetricContext, request: RowRequest): Promise<FigureRow> {
  const { definition, scope, platform } = request;
  const [now, before, screen] = await Promise.all([
    computeShare(context, scope, definition.id),
    computeShare(context, request.year, definition.id),
    screenOf(context, request),
  ]);
  const current = shareOf(now, platform);
  const faults = definition.basis === 'bookings' ? request.faults : [];
  const [broken] = definition.basis === 'bookings' ? request.breaks : [];
  const past = shareOf(before, platform)?.value ?? null;
  const value = current?.value ?? null;
  const changeFlags =
    value === null
      ? []
      : past === null
        ? [note('NO_BASE', 'There is no figure twelve months earlier to compare with.', { reason: 'NO_YEAR_BEFORE' })]
        : broken
          ? [
              refuse('BREAK_IN_SERIES', `The change over 12 months is withheld. ${broken.message}`, {
                ...broken.facts,
                reason: 'YEAR_CHANGE_BROKEN',
              }),
            ]
          : [];
  return {
    definition: definition.id,
    value,
    numerator: current?.numerator ?? null,
    denominator: current?.denominator ?? null,
    ciLow: current?.ciLow ?? null,
    ciHigh: current?.ciHigh ?? null,
    title: definition.title.en,
    titleFr: definition.title.fr,
    numeratorWords: definition.numerator.en,
    denominatorWords: definition.denominator.en,
    numeratorWordsFr: definition.numerator.fr,
    denominatorWordsFr: definition.denominator.fr,
    countingRule: now.rule,
    changeRatio: value === null || past === null || broken !== undefined ? null : value - past,
    coverageRatio: now.coverage.matchedRatio,
    screen: screen?.label ?? null,
    screenPeriods: screen?.periodsUsed ?? null,
    // What stands under this row and no other: see passportOfRow.
    coverage: [now.coverage],
    choices: [...now.choices],
    countedBy: now.countedBy,
    intervalMethod: now.intervalMethod,
    flags: distinctFlags([...now.flags, ...(current?.flags ?? []), ...faults, ...changeFlags]),
  };
}

/** The platform's cell with its interval; a platform that is absent from a market that exists holds 0 of it. */
function shareOf(
  result: ShareResult,
  platform: string,
): {
  value: number | null;
  numerator: number;
  denominator: number;
  ciLow: number | null;
  ciHigh: number | null;
  flags: readonly Flag[];
} | null {
  const first = result.cells[0];
  if (!first) return null;
  const intervals = intervalsOf(result, result.cells);
  const index = result.cells.findIndex((cell) => cell.platform === platform);
  const cell = result.cells[index];
  if (!cell)
    return {
      value: first.denominator > 0 ? 0 : null,
      numerator: 0,
      denominator: first.denominator,
      ciLow: null,
      ciHigh: null,
      flags: [],
    };
  return {
    value: cell.value,
    numerator: cell.numerator,
    denominator: cell.denominator,
    ...(intervals[index] ?? { ciLow: null, ciHigh: null }),
    flags: cell.flags,
  };
}

/** The dominance screen over the three last years of twelve months that end with the period; fewer where the data begin later. */
async function screenOf(context: MetricContext, request: RowRequest): Promise<ReturnType<typeof screenDominance>> {
  const { scope, definition, platform } = request;
  const years = [-36, -24, -12].map((months) => ({
    ...scope,
    from: addMonths(scope.to, months),
    to: addMonths(scope.to, months + 12),
  }));
  // A year that the release holds only in part would pass for a year.
  const { dataFrom, dataToExclusive } = context.release.info;
  const whole = years.filter(
    (year) => dataFrom !== null && dataToExclusive !== null && year.from >= dataFrom && year.to <= dataToExclusive,
  );
  const results = await Promise.all(whole.map((year) => computeShare(context, year, definition.id)));
  const points = results.flatMap((result) => {
    const share = shareOf(result, platform)?.value ?? null;
    return share === null ? [] : [100 * share];
  });
  return points.length === 0 ? null : screenDominance(points, definition.id);
}
