import type { Row } from '@vigie/warehouse';
import type { MetricContext } from '../../frame/metric-context.ts';
import { readNumber, readText } from '../../frame/read-row.ts';
import { number } from '../../frame/sql-text.ts';
import { REQUEST_DAYS_SQL } from '../../sql/access-days.sql.ts';
import { REQUEST_STRATA_SQL } from '../../sql/access-strata.sql.ts';
import { ACCESS_RULES } from '../evidence/access-rules.ts';
import type { RateDay, RateStratum, RateSums, StrataMerge, StratumKey } from '../evidence/kpi-sums.ts';
import { monthParams, readDispersionDays } from './read-month-days.ts';
import type { SumsSource } from './sums-source.ts';

/** CA-06, CA-08 and CA-18 stand on one statement of strata and one of days per month. */
export const requestRates = (kpi: 'CA-06' | 'CA-08' | 'CA-18'): SumsSource => ({
  kpi,
  witness: 'request',
  read: async (context, month) => {
    const strata = await readStrata(context, month);
    const days = await readDispersionDays(context, month, { sql: REQUEST_DAYS_SQL, keyOf: streamOf });
    const partners = [...strata].filter(([stream]) => stream.startsWith(`${kpi}|`));
    return new Map(
      partners.map(([stream, rows]) => [stream.slice(kpi.length + 1), sumsOf(rows, days.get(stream) ?? [])]),
    );
  },
});

const streamOf = (row: Row): string => `${readText(row, 'kpi')}|${readText(row, 'partner')}`;

async function readStrata(context: MetricContext, month: string): Promise<Map<string, Row[]>> {
  const rows = await context.query(REQUEST_STRATA_SQL, {
    ...monthParams(month),
    least_partner: number(ACCESS_RULES.leastPartnerUnits),
    least_own: number(ACCESS_RULES.leastOwnUnits),
  });
  return Map.groupBy(rows, streamOf);
}

function sumsOf(rows: readonly Row[], days: readonly Row[]): RateSums {
  return { kind: 'rates', strata: rows.map(stratumOf), days: rateDays(days), ...mergeOf(rows) };
}

function stratumOf(row: Row): RateStratum {
  return {
    key: keyOf(row),
    partner: { successes: readNumber(row, 'partner_successes'), trials: readNumber(row, 'partner_trials') },
    own: { successes: readNumber(row, 'own_successes'), trials: readNumber(row, 'own_trials') },
  };
}

export function keyOf(row: Row): StratumKey {
  const endpoint = readText(row, 'endpoint');
  return {
    specialty: readText(row, 'specialty'),
    departement: readText(row, 'departement'),
    visitKind: readText(row, 'visit_kind'),
    visitMode: readText(row, 'visit_mode'),
    dayType: readText(row, 'day_type'),
    hourBand: readText(row, 'hour_band'),
    ...(endpoint === '*' ? {} : { endpoint }),
  };
}

function mergeOf(rows: readonly Row[]): { merge?: StrataMerge } {
  const facing = rows.filter((row) => readNumber(row, 'partner_trials') > 0);
  const compared = facing.filter((row) => readNumber(row, 'own_trials') > 0);
  const merged = compared.filter((row) => readNumber(row, 'level') > 0);
  if (merged.length === 0 && compared.length === facing.length) return {};
  return {
    merge: {
      cells: total(facing, 'cells'),
      mergedCells: total(merged, 'cells'),
      strata: compared.length,
      mergedUnits: total(merged, 'partner_trials'),
      uncomparedUnits: total(facing, 'partner_trials') - total(compared, 'partner_trials'),
    },
  };
}

const total = (rows: readonly Row[], name: string): number => rows.reduce((sum, row) => sum + readNumber(row, name), 0);

/** V of each day at its month's own difference, so that the days of a month add up to V of the month. */
export function rateDays(rows: readonly Row[]): RateDay[] {
  const months = Map.groupBy(rows, (row) => readText(row, 'day').slice(0, 7));
  return [...months.values()].flatMap((month) => {
    const weight = total(month, 'weight');
    const difference = weight > 0 ? total(month, 'gap') / weight : 0;
    return month.map((row) => ({
      day: readText(row, 'day'),
      gap: readNumber(row, 'gap'),
      weight: readNumber(row, 'weight'),
      variance: difference * readNumber(row, 'variance_slope') + readNumber(row, 'variance_base'),
    }));
  });
}
