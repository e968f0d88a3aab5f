import { addWorkingDays, workingDaysBetween } from '@vigie/kernel';
import { median } from '@vigie/statistics';
import type { Row } from '@vigie/warehouse';
import { readNullableText, readNumber, readText } from '../../frame/read-row.ts';
import { REFUSALS_SQL } from '../../sql/access-days.sql.ts';
import { ACCESS_RULES } from '../evidence/access-rules.ts';
import type { RateStratum, RateSums } from '../evidence/kpi-sums.ts';
import { readExtent } from './access-extent.ts';
import { monthParams } from './read-month-days.ts';
import type { SumsSource } from './sums-source.ts';

/** One access request, as far as its answer goes. */
interface Request {
  readonly kind: string;
  readonly requester: string;
  readonly requesterClass: string;
  readonly refused: boolean;
  readonly reasoned: boolean;
  readonly workingDays: number;
}

/**
 * CA-10: a partner's access requests against those of the other requesters of its class, by kind of request; success = not refused. A request without an answer
 * closes after a stated number of working days, as refused; before, it is not counted yet (domain-sequential S1.7).
 */
export const refusals: SumsSource = {
  kpi: 'CA-10',
  witness: null,
  read: async (context, month) => {
    const { partners, lastDay } = await readExtent(context);
    const rows = await context.query(REFUSALS_SQL, monthParams(month));
    const requests = rows.flatMap((row) => closed(row, lastDay));
    const known = partners.filter((partner) => requests.some((r) => r.requester === partner));
    return new Map(known.map((partner) => [partner, sumsOf(requests, partner)]));
  },
};

function closed(row: Row, lastDay: string): Request[] {
  const requestedOn = readText(row, 'requested_on');
  const decidedOn = readNullableText(row, 'decided_on');
  const decision = readText(row, 'decision');
  const pending = decision === 'PENDING';
  if (pending && addWorkingDays(requestedOn, ACCESS_RULES.answerWorkingDays) >= lastDay) return [];
  return [
    {
      kind: readText(row, 'kind'),
      requester: readText(row, 'requester'),
      requesterClass: readText(row, 'requester_class'),
      refused: pending || decision === 'REFUSED',
      reasoned: readNumber(row, 'reasoned') === 1,
      // Unanswered so far: at least the days since.
      workingDays: workingDaysBetween(requestedOn, decidedOn ?? lastDay),
    },
  ];
}

function sumsOf(requests: readonly Request[], partner: string): RateSums {
  const own = requests.filter((r) => r.requester === partner);
  const classes = new Set(own.map((r) => r.requesterClass));
  const others = requests.filter((r) => r.requester !== partner && classes.has(r.requesterClass));
  const cellOf = (r: Request): string => `${r.requesterClass}|${r.kind}`;
  const asked = Map.groupBy(own, cellOf);
  const compared = Map.groupBy(others, cellOf);
  const cells = [...new Set([...asked.keys(), ...compared.keys()])].sort();
  return {
    kind: 'rates',
    strata: cells.map((cell) => stratumOf(cell, asked.get(cell) ?? [], compared.get(cell) ?? [])),
    // Requests are few and far between: no day to day scatter to speak of, and the test is exact.
    days: [],
    beside: [
      { name: 'reasoned', own: reasonedShare(others), partner: reasonedShare(own), unit: 'ratio' },
      { name: 'medianWorkingDays', own: medianDays(others), partner: medianDays(own), unit: 'days' },
    ],
  };
}

function stratumOf(cell: string, partner: readonly Request[], own: readonly Request[]): RateStratum {
  const merged = { specialty: '*', departement: '*', visitKind: '*', visitMode: '*', dayType: '*', hourBand: '*' };
  const countOf = (of: readonly Request[]) => ({ successes: of.filter((r) => !r.refused).length, trials: of.length });
  return { key: { ...merged, endpoint: cell }, partner: countOf(partner), own: countOf(own) };
}

/** Of the refusals, those with a written reason; null without a refusal. */
function reasonedShare(requests: readonly Request[]): number | null {
  const refused = requests.filter((r) => r.refused);
  return refused.length === 0 ? null : refused.filter((r) => r.reasoned).length / refused.length;
}

const medianDays = (requests: readonly Request[]): number | null => median(requests.map((r) => r.workingDays));
