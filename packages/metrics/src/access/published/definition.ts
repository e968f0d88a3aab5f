import type { FigureRow } from '@vigie/kernel';
import type { Row } from '@vigie/warehouse';
import { z } from 'zod';
import { emptyCoverage } from '../../frame/coverage.ts';
import { defineMetric, type FigureDraft } from '../../frame/definition.ts';
import { refuse, warn } from '../../frame/flags.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { periodParams } from '../../frame/params.ts';
import { addDays, startOf } from '../../frame/period.ts';
import { readNullableNumber, readNullableText, readNumber, readText } from '../../frame/read-row.ts';
import { resolvePeriod } from '../../frame/resolve-period.ts';
import { date, text } from '../../frame/sql-text.ts';
import { PUBLISHED_SQL } from '../../sql/access-published.sql.ts';
import { accessParams } from '../access-params.ts';
import { readExtent, requirePartner } from '../sums/access-extent.ts';

const publishedParams = z.object({
  from: periodParams.from.meta({
    description: 'First day (UTC). Default: the last quarter with access data, as far as it goes.',
    fr: 'Premier jour (UTC). Par défaut : le dernier trimestre avec des données d’accès.',
  }),
  to: periodParams.to,
  partner: accessParams.partner.meta({
    description: 'Only this partner beside the interfaces as a whole.',
    fr: 'Ce partenaire seulement, à côté des interfaces entières.',
  }),
});
type PublishedParams = z.infer<typeof publishedParams>;

/** Open Banking UK: uptime of a quarter. */
const QUARTER_FLOOR = 99.5;

export const accessPublished = defineMetric({
  id: 'access.published',
  version: 1,
  title: { en: 'Published daily statistics of interfaces', fr: 'Statistiques quotidiennes publiées des interfaces' },
  unit: 'ratio',
  formula:
    'uptime % = 100 − 100 × seconds down ÷ 86,400 per UTC day; mean milliseconds to the last byte; platform errors ÷ requests',
  source: 'EBA/GL/2018/07, guidelines 2.2–2.4 and 3; domain.md §3.4',
  card: new URL('./card.md', import.meta.url),
  params: publishedParams,
  dimensions: ['day', 'interface', 'partner'],
  columns: [
    { name: 'uptimePercent', unit: 'volume', title: { en: 'Uptime, %', fr: 'Disponibilité, %' } },
    { name: 'downSeconds', unit: 'count', title: { en: 'Seconds down', fr: 'Secondes d’arrêt' } },
    { name: 'meanMs', unit: 'volume', title: { en: 'Mean ms', fr: 'ms, moyenne' } },
    { name: 'errorRatio', unit: 'ratio', title: { en: 'Error rate', fr: 'Taux d’erreur' } },
    { name: 'requests', unit: 'count', title: { en: 'Requests', fr: 'Requêtes' } },
  ],
  flags: ['EMPTY_DENOMINATOR', 'REFUSED'],
  compute: async (context, params) => draftPublished(context, params),
});

async function draftPublished(context: MetricContext, params: PublishedParams): Promise<FigureDraft> {
  const extent = await readExtent(context);
  requirePartner(extent, params.partner);
  const period =
    params.from === undefined && params.to === undefined
      ? { from: startOf(extent.lastDay, 'quarter'), to: addDays(extent.lastDay, 1) }
      : resolvePeriod(context.release, params);
  const result = await context.query(PUBLISHED_SQL, {
    date_from: date(period.from),
    date_to: date(period.to),
    of_partner: text(params.partner),
  });
  const rows = result.map(publishedRow);
  const requests = rows.reduce((acc, row) => acc + (row['partner'] === '' ? Number(row['requests']) : 0), 0);
  return {
    rows,
    flags:
      rows.length === 0
        ? [
            refuse('REFUSED', 'No request was logged in this period, so there is nothing to publish.', {
              reason: 'NO_REQUEST',
            }),
          ]
        : [],
    coverage: {
      ...emptyCoverage('requests'),
      rowsRead: requests,
      rowsCounted: requests,
      matchedRatio: requests > 0 ? 1 : null,
      sources: ['api_request'],
    },
    dimensions: ['day', 'interface', 'partner'],
    definition: null,
    formula: 'seconds not down ÷ 86,400',
    intervalMethod: 'none: every request of the day was counted (census)',
    period: { from: period.from, toExclusive: period.to, timeZone: 'UTC', countedBy: 'UTC day of the request' },
    choices: [
      {
        name: 'outageRule',
        value: '5 within 30 s',
        note: 'down from the first of five consecutive unanswered requests within 30 s until the next answered one; planned maintenance counts',
      },
    ],
    summary: summaryOf(rows),
  };
}

/** `partner` empty: the interface as a whole. */
function publishedRow(row: Row): FigureRow {
  const requests = readNumber(row, 'requests');
  const uptimePercent = requests > 0 ? readNumber(row, 'uptime_percent') : null;
  return {
    day: readText(row, 'day'),
    interface: readText(row, 'interface'),
    partner: readNullableText(row, 'partner') ?? '',
    value: uptimePercent === null ? null : uptimePercent / 100,
    numerator: 86_400 - readNumber(row, 'down_seconds'),
    denominator: 86_400,
    ciLow: null,
    ciHigh: null,
    uptimePercent,
    downSeconds: readNumber(row, 'down_seconds'),
    meanMs: readNullableNumber(row, 'mean_ms'),
    errorRatio: readNullableNumber(row, 'error_ratio'),
    requests,
    flags:
      requests > 0
        ? []
        : [warn('EMPTY_DENOMINATOR', 'Nobody asked that day, so nobody knows whether the interface was up.')],
  };
}

/** Mean uptime over the days of each interface and partner, against the quarter's floor. */
function summaryOf(rows: readonly FigureRow[]): Record<string, number | string> {
  const streams = Map.groupBy(rows, (row) => [row['interface'], row['partner']].filter(Boolean).join(' '));
  const means = [...streams].flatMap(([stream, days]) => {
    const known = days.flatMap((row) => (typeof row['uptimePercent'] === 'number' ? [row['uptimePercent']] : []));
    return known.length === 0 ? [] : [[stream, known.reduce((acc, value) => acc + value, 0) / known.length] as const];
  });
  const below = means.filter(([, mean]) => mean < QUARTER_FLOOR).map(([stream]) => stream);
  return {
    days: new Set(rows.map((row) => row['day'])).size,
    floorPercent: QUARTER_FLOOR,
    belowFloor: below.join(', '),
    ...Object.fromEntries(means.map(([stream, mean]) => [`uptime ${stream}`, mean])),
  };
}
