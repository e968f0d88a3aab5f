import type { Row } from '@vigie/warehouse';
import { readNumber, readText } from '../../frame/read-row.ts';
import { THROTTLE_DAYS_SQL } from '../../sql/access-days.sql.ts';
import type { EventSums } from '../evidence/kpi-sums.ts';
import { monthParams, readDispersionDays } from './read-month-days.ts';
import type { SumsSource } from './sums-source.ts';

const partnerOf = (row: Row): string => readText(row, 'partner');

/** CA-07: requests refused by quota (HTTP 429) per request. */
export const throttling: SumsSource = {
  kpi: 'CA-07',
  witness: 'request',
  read: async (context, month) => {
    const rows = await context.query(THROTTLE_DAYS_SQL, monthParams(month));
    const days = await readDispersionDays(context, month, { sql: THROTTLE_DAYS_SQL, keyOf: partnerOf });
    return new Map(
      [...Map.groupBy(rows, partnerOf)].map(([partner, own]) => [partner, sumsOf(own, days.get(partner) ?? [])]),
    );
  },
};

function sumsOf(month: readonly Row[], days: readonly Row[]): EventSums {
  const total = (name: string): number => month.reduce((sum, row) => sum + readNumber(row, name), 0);
  return {
    kind: 'events',
    partner: { events: total('partner_events'), exposure: total('partner_exposure') },
    own: { events: total('own_events'), exposure: total('own_exposure') },
    days: days.map(throttleDay),
  };
}

export function throttleDay(row: Row): EventSums['days'][number] {
  return {
    day: readText(row, 'day'),
    partnerEvents: readNumber(row, 'partner_events'),
    partnerExposure: readNumber(row, 'partner_exposure'),
    ownEvents: readNumber(row, 'own_events'),
    ownExposure: readNumber(row, 'own_exposure'),
  };
}
