import { AppError, type Figure, type FigureRow } from '@vigie/kernel';
import type { MonitorLevel } from '@vigie/statistics';
import { z } from 'zod';
import { emptyCoverage } from '../../frame/coverage.ts';
import { defineMetric, type FigureDraft } from '../../frame/definition.ts';
import { note, warn } from '../../frame/flags.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { addDays, addMonths } from '../../frame/period.ts';
import { readDecidedMonth } from '../decide/read-month.ts';
import { ACCESS_RULES } from '../evidence/access-rules.ts';
import { INDICATORS } from '../indicators.ts';
import { readExtent, requirePartner, type AccessExtent } from '../sums/access-extent.ts';
import { levelsOf, listOfTheDay, readBoard, type Board } from './board.ts';
import { monitorColumns } from './monitor-columns.ts';
import { bothCode } from './sentence.ts';
import { CLOSING_DAYS, MONITOR_RULES, MONITORED, type Stream, type StreamPoint } from './streams.ts';

const monitorParams = z.object({
  partner: z.string().trim().toLowerCase().min(1).max(60).meta({
    description: 'The partner.',
    fr: 'Le partenaire.',
  }),
  kpi: z
    .preprocess((v) => (typeof v === 'string' ? v.trim().toUpperCase() : v), z.enum(MONITORED))
    .meta({
      description: 'The indicator: those whose outcomes close day by day.',
      fr: 'L’indicateur : ceux dont les résultats sont connus jour par jour.',
    }),
  year: z.coerce.number().int().min(2000).max(2100).optional().meta({
    description: 'The year; evidence starts anew on 1 January. Default: the last one with access data.',
    fr: 'L’année ; les preuves repartent de zéro au 1er janvier. Par défaut : la dernière avec des données d’accès.',
  }),
});
type MonitorParams = z.infer<typeof monitorParams>;

export const accessMonitor = defineMetric({
  id: 'access.monitor',
  version: 1,
  title: { en: 'Evidence over the year, day by day', fr: 'Preuves sur l’année, jour par jour' },
  unit: 'ratio',
  formula:
    'ln E: tilted e-process of stratum × day, averaged over ψ, groups and monthly restarts, exponents divided by φ; confidence sequence RD ± b(V)/W',
  source: 'domain-sequential.md S1',
  card: new URL('./card.md', import.meta.url),
  params: monitorParams,
  dimensions: ['day'],
  columns: monitorColumns,
  flags: ['NO_DATA', 'CLUSTERED', 'REFUSED'],
  compute: async (context, params) => draftMonitor(context, params),
});

async function draftMonitor(context: MetricContext, params: MonitorParams): Promise<FigureDraft> {
  const extent = await readExtent(context);
  requirePartner(extent, params.partner);
  const year = resolveYear(extent, params.year);
  const board = await readBoard(context, year);
  const stream = board.streams.find((s) => s.kpi === params.kpi && s.partner === params.partner);
  const points = stream?.points ?? [];
  const levels = levelsOf(points, board.alarmStreams);
  const gaps = points.filter((point) => point.isGap).length;
  const dispersion = points.at(-1)?.dispersion ?? 1;
  return {
    rows: points.map((point, index) => pointRow(point, levels[index] ?? 'QUIET')),
    flags: [
      ...(stream === undefined || gaps === points.length
        ? [
            warn('NO_DATA', `The release holds nothing of ${params.partner} for ${params.kpi} in ${year}.`, {
              reason: 'NO_STREAM',
              kpi: params.kpi,
              party: params.partner,
              year,
            }),
          ]
        : []),
      ...(dispersion > 1
        ? [
            note(
              'CLUSTERED',
              `Outcomes come in bunches: φ = ${dispersion.toFixed(2)} this month. Evidence and sequence allow for it, which makes them asymptotic.`,
              { dispersion },
            ),
          ]
        : []),
    ],
    coverage: {
      ...emptyCoverage('closed days'),
      rowsRead: points.length,
      rowsCounted: points.length - gaps,
      leftOut: gaps > 0 ? [{ reason: 'gap_in_the_feed', rows: gaps }] : [],
      matchedRatio: points.length > 0 ? 1 : null,
      sources: [params.kpi],
    },
    dimensions: ['day'],
    definition: null,
    formula: 'ln E of the year and of its month; difference partner − own since 1 January',
    intervalMethod:
      'confidence sequence, 95 % on all days of the year together; it is wider than an interval of one day',
    period: {
      from: `${year}-01-01`,
      toExclusive: addDays(points.at(-1)?.day ?? `${year}-01-01`, 1),
      timeZone: 'Europe/Paris',
      countedBy: 'day of the request or reading (UTC for technical indicators, Paris for the others)',
    },
    choices: choicesOf(board, stream, params),
    summary: await summaryOf(context, { extent, board, stream, levels, params }),
  };
}

