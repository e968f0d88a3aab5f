import { addDays, addMonths } from '../../frame/period.ts';
import { date } from '../../frame/sql-text.ts';
import { ACCESS_REQUESTS_SQL } from '../../sql/access-terms.sql.ts';
import type { LagBin, LagSums } from '../evidence/kpi-sums.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { accessRequest, completeness, isMachineReadable, type AccessRequest } from '../register.ts';
import { readExtent } from './access-extent.ts';
import type { SumsSource } from './sums-source.ts';

const DAY = 86_400;
const MONTHS_BACK = 12;
const DUE_DAYS = 30;

/** CA-14: requests for API access of the last twelve months, from the request to production; those of other requesters of the same class beside. */
export const onboarding: SumsSource = {
  kpi: 'CA-14',
  witness: null,
  read: async (context, month) => {
    const { partners, lastDay } = await readExtent(context);
    const monthEnd = addMonths(month, 1);
    const seenTo = endOfDay(lastDay < monthEnd ? addDays(lastDay, 1) : monthEnd);
    const asked = (await readRequests(context, addMonths(monthEnd, -MONTHS_BACK), monthEnd)).filter(
      (one) => one.kind === 'API_ACCESS',
    );
    return new Map(
      partners.flatMap((partner) => {
        const mine = asked.filter((one) => one.requester === partner);
        if (mine.length === 0) return [];
        const classes = new Set(mine.map((one) => one.requesterClass));
        const others = asked.filter((one) => one.requester !== partner && classes.has(one.requesterClass));
        const refused = mine.filter((one) => one.decision === 'REFUSED').length;
        const sums: LagSums = {
          kind: 'lags',
          partner: mine.map((one) => toProduction(one, seenTo)),
          own: others.map((one) => toProduction(one, seenTo)),
          beside: [{ name: 'refused (still counted as waiting)', own: null, partner: refused, unit: 'count' }],
        };
        return [[partner, sums] as const];
      }),
    );
  },
};

/** CA-15: portability requests whose thirtieth day fell into the month, so that each is counted once and none too early. */
export const portability: SumsSource = {
  kpi: 'CA-15',
  witness: null,
  read: async (context, month) => {
    const { partners, lastDay } = await readExtent(context);
    const due = { from: addDays(month, -DUE_DAYS), to: addDays(addMonths(month, 1), -DUE_DAYS) };
    const asked = (await readRequests(context, due.from, due.to)).filter(
      (one) => one.kind === 'PORTABILITY' && one.decision !== 'WITHDRAWN',
    );
    const seenTo = endOfDay(addDays(lastDay, 1));
    return new Map(
      partners.flatMap((partner) => {
        const mine = asked.filter((one) => one.requester === partner);
        return mine.length === 0 ? [] : [[partner, portabilitySums(mine, seenTo)] as const];
      }),
    );
  },
};

function portabilitySums(requests: readonly AccessRequest[], seenTo: number): LagSums {
  const shares = requests.flatMap((one) => completeness(one) ?? []);
  const readable = requests.flatMap((one) => isMachineReadable(one) ?? []);
  const delivered = requests.filter((one) => one.completedAt !== null);
  return {
    kind: 'lags',
    partner: requests.map((one) => toCompleteExport(one, seenTo)),
    own: [],
    beside: [
      { name: 'mandatory fields delivered', own: null, partner: meanOf(shares), unit: 'ratio' },
      { name: 'machine-readable', own: null, partner: meanOf(readable.map(Number)), unit: 'ratio' },
      {
        name: 'delivered incomplete',
        own: null,
        partner: delivered.filter((one) => (completeness(one) ?? 1) < 1).length,
        unit: 'count',
      },
    ],
  };
}

async function readRequests(context: MetricContext, from: string, to: string): Promise<AccessRequest[]> {
  const rows = await context.query(ACCESS_REQUESTS_SQL, { date_from: date(from), date_to: date(to) });
  return rows.map(accessRequest);
}

/** Withdrawn: seen up to then. Refused: not in production, and not going to be, for as long as it was watched. */
function toProduction(one: AccessRequest, seenTo: number): LagBin {
  const done = one.completedAt !== null && one.completedAt < seenTo;
  const stopped = one.decision === 'WITHDRAWN' && one.decidedAt !== null ? Math.min(one.decidedAt, seenTo) : seenTo;
  const until = done && one.completedAt !== null ? one.completedAt : stopped;
  return { value: Math.max(0, until - one.requestedAt) / DAY, censored: !done, n: 1 };
}

/** An export that lacks mandatory fields is not a complete one: it counts as not delivered. */
function toCompleteExport(one: AccessRequest, seenTo: number): LagBin {
  const complete = one.completedAt !== null && (completeness(one) ?? 1) >= 1;
  const until = complete && one.completedAt !== null ? one.completedAt : Math.max(seenTo, one.requestedAt);
  return { value: Math.max(0, until - one.requestedAt) / DAY, censored: !complete, n: 1 };
}

/** Start of a Paris day in seconds; the hour that Paris is ahead matters to nobody over days. */
function endOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((acc, value) => acc + value, 0) / values.length;
}
