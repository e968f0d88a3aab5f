import type { Row } from '@vigie/warehouse';
import { readNumber, readText } from '../../frame/read-row.ts';
import { EXCLUSIVE_SQL, RANK_SQL } from '../../sql/access-clusters.sql.ts';
import type { ClusterSums } from '../evidence/kpi-sums.ts';
import { monthParams } from './read-month-days.ts';
import type { SumsSource } from './sums-source.ts';

/** CA-03: seconds free on own channels and hidden from the partner, by practitioner (or group of whole practitioners beyond 4,096). */
export const exclusiveWindows: SumsSource = {
  kpi: 'CA-03',
  witness: 'exposure',
  read: async (context, month) => {
    const rows = await context.query(EXCLUSIVE_SQL, monthParams(month));
    return new Map(
      [...Map.groupBy(rows, (row) => readText(row, 'partner'))].map(([partner, own]) => [
        partner,
        {
          kind: 'clusters',
          practitioners: { own: null, partner: practitionersOf(own) },
          clusters: own.map((row) => ({
            cluster: readText(row, 'cluster'),
            stratum: row['is_near'] === true ? 'NEAR' : 'FAR',
            side: 'partner',
            numerator: readNumber(row, 'hidden'),
            denominator: readNumber(row, 'free'),
          })),
        } satisfies ClusterSums,
      ]),
    );
  },
};

/** CA-11: exposure and listings of partner-managed and own-managed practitioners. */
export const rankExposures: SumsSource = {
  kpi: 'CA-11',
  witness: 'search',
  read: async (context, month) => {
    const rows = Map.groupBy(await context.query(RANK_SQL, monthParams(month)), (row) => readText(row, 'party'));
    const ownRows = rows.get('own') ?? [];
    const own = ownRows.map((row) => listed(row, 'own'));
    return new Map(
      [...rows].flatMap(([partner, managed]) =>
        partner === 'own'
          ? []
          : [
              [
                partner,
                {
                  kind: 'clusters',
                  practitioners: { own: practitionersOf(ownRows), partner: practitionersOf(managed) },
                  clusters: [...own, ...managed.map((row) => listed(row, 'partner'))],
                } satisfies ClusterSums,
              ] as const,
            ],
      ),
    );
  },
};

function practitionersOf(rows: readonly Row[]): number {
  const [first] = rows;
  return first === undefined ? 0 : readNumber(first, 'practitioners');
}

function listed(row: Row, side: 'own' | 'partner'): ClusterSums['clusters'][number] {
  return {
    cluster: readText(row, 'cluster'),
    stratum: readText(row, 'stratum'),
    side,
    numerator: readNumber(row, 'exposure'),
    denominator: readNumber(row, 'listings'),
  };
}