function pointRow(point: StreamPoint, level: MonitorLevel): FigureRow {
  return {
    day: point.day,
    value: point.lnEvidence,
    numerator: null,
    denominator: null,
    ciLow: point.csLow,
    ciHigh: point.csHigh,
    lnEvidence: point.lnEvidence,
    level,
    difference: point.difference,
    csLow: point.csLow,
    csHigh: point.csHigh,
    monthLnEvidence: point.monthLnEvidence,
    dispersion: point.dispersion,
    flags: point.isGap
      ? [
          note('NO_DATA', 'Nothing to compare was read that day: it counts as no evidence.', {
            reason: 'GAP',
            day: point.day,
          }),
        ]
      : [],
  };
}

function resolveYear(extent: AccessExtent, asked: number | undefined): string {
  const years = [...new Set(extent.months.map((month) => month.slice(0, 4)))];
  const year = asked === undefined ? (years.at(-1) ?? '') : String(asked);
  if (years.includes(year)) return year;
  throw new AppError('NOT_FOUND', `The release holds no access data for ${year}.`, {
    reason: 'NO_SUCH_YEAR',
    where: { parameter: 'year' },
    cure: `It holds ${years.join(', ')}.`,
  });
}

function choicesOf(board: Board, stream: Stream | undefined, { kpi }: MonitorParams): FigureDraft['choices'] {
  return [
    {
      name: 'streams',
      value: String(board.alarmStreams),
      note: 'm: monitored indicators × partners known on 1 January; ALARM at m/0.05',
    },
    {
      name: 'groups',
      value: String(stream?.groups ?? 0),
      note: 'over which the local half of the evidence is averaged',
    },
    {
      name: 'closing',
      value: `${CLOSING_DAYS[kpi]} d`,
      note: 'days after which a day closes, the same for both sides',
    },
    { name: 'dispersion', value: stream?.dispersionFrom ?? 'NONE', note: 'where φ of the last month comes from' },
    { name: 'monitorRules', value: `v${MONITOR_RULES.version}`, note: 'strata, groups and burn-in of the monitor' },
  ];
}

async function summaryOf(
  context: MetricContext,
  of: {
    readonly extent: AccessExtent;
    readonly board: Board;
    readonly stream: Stream | undefined;
    readonly levels: readonly MonitorLevel[];
    readonly params: MonitorParams;
  },
): Promise<Figure['summary']> {
  const { board, stream, levels, params } = of;
  const points = stream?.points ?? [];
  const last = points.at(-1);
  const firstDay = (reached: (level: MonitorLevel) => boolean): string | null =>
    points[levels.findIndex(reached)]?.day ?? null;
  const closed = of.extent.months
    .filter(
      (month) => month >= `${board.calendar.year}-01-01` && addDays(addMonths(month, 1), -1) <= board.calendar.lastDay,
    )
    .at(-1);
  const month = closed === undefined ? null : await readDecidedMonth(context, closed, of.extent, params);
  const margin = INDICATORS.find((indicator) => indicator.id === params.kpi)?.margin ?? 0;
  const level = levels.at(-1) ?? 'QUIET';
  const listed = listOfTheDay(board);
  return {
    day: last?.day ?? null,
    level,
    watchOn: firstDay((l) => l !== 'QUIET'),
    alarmOn: firstDay((l) => l === 'ALARM'),
    streams: board.alarmStreams,
    watchLnEvidence: Math.log(20),
    alarmLnEvidence: Math.log(board.alarmStreams / ACCESS_RULES.significance),
    month: closed?.slice(0, 7) ?? null,
    monthStatus: month?.status ?? null,
    monthQ: month?.q ?? null,
    sentence: last && month ? bothCode({ ...month, level, csLow: last.csLow, csHigh: last.csHigh, margin }) : null,
    margin,
    listed: listed.some((s) => s === stream),
    listedOfPartner: listed
      .filter((s) => s.partner === params.partner)
      .map((s) => s.kpi)
      .join(','),
    listSize: listed.length,
  };
}
