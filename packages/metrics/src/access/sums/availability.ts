import { readNullableText, readText } from '../../frame/read-row.ts';
import { date } from '../../frame/sql-text.ts';
import { addMonths, startOf } from '../../frame/period.ts';
import { OUTAGES_SQL, PUBLISHED_DAYS_SQL } from '../../sql/access-outages.sql.ts';
import { compareUptime, outageOf, type ComparedDay } from '../uptime.ts';
import type { DailySums } from '../evidence/kpi-sums.ts';
import type { SumsSource } from './sums-source.ts';

/** CA-04: uptime by UTC day, own against partner, on the days on which both had requests; and the quarter so far, by the same days. */
export const availability: SumsSource = {
  kpi: 'CA-04',
  witness: 'request',
  read: async (context, month) => {
    const monthEnd = addMonths(month, 1);
    const period = { date_from: date(startOf(month, 'quarter')), date_to: date(monthEnd) };
    const outages = (await context.query(OUTAGES_SQL, period)).map(outageOf);
    const active = (await context.query(PUBLISHED_DAYS_SQL, period)).map((row) => ({
      day: readText(row, 'day'),
      interface: readText(row, 'interface'),
      partner: readNullableText(row, 'partner'),
    }));
    const own = active.filter((row) => row.interface !== 'PARTNER_API');
    const ownInterfaces = [...new Set(own.map((row) => row.interface))].sort();
    const ownDays = new Set(own.map((row) => row.day));
    const partners = [...new Set(active.flatMap((row) => row.partner ?? []))];
    return new Map(
      partners.flatMap((partner) => {
        const days = active.filter((row) => row.partner === partner && ownDays.has(row.day)).map((row) => row.day);
        const quarter = compareUptime(outages, { partner, days: [...new Set(days)].sort(), ownInterfaces });
        const sums: DailySums = {
          kind: 'daily',
          days: quarter.filter((one) => one.day >= month),
          quarter: {
            ownUptimePercent: meanOf(quarter, 'ownUptimePercent'),
            partnerUptimePercent: meanOf(quarter, 'partnerUptimePercent'),
          },
        };
        return sums.days.length === 0 ? [] : [[partner, sums] as const];
      }),
    );
  },
};

function meanOf(days: readonly ComparedDay[], field: 'ownUptimePercent' | 'partnerUptimePercent'): number | null {
  return days.length === 0 ? null : days.reduce((acc, day) => acc + day[field], 0) / days.length;
}
