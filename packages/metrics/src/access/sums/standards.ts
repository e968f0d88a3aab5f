import type { Row } from '@vigie/warehouse';
import type { MetricContext } from '../../frame/metric-context.ts';
import { readNullableText, readNumber, readText } from '../../frame/read-row.ts';
import {
  CAPABILITIES_SQL,
  FEES_SQL,
  NAMED_SEARCHES_SQL,
  NOTICES_SQL,
  SETTINGS_SQL,
} from '../../sql/access-terms.sql.ts';
import { wilsonInterval } from '@vigie/statistics';
import type { StandardSums } from '../evidence/kpi-sums.ts';
import type { KpiId } from '../indicators.ts';
import { readExtent } from './access-extent.ts';
import { monthParams } from './read-month-days.ts';
import type { SumsSource } from './sums-source.ts';

type ByPartner = Map<string, StandardSums>;

function standardSource(kpi: KpiId, read: (context: MetricContext, month: string) => Promise<ByPartner>): SumsSource {
  return { kpi, witness: null, read };
}

const partnerOf = (row: Row): string => readText(row, 'partner');

/** CA-12: capabilities open to the partner of those that own channels use; each gap with the day it began. */
export const capabilities = standardSource('CA-12', async (context, month) => {
  const { month_to } = monthParams(month);
  const rows = (await context.query(CAPABILITIES_SQL, { month_to })).filter((row) => row['used_by_own'] === true);
  return new Map(
    [...Map.groupBy(rows, partnerOf)].map(([partner, own]) => {
      const gaps = own.filter((row) => row['available'] !== true);
      const outputs = own.filter(
        (row) => row['available'] === true && readNullableText(row, 'equivalence') === 'OUTPUT',
      );
      return [
        partner,
        {
          kind: 'standard',
          partnerLevel: (own.length - gaps.length) / own.length,
          ownLevel: 1,
          n: own.length,
          beside: [
            { name: 'equivalence of output only', own: null, partner: outputs.length, unit: 'count' },
            ...gaps.map((row) => ({
              name: `gap: ${readText(row, 'capability')} since ${readText(row, 'since')}`,
              own: 1,
              partner: 0,
              unit: 'count',
            })),
          ],
        } satisfies StandardSums,
      ] as const;
    }),
  );
});

/** CA-13: fee per booking above the lowest of the partner's class; the internal transfer charge beside. */
export const prices = standardSource('CA-13', async (context, month) => {
  const rows = await context.query(FEES_SQL, monthParams(month));
  const fees = rows.flatMap((row) => {
    const bookings = readNumber(row, 'bookings');
    if (bookings === 0) return [];
    const fee = readNumber(row, 'amount_cents') / bookings;
    return [{ partner: partnerOf(row), class: readNullableText(row, 'partner_class'), fee, bookings }];
  });
  const internal = fees.find((one) => one.partner === 'own')?.fee ?? null;
  const partners = fees.filter((one) => one.partner !== 'own');
  return new Map(
    partners.map((one) => {
      const peers = partners.filter((other) => other.class === one.class);
      const lowest = Math.min(...peers.map((other) => other.fee));
      const highest = Math.max(...peers.map((other) => other.fee));
      const above = one.fee === lowest ? 0 : lowest > 0 ? one.fee / lowest - 1 : null;
      return [
        one.partner,
        {
          kind: 'standard',
          // Against a fee of nothing any fee is infinitely dearer: no ratio, but not parity either.
          partnerLevel: above ?? 1,
          ownLevel: null,
          // Alone in its class it has nobody to be dearer than.
          n: peers.length > 1 ? one.bookings : 0,
          beside: [
            { name: 'fee per booking', own: internal, partner: one.fee, unit: 'eur_cents' },
            { name: 'lowest of its class', own: null, partner: lowest, unit: 'eur_cents' },
            {
              name: 'spread of its class',
              own: null,
              partner: lowest > 0 ? highest / lowest - 1 : null,
              unit: 'ratio',
            },
          ],
        } satisfies StandardSums,
      ] as const;
    }),
  );
});

/** CA-16: the shortest notice of a breaking change that took effect in the month, of those that concern the partner. */
export const notices = standardSource('CA-16', async (context, month) => {
  const { partners } = await readExtent(context);
  const rows = await context.query(NOTICES_SQL, monthParams(month));
  return new Map(
    partners.map((partner) => {
      const own = rows.filter((row) => [null, partner].includes(readNullableText(row, 'partner')));
      const days = own.map((row) => readNumber(row, 'notice_days'));
      return [
        partner,
        {
          kind: 'standard',
          partnerLevel: days.length > 0 ? Math.min(...days) : 0,
          ownLevel: null,
          n: days.length,
          beside: own.map((row) => ({
            name: `notice of ${readNullableText(row, 'title') ?? readText(row, 'notice')}, effective ${readText(row, 'effective_on')}`,
            own: null,
            partner: readNumber(row, 'notice_days'),
            unit: 'days',
          })),
        } satisfies StandardSums,
      ] as const;
    }),
  );
});

/** CA-19: practitioners whom a platform default newly closed to the partner in the month. */
export const defaultSettings = standardSource('CA-19', async (context, month) => {
  const rows = await context.query(SETTINGS_SQL, monthParams(month));
  return new Map(
    rows.map((row) => [
      partnerOf(row),
      {
        kind: 'standard',
        partnerLevel: readNumber(row, 'closed_in_month'),
        ownLevel: null,
        n: readNumber(row, 'practitioners'),
        beside: [
          {
            name: 'closed by default at the end of the month',
            own: null,
            partner: readNumber(row, 'closed_at_end') / readNumber(row, 'practitioners'),
            unit: 'ratio',
          },
          {
            name: 'closed by anybody at the end of the month',
            own: null,
            partner: readNumber(row, 'not_open_at_end') / readNumber(row, 'practitioners'),
            unit: 'ratio',
          },
        ],
      } satisfies StandardSums,
    ]),
  );
});

/** CA-20: searches of a named practitioner of the partner, whom own cannot book, that end in a booking with another own one. */
export const namedSearches = standardSource('CA-20', async (context, month) => {
  const rows = await context.query(NAMED_SEARCHES_SQL, monthParams(month));
  return new Map(
    rows.map((row) => {
      const [diverted, searches] = [readNumber(row, 'diverted'), readNumber(row, 'searches')];
      const interval = wilsonInterval(diverted, searches, 0.9);
      return [
        partnerOf(row),
        {
          kind: 'standard',
          partnerLevel: diverted / searches,
          ownLevel: null,
          n: searches,
          beside: [
            { name: 'diverted', own: null, partner: diverted, unit: 'count' },
            { name: 'share, 90 % from', own: null, partner: interval?.lower ?? null, unit: 'ratio' },
            { name: 'share, 90 % to', own: null, partner: interval?.upper ?? null, unit: 'ratio' },
          ],
        } satisfies StandardSums,
      ] as const;
    }),
  );
});
