import type { Flag, FigureRow } from '@vigie/kernel';
import {
  binnedQuantile,
  binnedSurvivalAt,
  countOf,
  kaplanMeierOfBins,
  standardiseOwn,
  type BinnedStep,
  type DurationBin,
  type DurationStratum,
} from '@vigie/statistics';
import type { Row } from '@vigie/warehouse';
import { z } from 'zod';
import { emptyCoverage } from '../../frame/coverage.ts';
import { defineMetric, type FigureDraft } from '../../frame/definition.ts';
import { note, refuse } from '../../frame/flags.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { addDays, addMonths } from '../../frame/period.ts';
import { readNumber, readText } from '../../frame/read-row.ts';
import { date, text } from '../../frame/sql-text.ts';
import { DELAYS_SQL } from '../../sql/access-detail.sql.ts';
import { accessParams } from '../access-params.ts';
import { readExtent, requirePartner, resolveMonth } from '../sums/access-extent.ts';
import { monthParams } from '../sums/read-month-days.ts';

/** Indicators that are about a time, and the unit of that time. */
const TIMED = { 'CA-02': 'seconds', 'CA-05': 'ms', 'CA-09': 'seconds', 'CA-17': 'minutes' } as const;
/** A curve is drawn at no more points than this: those at which either side reaches the next half per cent. */
const MOST_POINTS = 400;

const delaysParams = z.object({
  partner: z.string().trim().toLowerCase().min(1).max(60).meta({
    description: 'The partner whose times stand beside the own ones.',
    fr: 'Le partenaire dont les temps figurent à côté des temps propres.',
  }),
  month: accessParams.month,
  kpi: z
    .preprocess(
      (v) => (typeof v === 'string' ? v.trim().toUpperCase() : v),
      z.enum(['CA-02', 'CA-05', 'CA-09', 'CA-17']),
    )
    .default('CA-02')
    .meta({
      description: 'Exposure lag (CA-02), latency (CA-05), change propagation (CA-09) or first answer (CA-17).',
      fr: 'Délai d’exposition (CA-02), latence (CA-05), propagation des changements (CA-09) ou première réponse (CA-17).',
    }),
});
type DelaysParams = z.infer<typeof delaysParams>;

export const accessDelays = defineMetric({
  id: 'access.delays',
  version: 1,
  title: { en: 'Distribution of delays, own against partner', fr: 'Distribution des délais, propre contre partenaire' },
  unit: 'ratio',
  formula:
    'share of cases done within a time = 1 − S(time), S by Kaplan–Meier; own weighted to the partner’s mix of endpoints or severities',
  source: 'Kaplan and Meier (1958); domain.md §3.5(f)',
  card: new URL('./card.md', import.meta.url),
  params: delaysParams,
  dimensions: [],
  columns: [
    { name: 'value', unit: 'volume', title: { en: 'Delay', fr: 'Délai' } },
    { name: 'ownShare', unit: 'ratio', title: { en: 'Own done', fr: 'Propre, faits' } },
    { name: 'partnerShare', unit: 'ratio', title: { en: 'Partner done', fr: 'Partenaire, faits' } },
  ],
  flags: ['NO_DATA', 'NO_EVENT'],
  compute: async (context, params) => draftDelays(context, params),
});

async function draftDelays(context: MetricContext, params: DelaysParams): Promise<FigureDraft> {
  const extent = await readExtent(context);
  requirePartner(extent, params.partner);
  const month = resolveMonth(extent, params.month);
  const rows = await context.query(DELAYS_SQL, {
    ...monthParams(month),
    of_partner: text(params.partner),
    of_kpi: text(params.kpi),
    known_to: date(addDays(extent.lastDay, 1)),
  });
  const strata = strataOf(rows);
  const { partner, own } = standardiseOwn(strata);
  const units = {
    own: countOf(strata.flatMap((one) => one.own)),
    partner: countOf(strata.flatMap((one) => one.partner)),
  };
  const curves = { own: kaplanMeierOfBins(own), partner: kaplanMeierOfBins(partner) };
  return {
    rows: pointsOf(curves).map((value) => delayRow(value, curves, units)),
    flags: flagsOf(units, { partner, own }),
    coverage: {
      ...emptyCoverage('cases timed'),
      rowsRead: units.own + units.partner,
      rowsCounted: units.own + units.partner,
      matchedRatio: units.own + units.partner > 0 ? 1 : null,
      sources: [params.kpi],
    },
    dimensions: [],
    definition: null,
    formula: 'share done within a time',
    intervalMethod: 'none: the curve is drawn; access.parity gives the interval of the quantile that is tested',
    period: {
      from: month,
      toExclusive: addMonths(month, 1),
      timeZone: params.kpi === 'CA-05' ? 'UTC' : 'Europe/Paris',
      countedBy: 'month in which the case began',
    },
    choices: [
      { name: 'rounding', value: 'three digits', note: 'times beyond 100 ms or 1,000 s are kept to three digits' },
      { name: 'points', value: String(MOST_POINTS), note: 'most points drawn per curve; quantiles come from all' },
    ],
    summary: {
      unit: TIMED[params.kpi],
      kpi: params.kpi,
      partner: params.partner,
      month: month.slice(0, 7),
      ownN: units.own,
      partnerN: units.partner,
      ...quantiles('own', curves.own),
      ...quantiles('partner', curves.partner),
      ownPending: pending(own),
      partnerPending: pending(partner),
    },
  };
}

