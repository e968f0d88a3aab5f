import type { Row } from '@vigie/warehouse';
import { readNumber, readText } from '../../frame/read-row.ts';
import { number } from '../../frame/sql-text.ts';
import { CHANGE_LAGS_SQL, EXPOSURE_CELLS_SQL, EXPOSURE_LAGS_SQL } from '../../sql/access-lags.sql.ts';
import type { LagBin, LagStratum, LagSums, RateStratum } from '../evidence/kpi-sums.ts';
import { indicatorsWith } from '../access-params.ts';
import { monthParams } from './read-month-days.ts';
import type { SumsSource } from './sums-source.ts';

/** Lag between own web and own app: what the platform does to itself. */
const BASELINE = 'own_web_app';

/** CA-02: lags of slots on the partner, held against the lags between the own web and app. */
export const exposureLags: SumsSource = {
  kpi: 'CA-02',
  witness: 'exposure',
  read: async (context, month) => {
    const limit = indicatorsWith(undefined).find((one) => one.id === 'CA-02')?.margin ?? 60;
    const bins = Map.groupBy(await context.query(EXPOSURE_LAGS_SQL, monthParams(month)), comparisonOf);
    const cells = Map.groupBy(
      await context.query(EXPOSURE_CELLS_SQL, { ...monthParams(month), limit_seconds: number(limit) }),
      comparisonOf,
    );
    const own = binsByStratum(bins.get(BASELINE) ?? []);
    const ownCells = new Map((cells.get(BASELINE) ?? []).map((row) => [cellOf(row), countsOf(row)]));
    return new Map(
      [...bins].flatMap(([comparison, rows]) =>
        comparison === BASELINE
          ? []
          : [
              [
                comparison,
                {
                  kind: 'lags',
                  partner: [],
                  own: [],
                  strata: [...binsByStratum(rows)].map(([key, partner]) => ({
                    key,
                    partner,
                    own: own.get(key) ?? [],
                  })),
                  cells: (cells.get(comparison) ?? []).map((row) => cellSums(row, ownCells)),
                  partnerFirst: rows.reduce((acc, row) => acc + readNumber(row, 'partner_first'), 0),
                } satisfies LagSums,
              ] as const,
            ],
      ),
    );
  },
};

const OWN = 'own';
const DIRECTIONS = ['OWN_TO_PARTNER', 'PARTNER_TO_OWN'];

/** CA-09: how long a cancellation or move takes to the other side, each direction against own app ↔ own web. */
export const changeLags: SumsSource = {
  kpi: 'CA-09',
  witness: null,
  read: async (context, month) => {
    const rows = Map.groupBy(await context.query(CHANGE_LAGS_SQL, monthParams(month)), comparisonOf);
    const own = binsOf(rows.get(OWN) ?? []);
    return new Map(
      [...rows].flatMap(([partner, changes]) =>
        partner === OWN ? [] : [[partner, directionSums(changes, own)] as const],
      ),
    );
  },
};

function directionSums(rows: readonly Row[], own: readonly LagBin[]): LagSums {
  const byDirection = Map.groupBy(rows, (row) => readText(row, 'direction'));
  const strata: LagStratum[] = DIRECTIONS.flatMap((key) => {
    const changes = byDirection.get(key);
    return changes === undefined ? [] : [{ key, partner: binsOf(changes), own }];
  });
  return { kind: 'lags', partner: [], own: [], strata };
}

function comparisonOf(row: Row): string {
  return readText(row, 'comparison');
}

function binsOf(rows: readonly Row[]): LagBin[] {
  const bins = new Map<string, LagBin>();
  for (const row of rows) {
    const bin = { value: readNumber(row, 'seconds'), censored: row['censored'] === true, n: readNumber(row, 'n') };
    const key = `${bin.value}|${bin.censored}`;
    bins.set(key, { ...bin, n: bin.n + (bins.get(key)?.n ?? 0) });
  }
  return [...bins.values()];
}

function binsByStratum(rows: readonly Row[]): ReadonlyMap<string, LagBin[]> {
  return new Map([...Map.groupBy(rows, (row) => readText(row, 'stratum'))].map(([key, own]) => [key, binsOf(own)]));
}

function cellOf(row: Row): string {
  return `${readText(row, 'specialty')}|${readText(row, 'departement')}`;
}

function countsOf(row: Row): RateStratum['own'] {
  return { successes: readNumber(row, 'within_limit'), trials: readNumber(row, 'trials') };
}

function cellSums(row: Row, own: ReadonlyMap<string, RateStratum['own']>): RateStratum {
  return {
    key: {
      specialty: readText(row, 'specialty'),
      departement: readText(row, 'departement'),
      visitKind: '*',
      visitMode: '*',
      dayType: '*',
      hourBand: '*',
    },
    partner: countsOf(row),
    own: own.get(cellOf(row)) ?? { successes: 0, trials: 0 },
  };
}
