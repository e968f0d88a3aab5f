import type { FigureRow } from '@vigie/kernel';
import { poissonRateRatio } from '@vigie/statistics';
import { z } from 'zod';
import { emptyCoverage } from '../../frame/coverage.ts';
import { defineMetric, type FigureDraft } from '../../frame/definition.ts';
import { refuse } from '../../frame/flags.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { addMonths } from '../../frame/period.ts';
import { readNumber, readText } from '../../frame/read-row.ts';
import { text } from '../../frame/sql-text.ts';
import { REASONS_SQL, VALID_ATTEMPTS_SQL } from '../../sql/access-detail.sql.ts';
import { accessParams } from '../access-params.ts';
import { readExtent, requirePartner, resolveMonth } from '../sums/access-extent.ts';
import { monthParams } from '../sums/read-month-days.ts';

const reasonsParams = z.object({
  partner: z.string().trim().toLowerCase().min(1).max(60).meta({
    description: 'The partner whose failures stand beside the own ones.',
    fr: 'Le partenaire dont les échecs figurent à côté des échecs propres.',
  }),
  month: accessParams.month,
});
type ReasonsParams = z.infer<typeof reasonsParams>;

export const accessReasons = defineMetric({
  id: 'access.reasons',
  version: 1,
  title: { en: 'Why bookings failed', fr: 'Pourquoi des réservations ont échoué' },
  unit: 'ratio',
  formula: 'failed attempts of a reason per 1,000 valid attempts; value = partner − own, as a share of valid attempts',
  source: 'domain.md §3.2, §3.3 (taxonomy of denials and failures)',
  card: new URL('./card.md', import.meta.url),
  params: reasonsParams,
  dimensions: ['reason', 'attributableTo'],
  columns: [
    { name: 'ownPerThousand', unit: 'volume', title: { en: 'Own, per 1,000', fr: 'Propre, pour 1 000' } },
    { name: 'partnerPerThousand', unit: 'volume', title: { en: 'Partner, per 1,000', fr: 'Partenaire, pour 1 000' } },
    { name: 'ownFailed', unit: 'count', title: { en: 'Own failed', fr: 'Échecs propres' } },
    { name: 'partnerFailed', unit: 'count', title: { en: 'Partner failed', fr: 'Échecs du partenaire' } },
    { name: 'rateRatio', unit: 'ratio', title: { en: 'Times the own rate', fr: 'Fois le taux propre' } },
    { name: 'countsAsFailure', unit: 'boolean', title: { en: 'Counts in CA-08', fr: 'Compte dans CA-08' } },
  ],
  flags: ['NO_DATA'],
  compute: async (context, params) => draftReasons(context, params),
});

interface Failures {
  own: number;
  partner: number;
}

async function draftReasons(context: MetricContext, params: ReasonsParams): Promise<FigureDraft> {
  const extent = await readExtent(context);
  requirePartner(extent, params.partner);
  const month = resolveMonth(extent, params.month);
  const asked = { ...monthParams(month), of_partner: text(params.partner) };
  const rows = await context.query(REASONS_SQL, asked);
  const valid: Failures = { own: 0, partner: 0 };
  for (const row of await context.query(VALID_ATTEMPTS_SQL, asked))
    valid[sideOf(readText(row, 'side'))] = readNumber(row, 'valid');
  const failures = new Map<string, Failures>();
  for (const row of rows) {
    const key = `${readText(row, 'reason')}|${readText(row, 'blame')}`;
    const known = failures.get(key) ?? { own: 0, partner: 0 };
    known[sideOf(readText(row, 'side'))] += readNumber(row, 'failed');
    failures.set(key, known);
  }
  const missing = valid.own === 0 || valid.partner === 0;
  const side = valid.partner === 0 ? params.partner : 'own channels';
  return {
    rows: [...failures].map(([key, failed]) => reasonRow(key, failed, valid)).sort(byDifference),
    flags: missing
      ? [
          refuse('NO_DATA', `There is no valid booking attempt of ${side} in ${month.slice(0, 7)}.`, {
            reason: 'NO_ATTEMPT',
            party: side,
          }),
        ]
      : [],
    coverage: {
      ...emptyCoverage('valid booking attempts'),
      rowsRead: valid.own + valid.partner,
      rowsCounted: valid.own + valid.partner,
      matchedRatio: missing ? null : 1,
      sources: ['api_request'],
    },
    dimensions: ['reason', 'attributableTo'],
    definition: null,
    formula: 'partner − own, per valid attempt',
    intervalMethod:
      '95 % of the ratio of rates by the exact conditional binomial, as a share of the own rate; crude, so access.parity decides (CA-08)',
    period: {
      from: month,
      toExclusive: addMonths(month, 1),
      timeZone: 'Europe/Paris',
      countedBy: 'day of the last attempt',
    },
    choices: [],
    summary: { month: month.slice(0, 7), partner: params.partner, ownValid: valid.own, partnerValid: valid.partner },
  };
}

const sideOf = (side: string): keyof Failures => (side === 'own' ? 'own' : 'partner');

/** Partner's and patient's failures stand in the table, but are no valid attempts: what they are a share of leaves them out. */
function reasonRow(key: string, failed: Failures, valid: Failures): FigureRow {
  const [reason = 'UNKNOWN', blame = 'PLATFORM'] = key.split('|');
  const rate = (side: keyof Failures): number | null => (valid[side] > 0 ? failed[side] / valid[side] : null);
  const [own, partner] = [rate('own'), rate('partner')];
  const ratio =
    valid.own > 0 && valid.partner > 0
      ? poissonRateRatio(
          { events: failed.partner, exposure: valid.partner },
          { events: failed.own, exposure: valid.own },
        )
      : null;
  const interval = ratio?.ok === true ? ratio.value.interval : null;
  const bounded = (end: number | undefined): number | null =>
    end === undefined || own === null || !Number.isFinite(end) || own === 0 ? null : (end - 1) * own;
  return {
    reason,
    attributableTo: blame,
    value: own === null || partner === null ? null : partner - own,
    numerator: failed.partner,
    denominator: valid.partner,
    ciLow: bounded(interval?.lower),
    ciHigh: bounded(interval?.upper),
    ownPerThousand: own === null ? null : 1000 * own,
    partnerPerThousand: partner === null ? null : 1000 * partner,
    ownFailed: failed.own,
    partnerFailed: failed.partner,
    rateRatio: own !== null && partner !== null && own > 0 ? partner / own : null,
    countsAsFailure: blame === 'PLATFORM' || blame === 'PRACTITIONER',
    flags: [],
  };
}

function byDifference(left: FigureRow, right: FigureRow): number {
  const gap = (right.value ?? 0) - (left.value ?? 0);
  return gap === 0 ? String(left['reason']).localeCompare(String(right['reason'])) : gap;
}
