import type { Row } from '@vigie/warehouse';
import type { MetricContext } from '../../frame/metric-context.ts';
import { addMonths } from '../../frame/period.ts';
import { readNumber, readText } from '../../frame/read-row.ts';
import { VISIBILITY_SQL } from '../../sql/access-days.sql.ts';
import { ACCESS_RULES } from '../evidence/access-rules.ts';
import type { PairedSums } from '../evidence/kpi-sums.ts';
import { monthParams } from './read-month-days.ts';
import type { SumsSource } from './sums-source.ts';

/** CA-01: slots × days listed to both sides, to own channels only, to the partner only. */
export const visibility: SumsSource = {
  kpi: 'CA-01',
  witness: 'probe',
  read: async (context, month) => {
    const own = await readVisibility(context, month);
    const before = await Promise.all(
      Array.from({ length: ACCESS_RULES.dispersionMonths }, (_, index) =>
        readVisibility(context, addMonths(month, index - ACCESS_RULES.dispersionMonths)),
      ),
    );
    return new Map(
      [...own].map(([partner, sums]) => {
        const closed = before.flatMap((earlier) => earlier.get(partner)?.days ?? []);
        return [partner, { ...sums, days: closed.length >= FEWEST_DAYS ? closed : [...closed, ...sums.days] }];
      }),
    );
  },
};

const FEWEST_DAYS = 14;

/** One month of every partner: strata, and its own days. */
export async function readVisibility(context: MetricContext, month: string): Promise<ReadonlyMap<string, PairedSums>> {
  const rows = await context.query(VISIBILITY_SQL, monthParams(month));
  return new Map([...Map.groupBy(rows, (row) => readText(row, 'partner'))].map(([p, own]) => [p, sumsOf(own)]));
}

function sumsOf(rows: readonly Row[]): PairedSums {
  return {
    kind: 'paired',
    strata: rows
      .filter((row) => row['day'] === null)
      .map((row) => ({
        key: {
          specialty: readText(row, 'specialty'),
          departement: readText(row, 'region'),
          visitKind: '*',
          visitMode: '*',
          dayType: '*',
          hourBand: '*',
        },
        ...pairsOf(row),
      })),
    days: rows.filter((row) => row['day'] !== null).map((row) => ({ day: readText(row, 'day'), ...pairsOf(row) })),
  };
}

const pairsOf = (row: Row): { both: number; ownOnly: number; partnerOnly: number } => ({
  both: readNumber(row, 'seen_by_both'),
  ownOnly: readNumber(row, 'own_only'),
  partnerOnly: readNumber(row, 'partner_only'),
});
