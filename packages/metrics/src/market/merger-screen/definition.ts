import type { FigureRow } from '@vigie/kernel';
import { screenMerger, type ScreenResult } from '@vigie/statistics';
import { z } from 'zod';
import { defineMetric, type FigureDraft } from '../../frame/definition.ts';
import { note, refuse } from '../../frame/flags.ts';
import { requirePlatform } from '../../frame/known-platforms.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { periodParams, platformCode } from '../../frame/params.ts';
import { findBookingFaults, flagsByPeriod } from '../../frame/quality.ts';
import { resolveScope } from '../../frame/resolve-scope.ts';
import { resolvePeriod } from '../../frame/resolve-period.ts';
import type { MarketScope } from '../../frame/scope.ts';
import { indexRule, marketIndexParams } from '../concentration/market-index.ts';
import { MARKET_DEFINITIONS } from '../market-definitions.ts';
import { computeShare } from '../share/compute-share.ts';
import { distinctFlags } from '../share/definition.ts';
import { groupCells } from '../share/read-cells.ts';
import type { ShareCell } from '../share/share-result.ts';

const mergerParams = z.object({
  first: platformCode().meta({
    description: 'One party: a platform code.',
    fr: 'Une partie : un code de plateforme.',
  }),
  second: platformCode().meta({ description: 'The other party.', fr: 'L’autre partie.' }),
  ...periodParams,
  ...marketIndexParams({
    en: 'One screen per local market; empty: national.',
    fr: 'Un examen par marché local ; vide : national.',
  }),
});
type MergerParams = z.infer<typeof mergerParams>;

export const mergerScreen = defineMetric({
  id: 'market.merger-screen',
  version: 2,
  title: { en: 'Merger screen', fr: 'Examen d’une concentration' },
  unit: 'points',
  formula: 'ΔHHI = 2·s_i·s_j (points), post-HHI = pre-HHI + ΔHHI, against dated thresholds',
  source: 'EC horizontal merger guidelines 2004; US merger guidelines 2023',
  card: new URL('./card.md', import.meta.url),
  params: mergerParams,
  dimensions: ['departement', 'profession', 'specialty'],
  columns: [
    { name: 'preHhi', unit: 'points', title: { en: 'HHI before', fr: 'IHH avant' } },
    { name: 'postHhi', unit: 'points', title: { en: 'HHI after', fr: 'IHH après' } },
    { name: 'firstRatio', unit: 'ratio', title: { en: 'First party', fr: 'Première partie' } },
    { name: 'secondRatio', unit: 'ratio', title: { en: 'Second party', fr: 'Seconde partie' } },
    { name: 'combinedRatio', unit: 'ratio', title: { en: 'Combined', fr: 'Ensemble' } },
    { name: 'euFlag', unit: 'text', title: { en: 'EU 2004', fr: 'UE 2004' } },
    { name: 'euRules', unit: 'list', title: { en: 'EU rules', fr: 'Règles UE' } },
    { name: 'usFlag', unit: 'text', title: { en: 'US 2023', fr: 'É.-U. 2023' } },
    { name: 'usRules', unit: 'list', title: { en: 'US rules', fr: 'Règles É.-U.' } },
  ],
  flags: ['REFUSED', 'KNOWN_FRINGE', 'INCOMPLETE_PERIOD', 'BREAK_IN_SERIES', 'LOW_COVERAGE', 'DUPLICATE_KEY'],
  compute: async (context, params) => draftScreen(context, params),
});