function strataOf(rows: readonly Row[]): DurationStratum[] {
  const sides = Map.groupBy(rows, (row) => readText(row, 'side'));
  const partner = byStratum(sides.get('partner') ?? []);
  const own = byStratum(sides.get('own') ?? []);
  // A baseline that is one for all (exposure, changes) stands as "*": it is compared with the partner's cases as one.
  if (own.size === 1 && own.has('*')) return [{ partner: [...partner.values()].flat(), own: own.get('*') ?? [] }];
  return [...new Set([...partner.keys(), ...own.keys()])].map((key) => ({
    partner: partner.get(key) ?? [],
    own: own.get(key) ?? [],
  }));
}

function byStratum(rows: readonly Row[]): ReadonlyMap<string, DurationBin[]> {
  return new Map(
    [...Map.groupBy(rows, (row) => readText(row, 'stratum'))].map(([key, own]) => [
      key,
      own.map((row) => ({
        value: readNumber(row, 'value'),
        censored: row['censored'] === true,
        n: readNumber(row, 'n'),
      })),
    ]),
  );
}

/** Times at which a curve has fallen by another step of 1/200, so that a heavy tail is drawn as finely as the middle. */
function pointsOf(curves: { own: readonly BinnedStep[]; partner: readonly BinnedStep[] }): number[] {
  const points = [curves.own, curves.partner].flatMap((curve) => {
    let drawn = 1;
    return curve.flatMap((step, index) => {
      if (drawn - step.survival < 2 / MOST_POINTS && index < curve.length - 1) return [];
      drawn = step.survival;
      return [step.time];
    });
  });
  return [...new Set(points)].sort((left, right) => left - right);
}

function delayRow(
  value: number,
  curves: { own: readonly BinnedStep[]; partner: readonly BinnedStep[] },
  units: { own: number; partner: number },
): FigureRow {
  const share = (curve: readonly BinnedStep[], n: number): number | null =>
    n > 0 ? 1 - binnedSurvivalAt(curve, value).survival : null;
  return {
    value,
    numerator: null,
    denominator: null,
    ciLow: null,
    ciHigh: null,
    ownShare: share(curves.own, units.own),
    partnerShare: share(curves.partner, units.partner),
    flags: [],
  };
}

function quantiles(side: 'own' | 'partner', curve: readonly BinnedStep[]): Record<string, number | null> {
  return {
    [`${side}Median`]: binnedQuantile(curve, 0.5),
    [`${side}P95`]: binnedQuantile(curve, 0.95),
    [`${side}P99`]: binnedQuantile(curve, 0.99),
  };
}

function pending(bins: readonly DurationBin[]): number | null {
  const n = countOf(bins);
  return n > 0 ? countOf(bins.filter((bin) => bin.censored)) / n : null;
}

function flagsOf(
  units: { own: number; partner: number },
  bins: { own: readonly DurationBin[]; partner: readonly DurationBin[] },
): Flag[] {
  if (units.partner === 0 || units.own === 0) {
    const side = units.partner === 0 ? 'partner' : 'own channels';
    return [refuse('NO_DATA', `Nothing of the ${side} was timed in this month.`, { reason: 'NOTHING_TIMED' })];
  }
  const share = pending(bins.partner) ?? 0;
  if (share === 0) return [];
  return [
    note(
      'NO_EVENT',
      `${(100 * share).toFixed(1)} % of the partner’s cases had not happened when last seen: the curve ends below 1.`,
      { share },
    ),
  ];
}
