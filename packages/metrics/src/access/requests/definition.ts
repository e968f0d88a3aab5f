import type { FigureRow } from '@vigie/kernel';
import { median } from '@vigie/statistics';
import { z } from 'zod';
import { emptyCoverage } from '../../frame/coverage.ts';
import { defineMetric, type FigureDraft } from '../../frame/definition.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { periodParams } from '../../frame/params.ts';
import { addDays } from '../../frame/period.ts';
import { resolvePeriod } from '../../frame/resolve-period.ts';
import { date } from '../../frame/sql-text.ts';
import { ACCESS_REQUESTS_SQL } from '../../sql/access-terms.sql.ts';
import { accessParams } from '../access-params.ts';
import {
  accessRequest,
  completeness,
  instantText,
  isMachineReadable,
  isReasoned,
  parisDay,
  workingDayCounter,
  type AccessRequest,
} from '../register.ts';
import { readExtent } from '../sums/access-extent.ts';

const KINDS = ['API_ACCESS', 'DATA_ACCESS', 'HOSPITAL_AGENDA', 'PORTABILITY', 'DELISTING'] as const;
/** An answer is due by then (domain.md §3.3, CA-10). */
const DUE_WORKING_DAYS = 10;
const DAY = 86_400;

const requestsParams = z.object({
  from: periodParams.from.meta({
    description: 'First day on which requests were made (Paris calendar). Default: the whole register.',
    fr: 'Premier jour des demandes (calendrier de Paris). Par défaut : tout le registre.',
  }),
  to: periodParams.to,
  partner: accessParams.partner.meta({
    description: 'Only requests of this requester.',
    fr: 'Seulement les demandes de ce demandeur.',
  }),
  kind: z
    .preprocess((v) => (typeof v === 'string' ? v.trim().toUpperCase() : v), z.enum(KINDS))
    .optional()
    .meta({
      description: 'Only requests of this kind.',
      fr: 'Seulement les demandes de ce type.',
    }),
});
type RequestsParams = z.infer<typeof requestsParams>;

export const accessRequests = defineMetric({
  id: 'access.requests',
  version: 1,
  title: { en: 'Register of access requests', fr: 'Registre des demandes d’accès' },
  unit: 'count',
  formula:
    'working days (France) from a request to its answer, or to the last day the release knows; one row per request',
  source: 'domain.md §3.3 (CA-10, CA-14, CA-15), §4.4',
  card: new URL('./card.md', import.meta.url),
  params: requestsParams,
  dimensions: ['id'],
  columns: [
    { name: 'kind', unit: 'text', title: { en: 'Kind', fr: 'Type' } },
    { name: 'requester', unit: 'text', title: { en: 'Requester', fr: 'Demandeur' } },
    { name: 'requesterClass', unit: 'text', title: { en: 'Class', fr: 'Classe' } },
    { name: 'requestedAt', unit: 'text', title: { en: 'Requested', fr: 'Demandé' } },
    { name: 'acknowledgedAt', unit: 'text', title: { en: 'Acknowledged', fr: 'Accusé de réception' } },
    { name: 'decidedAt', unit: 'text', title: { en: 'Answered', fr: 'Répondu' } },
    { name: 'completedAt', unit: 'text', title: { en: 'Completed', fr: 'Achevé' } },
    { name: 'decision', unit: 'text', title: { en: 'Answer', fr: 'Réponse' } },
    { name: 'reasonCode', unit: 'text', title: { en: 'Reason', fr: 'Motif' } },
    { name: 'reasonText', unit: 'text', title: { en: 'In words', fr: 'En toutes lettres' } },
    { name: 'reasoned', unit: 'boolean', title: { en: 'Reasoned', fr: 'Motivé' } },
    { name: 'imposedBy', unit: 'text', title: { en: 'Imposed by', fr: 'Imposé par' } },
    { name: 'days', unit: 'count', title: { en: 'Working days', fr: 'Jours ouvrés' } },
    { name: 'calendarDays', unit: 'volume', title: { en: 'Days', fr: 'Jours' } },
    { name: 'late', unit: 'boolean', title: { en: 'Over 10 working days', fr: 'Plus de 10 jours ouvrés' } },
    { name: 'daysToCompletion', unit: 'volume', title: { en: 'Days to completion', fr: 'Jours jusqu’à l’achèvement' } },
    { name: 'completeness', unit: 'ratio', title: { en: 'Fields delivered', fr: 'Champs livrés' } },
    { name: 'format', unit: 'text', title: { en: 'Format', fr: 'Format' } },
    { name: 'machineReadable', unit: 'boolean', title: { en: 'Machine-readable', fr: 'Lisible par machine' } },
    { name: 'feeCents', unit: 'eur_cents', title: { en: 'Fee', fr: 'Frais' } },
    { name: 'comparable', unit: 'text', title: { en: 'Comparable requests', fr: 'Demandes comparables' } },
    { name: 'comparableGranted', unit: 'text', title: { en: 'Of these, granted', fr: 'Dont accordées' } },
  ],
  flags: [],
  compute: async (context, params) => draftRequests(context, params),
});

