import type { Row } from '@vigie/warehouse';
import { addDays } from '../../frame/period.ts';
import { readNumber, readText } from '../../frame/read-row.ts';
import { date } from '../../frame/sql-text.ts';
import { TICKETS_SQL } from '../../sql/access-lags.sql.ts';
import type { LagBin, LagSums } from '../evidence/kpi-sums.ts';
import { readExtent } from './access-extent.ts';
import { monthParams } from './read-month-days.ts';
import type { SumsSource } from './sums-source.ts';

/** CA-17: minutes to the first answer of the tickets opened in the month, by severity, against the platform's own tickets. */
export const support: SumsSource = {
  kpi: 'CA-17',
  witness: null,
  read: async (context, month) => {
    const { lastDay } = await readExtent(context);
    const rows = await context.query(TICKETS_SQL, { ...monthParams(month), known_to: date(addDays(lastDay, 1)) });
    const byRequester = Map.groupBy(rows, (row) => readText(row, 'requester'));
    const own = bySeverity(byRequester.get('own') ?? []);
    return new Map(
      [...byRequester].flatMap(([partner, tickets]) =>
        partner === 'own' ? [] : [[partner, sumsOf(tickets, own)] as const],
      ),
    );
  },
};

function sumsOf(tickets: readonly Row[], own: ReadonlyMap<string, LagBin[]>): LagSums {
  const total = (name: string): number => tickets.reduce((acc, row) => acc + readNumber(row, name), 0);
  return {
    kind: 'lags',
    partner: [],
    own: [],
    strata: [...bySeverity(tickets)].map(([key, partner]) => ({ key, partner, own: own.get(key) ?? [] })),
    beside: [{ name: 'resolved', own: null, partner: total('resolved') / total('n'), unit: 'ratio' }],
  };
}

function bySeverity(rows: readonly Row[]): ReadonlyMap<string, LagBin[]> {
  return new Map(
    [...Map.groupBy(rows, (row) => readText(row, 'severity'))]
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([severity, tickets]) => [
        severity,
        tickets.map((row) => ({
          value: readNumber(row, 'minutes'),
          censored: row['censored'] === true,
          n: readNumber(row, 'n'),
        })),
      ]),
  );
}
