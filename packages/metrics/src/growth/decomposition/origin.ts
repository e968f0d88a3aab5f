import { AppError, type FigureRow } from '@vigie/kernel';
import { organicGrowth } from '@vigie/statistics';
import { emptyCoverage } from '../../frame/coverage.ts';
import type { FigureDraft } from '../../frame/definition.ts';
import { note, refuse } from '../../frame/flags.ts';
import { requirePlatform } from '../../frame/known-platforms.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { readNullableText, readNumber } from '../../frame/read-row.ts';
import { resolvePeriod } from '../../frame/resolve-period.ts';
import { date, text } from '../../frame/sql-text.ts';
import { ORIGIN_SQL } from '../../sql/origin.sql.ts';
import { resolveBase } from '../base-period.ts';
import type { DecompositionParams } from './definition.ts';

/** Organic against acquired growth in equipped practitioners (GR-5), around the purchase of one platform by another. */
export async function draftOrigin(context: MetricContext, params: DecompositionParams): Promise<FigureDraft> {
  if (params.acquired === undefined) {
    throw new AppError('BAD_INPUT', 'Organic and acquired growth need the platform that was bought.', {
      reason: 'MISSING_PARAMETER',
      where: { parameter: 'acquired' },
      cure: 'Give acquired, for instance acquired=epsilon.',
    });
  }
  const platform = params.platform ?? 'own';
  await requirePlatform(context, params.acquired, 'acquired');
  await requirePlatform(context, platform);
  const now = resolvePeriod(context.release, params);
  const base = resolveBase(now, params);
  const [row] = await context.query(ORIGIN_SQL, {
    date_from: date(now.from),
    date_to: date(now.to),
    base_from: date(base.from),
    base_to: date(base.to),
    of_platform: text(platform),
    acquired: text(params.acquired),
    in_departement: text(params.departement),
  });
  const startMonth = row ? readNullableText(row, 'start_month') : null;
  const endMonth = row ? readNullableText(row, 'end_month') : null;
  const counts =
    row && startMonth !== null && endMonth !== null
      ? {
          startCustomers: readNumber(row, 'start_customers'),
          acquiredCustomers: readNumber(row, 'acquired_customers'),
          endCustomers: readNumber(row, 'end_customers'),
          survivingAcquired: readNumber(row, 'surviving_acquired'),
        }
      : null;
  return {
    rows: counts ? originRows(counts) : [],
    flags: counts
      ? counts.acquiredCustomers === 0
        ? [
            note(
              'NO_BASE',
              `${params.acquired} equipped nobody in ${startMonth} who was not ${platform}'s already: there is nothing acquired to separate.`,
            ),
          ]
        : []
      : [refuse('REFUSED', 'The release holds no equipment panel in one of the two periods.', { reason: 'NO_PANEL' })],
    summary: { platform, acquired: params.acquired, startMonth, endMonth, ...counts },
    coverage: {
      ...emptyCoverage('practitioners'),
      rowsRead: counts ? counts.startCustomers + counts.endCustomers : 0,
      rowsCounted: counts ? counts.startCustomers + counts.endCustomers : 0,
      sources: ['equipment_panel'],
    },
    dimensions: ['component'],
    definition: 'M1_ONLINE_EQUIPPED',
    formula: 'GR-5',
    intervalMethod: 'none: every practitioner of the panel was counted (census)',
    period: {
      from: now.from,
      toExclusive: now.to,
      timeZone: 'Europe/Paris',
      countedBy: 'last panel month of each period',
    },
    choices: [
      { name: 'base', value: `${base.from} to ${base.to}`, note: `panel month ${startMonth ?? 'none'}` },
      { name: 'acquired', value: params.acquired, note: 'its practitioners at the start who were not the buyer’s' },
    ],
  };
}

type Counts = Parameters<typeof organicGrowth>[0];

const componentRow = (component: string, value: number | null, numerator: number, denominator: number): FigureRow => ({
  component,
  value,
  numerator,
  denominator,
  ciLow: null,
  ciHigh: null,
  flags: value === null ? [note('NO_BASE', 'There was no customer to start from.')] : [],
});

function originRows(counts: Counts): FigureRow[] {
  const growth = organicGrowth(counts);
  const { startCustomers: c0, acquiredCustomers: a0, endCustomers: c1, survivingAcquired: a1 } = counts;
  return [
    componentRow('total', growth.totalRatio, c1, c0),
    componentRow('organic', growth.organicRatio, c1 - a1, c0),
    componentRow('pro forma', growth.proFormaRatio, c1, c0 + a0),
    componentRow('acquired retention', growth.acquiredRetentionRatio, a1, a0),
  ];
}