async function draftRequests(context: MetricContext, params: RequestsParams): Promise<FigureDraft> {
  const { lastDay } = await readExtent(context);
  const asked = params.from === undefined && params.to === undefined ? null : resolvePeriod(context.release, params);
  // Comparable requests may lie outside the period, so the register is read whole; it is small.
  const all = (await context.query(ACCESS_REQUESTS_SQL, { date_from: date(null), date_to: date(null) })).map(
    accessRequest,
  );
  const known = new Map(all.map((one) => [one.id, one]));
  const shown = all.filter(
    (one) =>
      (asked === null || (parisDay(one.requestedAt) >= asked.from && parisDay(one.requestedAt) < asked.to)) &&
      (params.partner === undefined || one.requester === params.partner) &&
      (params.kind === undefined || one.kind === params.kind),
  );
  const daysOf = answerDays(lastDay);
  const rows = shown.map((one) => requestRow(one, known, daysOf));
  const days = shown.filter((one) => one.decidedAt !== null).map(daysOf);
  const refused = shown.filter((one) => isReasoned(one) !== null);
  return {
    rows,
    flags: [],
    coverage: {
      ...emptyCoverage('access requests'),
      rowsRead: all.length,
      rowsCounted: shown.length,
      leftOut: all.length > shown.length ? [{ reason: 'filtered', rows: all.length - shown.length }] : [],
      matchedRatio: shown.length > 0 ? 1 : null,
      sources: ['access_request'],
    },
    dimensions: ['id'],
    definition: null,
    formula: 'working days to the answer',
    intervalMethod: 'none: every request of the register (census)',
    period: {
      from: asked?.from ?? (all[0] === undefined ? lastDay : parisDay(all[0].requestedAt)),
      toExclusive: asked?.to ?? addDays(lastDay, 1),
      timeZone: 'Europe/Paris',
      countedBy: 'day of the request',
    },
    choices: [{ name: 'workingDays', value: 'France', note: 'Monday to Friday without the eleven public holidays' }],
    summary: {
      requests: shown.length,
      refused: shown.filter((one) => one.decision === 'REFUSED').length,
      pending: shown.filter((one) => one.decision === 'PENDING').length,
      reasonedRatio: refused.length === 0 ? null : refused.filter((one) => isReasoned(one)).length / refused.length,
      medianDays: median(days),
      late: rows.filter((row) => row['late'] === true).length,
    },
  };
}

/** To the answer; without one, the days waited so far. */
function answerDays(lastDay: string): (one: AccessRequest) => number {
  const count = workingDayCounter();
  const known = Date.parse(`${lastDay}T12:00:00Z`) / 1000;
  return (one) => count(one.requestedAt, one.decidedAt ?? Math.max(one.requestedAt, known));
}

function requestRow(
  one: AccessRequest,
  known: ReadonlyMap<string, AccessRequest>,
  daysOf: (one: AccessRequest) => number,
): FigureRow {
  const days = daysOf(one);
  const compared = one.comparable.flatMap((id) => known.get(id) ?? []);
  const daysBetween = (until: number | null): number | null =>
    until === null ? null : (until - one.requestedAt) / DAY;
  return {
    id: one.id,
    value: days,
    numerator: days,
    denominator: null,
    ciLow: null,
    ciHigh: null,
    kind: one.kind,
    requester: one.requester,
    requesterClass: one.requesterClass,
    requestedAt: instantText(one.requestedAt),
    acknowledgedAt: instantText(one.acknowledgedAt),
    decidedAt: instantText(one.decidedAt),
    completedAt: instantText(one.completedAt),
    decision: one.decision,
    reasonCode: one.reasonCode,
    reasonText: one.reasonText,
    reasoned: isReasoned(one),
    imposedBy: one.imposedBy,
    days,
    calendarDays: daysBetween(one.decidedAt),
    late: one.decision !== 'WITHDRAWN' && days > DUE_WORKING_DAYS,
    daysToCompletion: daysBetween(one.completedAt),
    completeness: completeness(one),
    format: one.format,
    machineReadable: isMachineReadable(one),
    feeCents: one.feeEur === null ? null : Math.round(one.feeEur * 100),
    comparable: one.comparable.join(', '),
    comparableGranted: compared
      .filter((other) => other.decision === 'GRANTED')
      .map((other) => `${other.id} (${other.requester}, working days: ${daysOf(other)})`)
      .join(', '),
    flags: [],
  };
}