async function draftScreen(context: MetricContext, params: MergerParams): Promise<FigureDraft> {
  const definition = MARKET_DEFINITIONS[params.definition];
  const { rule, refusal: noIndex } = indexRule(params);
  const scope: MarketScope = await resolveScope(context, {
    ...params,
    ...resolvePeriod(context.release, params),
    grain: 'total',
    outsideOption: 'in',
    by: ['platform', ...params.by],
  });
  await requirePlatform(context, params.first, 'first');
  await requirePlatform(context, params.second, 'second');
  const carries = noIndex === null && params.first !== params.second;
  const result = await computeShare(context, scope, params.definition, rule);
  const faults = definition.basis === 'bookings' ? await findBookingFaults(context, scope.from, scope.to) : [];
  const refusal =
    params.first === params.second
      ? [refuse('REFUSED', 'A platform cannot merge with itself: name two.', { reason: 'SAME_PARTY' })]
      : noIndex === null
        ? []
        : [noIndex];
  return {
    rows: carries ? groupCells(result.cells).flatMap((group) => screenRow(group, params)) : [],
    flags: [
      ...refusal,
      ...result.flags,
      ...distinctFlags([...flagsByPeriod(faults, scope).values()].flat()),
      note('KNOWN_FRINGE', 'A screen compares figures with thresholds. It is a reason to look, never a verdict.', {
        reason: 'SCREEN_ONLY',
      }),
    ],
    coverage: result.coverage,
    dimensions: [...params.by],
    definition: params.definition,
    formula: `ΔHHI on ${result.rule}`,
    intervalMethod: 'none: thresholds are compared with the point values',
    period: { from: scope.from, toExclusive: scope.to, timeZone: 'Europe/Paris', countedBy: result.countedBy },
    choices: [
      { name: 'first', value: params.first, note: 'one party' },
      { name: 'second', value: params.second, note: 'the other party' },
      ...result.choices.filter((c) => c.name !== 'outsideOption'),
    ],
  };
}

function screenRow(group: readonly ShareCell[], params: MergerParams): FigureRow[] {
  const market = group.filter((cell) => cell.platform !== 'none');
  const total = market.reduce((sum, cell) => sum + cell.numerator, 0);
  const first = market.findIndex((cell) => cell.platform === params.first);
  const second = market.findIndex((cell) => cell.platform === params.second);
  const cell = market[0];
  if (!cell || total === 0) return [];
  const dimensions = Object.fromEntries(params.by.map((name) => [name, cell[name]]));
  if (first < 0 || second < 0) {
    const absent = first < 0 ? params.first : params.second;
    return [
      {
        ...dimensions,
        value: null,
        numerator: null,
        denominator: total,
        ciLow: null,
        ciHigh: null,
        flags: [
          refuse('REFUSED', `${absent} is not in this market: there is nothing to merge.`, {
            reason: 'PARTY_ABSENT',
            platform: absent,
          }),
        ],
      },
    ];
  }
  const { figures, screens } = screenMerger({
    sharesPoints: market.map((c) => (100 * c.numerator) / total),
    first,
    second,
  });
  const of = (id: string): ScreenResult | undefined => screens.find((s) => s.ruleSetId.startsWith(id));
  return [
    {
      ...dimensions,
      value: figures.deltaHhi,
      numerator: null,
      denominator: total,
      ciLow: null,
      ciHigh: null,
      preHhi: figures.preHhi,
      postHhi: figures.postHhi,
      firstRatio: (market[first]?.numerator ?? 0) / total,
      secondRatio: (market[second]?.numerator ?? 0) / total,
      combinedRatio: figures.combinedSharePoints / 100,
      euFlag: of('EU')?.flag ?? null,
      euRules: [...(of('EU')?.raisedBy ?? []), ...(of('EU')?.notes ?? [])],
      usFlag: of('US')?.flag ?? null,
      usRules: [...(of('US')?.raisedBy ?? []), ...(of('US')?.notes ?? [])],
      flags: market.some((c) => c.platform === 'other' || c.platform === 'unmatched')
        ? [
            note(
              'KNOWN_FRINGE',
              'Unknown services are counted as one firm here, which makes both indices an upper reading.',
              { reason: 'FRINGE_AS_ONE' },
            ),
          ]
        : [],
    },
  ];
}
