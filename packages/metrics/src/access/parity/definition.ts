import type { Figure } from '@vigie/kernel';
import { z } from 'zod';
import { emptyCoverage } from '../../frame/coverage.ts';
import { defineMetric, type FigureDraft } from '../../frame/definition.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { addMonths } from '../../frame/period.ts';
import { distinctFlags } from '../../market/share/definition.ts';
import { accessParams, indicatorsWith, marginsParam, monthsParam, parseMargins } from '../access-params.ts';
import { decideMonths } from '../decide/read-month.ts';
import { ACCESS_RULES } from '../evidence/access-rules.ts';
import { INDICATORS_VERSION } from '../indicators.ts';
import type { KpiRow } from '../kpi-row.ts';
import { readExtent, requirePartner, resolveMonth } from '../sums/access-extent.ts';
import { figureRow, kpiRows } from './kpi-rows.ts';
import { parityColumns } from './parity-columns.ts';

const parityParams = z.object({ ...accessParams, ...monthsParam, ...marginsParam });
type ParityParams = z.infer<typeof parityParams>;

export const accessParity = defineMetric({
  id: 'access.parity',
  version: 1,
  title: { en: 'Access parity by indicator and partner', fr: 'Parité d’accès par indicateur et partenaire' },
  unit: 'ratio',
  formula:
    'effect = partner − own, like for like (Mantel–Haenszel over strata for rates; negative = partner worse); status by the ordered rule over the month’s family of tests',
  source: 'domain.md §3.2–§3.6, domain-sequential.md S1.6, S3',
  card: new URL('./card.md', import.meta.url),
  params: parityParams,
  dimensions: ['month', 'kpi', 'partner'],
  columns: parityColumns,
  flags: [
    'MEASUREMENT_FAILURE',
    'DUPLICATE_LISTING',
    'UNALIGNED',
    'NO_DATA',
    'NO_EVENT',
    'STRATA_MERGED',
    'HETEROGENEOUS',
    'CLUSTERED',
    'SMALL_SAMPLE',
    'REFUSED',
  ],
  compute: async (context, params) => draftParity(context, params),
});

async function draftParity(context: MetricContext, params: ParityParams): Promise<FigureDraft> {
  const extent = await readExtent(context);
  requirePartner(extent, params.partner);
  const month = resolveMonth(extent, params.month);
  const indicators = indicatorsWith(params.margins);
  const asked = extent.months.filter((m) => m <= month).slice(-params.months);
  const decided = await decideMonths(context, asked, { extent, indicators });
  const all = decided.flatMap((one) => kpiRows({ ...one, indicators }));
  const rows = all.filter(
    (row) =>
      (params.partner === undefined || row.partner === params.partner) &&
      (params.kpi === undefined || row.kpi === params.kpi),
  );
  const last = month.slice(0, 7);
  return {
    rows: rows.map((row) => figureRow(row.month === last ? row : { ...row, strata: [], beside: [] })),
    flags: distinctFlags(rows.flatMap((row) => row.flags.filter((flag) => flag.severity !== 'note'))),
    coverage: coverageOf(rows),
    dimensions: ['month', 'kpi', 'partner'],
    definition: null,
    formula: 'partner − own like for like; negative = partner worse',
    intervalMethod:
      '90 %, two-sided: Sato over strata, Newcombe in one, Wilson for recall, Clopper–Pearson for counts; half-widths × √φ',
    period: {
      from: asked[0] ?? month,
      toExclusive: addMonths(month, 1),
      timeZone: 'Europe/Paris',
      countedBy: 'day of the request or reading (UTC for technical indicators, Paris for the others)',
    },
    choices: choicesOf(rows, params),
    summary: summaryOf(
      all.filter((row) => row.month === last),
      params,
    ),
  };
}

function coverageOf(rows: readonly KpiRow[]): FigureDraft['coverage'] {
  const read = rows.reduce((sum, row) => sum + row.partnerN, 0);
  const alone = rows.reduce((sum, row) => sum + mergeFact(row, 'uncomparedUnits'), 0);
  return {
    ...emptyCoverage('units of the partners, over all indicators'),
    rowsRead: read,
    rowsCounted: read - alone,
    leftOut: alone > 0 ? [{ reason: 'no_own_unit_to_compare', rows: alone }] : [],
    matchedRatio: read > 0 ? 1 : null,
    sources: [...new Set(rows.filter((row) => row.partnerN > 0).map((row) => row.kpi))],
  };
}

function mergeFact(row: KpiRow, name: string): number {
  const fact = row.flags.find((flag) => flag.code === 'STRATA_MERGED')?.facts[name];
  return typeof fact === 'number' ? fact : 0;
}

function choicesOf(rows: readonly KpiRow[], params: ParityParams): FigureDraft['choices'] {
  const merged = rows.filter((row) => row.flags.some((flag) => flag.code === 'STRATA_MERGED'));
  const overrides = [...parseMargins(params.margins)].map(([kpi, margin]) => `${kpi}=${margin}`).join(',');
  return [
    {
      name: 'margins',
      value: overrides === '' ? `v${INDICATORS_VERSION}` : `v${INDICATORS_VERSION} with ${overrides}`,
      note: 'materiality margins per indicator',
    },
    { name: 'accessRules', value: `v${ACCESS_RULES.version}`, note: 'strata, dispersion and measurement thresholds' },
    {
      name: 'strata',
      value: merged.length === 0 ? 'as they came' : 'merged upward',
      note:
        merged
          .map(
            (row) =>
              `${row.kpi} ${row.partner}: ${mergeFact(row, 'mergedCells')} of ${mergeFact(row, 'cells')} cells merged, ${mergeFact(row, 'strata')} strata`,
          )
          .join('; ') || 'no sparse stratum',
    },
  ];
}

/** Of the month asked for. A partner's figure counts its own statuses only; the size of the family is everybody's, since q depends on it. */
function summaryOf(month: readonly KpiRow[], { partner }: ParityParams): Figure['summary'] {
  const rows = partner === undefined ? month : month.filter((row) => row.partner === partner);
  const count = (status: string | null): number => rows.filter((row) => row.status === status).length;
  const red = rows.filter((row) => row.status === 'RED').map((row) => row.partner);
  return {
    month: month[0]?.month ?? null,
    familySize: month.filter((row) => row.q !== null).length,
    red: count('RED'),
    amber: count('AMBER'),
    green: count('GREEN'),
    insufficient: count('INSUFFICIENT'),
    inconclusive: count('INCONCLUSIVE'),
    noVerdict: count(null),
    redPartners: [...new Set(red)].join(','),
  };
}
