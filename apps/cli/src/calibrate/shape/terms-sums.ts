import type { DailySums, LagSums, RateSums, StandardSums } from '@vigie/metrics';
import { REQUEST_KINDS, type AccessRequestRow, type ChangeRow, type TicketRow } from '@vigie/simulation';
import { dayText } from './request-sums.ts';
import { binsOf } from './slot-sums.ts';

/** Seconds after which a change that nobody saw counts as censored. */
const OBSERVED_SECONDS = 2 * 86_400;
const MINUTES_A_DAY = 1440;
/** What is never delivered was watched for so long. */
const WATCHED_DAYS = 60;

const uptime = (seconds: number): number => 100 - (100 * seconds) / 86_400;

/** CA-04: own is the mean of its app and its web. */
export function dailySums(month: string, partner: readonly number[], own: readonly (readonly number[])[]): DailySums {
  return {
    kind: 'daily',
    days: partner.map((seconds, day) => ({
      day: dayText(month, day),
      partnerUptimePercent: uptime(seconds),
      ownUptimePercent: uptime(own.reduce((sum, channel) => sum + (channel[day] ?? 0), 0) / own.length),
    })),
  };
}

function changeBins(rows: readonly ChangeRow[]): LagSums['own'] {
  return binsOf(rows.map(({ lag }) => (lag === null ? [OBSERVED_SECONDS, true] : [lag, false])));
}

/** CA-09, by direction; own's app and web are the baseline of both. */
export function changeSums(partner: readonly ChangeRow[], own: readonly ChangeRow[]): LagSums {
  const baseline = changeBins(own);
  return {
    kind: 'lags',
    partner: [],
    own: [],
    strata: [true, false].map((toPartner) => ({
      key: toPartner ? 'OWN_TO_PARTNER' : 'PARTNER_TO_OWN',
      partner: changeBins(partner.filter((row) => row.toPartner === toPartner)),
      own: baseline,
    })),
  };
}

function granted(rows: readonly AccessRequestRow[], kind: number): { successes: number; trials: number } {
  const closed = rows.filter((row) => row.kind === kind && !row.withdrawn);
  return { successes: closed.filter((row) => !row.refused).length, trials: closed.length };
}

/** CA-10: the partner against the other partners, by kind of request; success = not refused. */
export function refusalSums(partner: readonly AccessRequestRow[], others: readonly AccessRequestRow[]): RateSums {
  return {
    kind: 'rates',
    strata: REQUEST_KINDS.map((name, kind) => ({
      key: {
        specialty: '*',
        departement: '*',
        visitKind: '*',
        visitMode: '*',
        dayType: '*',
        hourBand: '*',
        endpoint: `COMPETITOR ${name}`,
      },
      partner: granted(partner, kind),
      own: granted(others, kind),
    })).filter(({ partner: one, own }) => one.trials > 0 || own.trials > 0),
    days: [],
  };
}

/** CA-14: API access, days from request to production. What was refused waits for ever. */
export function onboardingSums(rows: readonly AccessRequestRow[]): LagSums {
  return { kind: 'lags', partner: completion(rows, 'API_ACCESS'), own: [] };
}

/** CA-15: portability, days to a complete export. */
export function portabilitySums(rows: readonly AccessRequestRow[]): LagSums {
  return { kind: 'lags', partner: completion(rows, 'PORTABILITY'), own: [] };
}

function completion(rows: readonly AccessRequestRow[], kind: (typeof REQUEST_KINDS)[number]): LagSums['own'] {
  const position = REQUEST_KINDS.indexOf(kind);
  return binsOf(
    rows
      .filter((row) => row.kind === position && !row.withdrawn)
      .map(({ completionMinutes: minutes }) =>
        minutes === null ? [WATCHED_DAYS, true] : [minutes / MINUTES_A_DAY, false],
      ),
  );
}

function answers(rows: readonly TicketRow[], severity: number): LagSums['own'] {
  return binsOf(
    rows.filter((row) => row.severity === severity).map((row) => [Math.floor(row.firstResponseMinutes), false]),
  );
}

/** CA-17, by severity. */
export function supportSums(partner: readonly TicketRow[], own: readonly TicketRow[]): LagSums {
  return {
    kind: 'lags',
    partner: [],
    own: [],
    strata: [1, 2, 3, 4].map((severity) => ({
      key: `S${severity}`,
      partner: answers(partner, severity),
      own: answers(own, severity),
    })),
  };
}

/** What a fixed standard is held against. */
export function standardSums(partnerLevel: number, ownLevel: number | null, n: number): StandardSums {
  return { kind: 'standard', partnerLevel, ownLevel, n };
}
