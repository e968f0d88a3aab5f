import { reject, warn } from './rule.ts';
import type { Rule } from './rule.ts';

/** Clocks of two systems are a little apart: what is seen up to this long before it happened was seen at once. Microseconds. */
const CLOCK_TOLERANCE = 5_000_000;
/** No answer takes longer than a day: such a number is in another unit, or an instant. */
const LONGEST_LATENCY_MS = 86_400_000;

/** R4 in both directions: a partner is named exactly where its channel says so, and own is no partner. */
const partnerIff = (isPartner: string): Rule =>
  reject('R4', 'partner_code', `(${isPartner}) <> (partner_code IS NOT NULL AND partner_code <> 'own')`);

/** `later` must not lie before `earlier`, give or take the clocks. */
const inOrder = (earlier: string, later: string): Rule =>
  reject('ORDER', later, `epoch_us(${later}) < epoch_us(${earlier}) - ${CLOCK_TOLERANCE}`);

const latency = (field: string): Rule =>
  reject('LATENCY', field, `${field} < 0 OR ${field} > ${LONGEST_LATENCY_MS} OR NOT isfinite(${field})`);

const negative = (field: string): Rule => reject('NEGATIVE', field, `${field} < 0`);

const future = (field: string, end: string): Rule => warn('FUTURE', field, `epoch_us(${field}) >= ${end}`);

const inconsistent = (field: string, broken: string): Rule => warn('INCONSISTENT', field, broken);

/** Rules of the tables about access, by table: `end` is the first microsecond after the file's horizon, `day` its day. */
export const ACCESS_RULES: Readonly<Record<string, (end: string, day: string) => Rule[]>> = {
  slot: (end) => [
    reject('R2', 'end', '"end" <= "start"'),
    reject('MISSING', 'audience', 'len(audience) = 0'),
    future('published_at', end),
    inconsistent('published_at', 'published_at >= "start"'),
    inconsistent('created_at', `epoch_us(created_at) > epoch_us(published_at) + ${CLOCK_TOLERANCE}`),
    inconsistent('withdrawn_at', 'withdrawn_at < published_at'),
  ],
  slot_exposure: (end) => [
    partnerIff("channel = 'PARTNER_API'"),
    inOrder('first_visible_at', 'last_visible_at'),
    future('first_visible_at', end),
    inconsistent('last_visible_at', 'first_visible_at IS NULL AND last_visible_at IS NOT NULL'),
  ],
  probe: (end) => [
    reject('R2', 'window_to', 'window_to <= window_from'),
    reject('R4', 'partner_code', "partner_code = 'own'"),
    latency('own_latency_ms'),
    latency('partner_latency_ms'),
    future('probed_at', end),
  ],
  api_request: (end) => [
    partnerIff("interface = 'PARTNER_API'"),
    latency('ttfb_ms'),
    latency('ttlb_ms'),
    negative('bytes_out'),
    negative('practitioner_count'),
    future('received_at', end),
    inconsistent('ttlb_ms', 'ttlb_ms < ttfb_ms'),
    inconsistent('ttlb_ms', "outcome = 'TIMEOUT' AND ttlb_ms IS NOT NULL"),
    inconsistent('http_status', 'http_status NOT BETWEEN 100 AND 599'),
  ],
  access_request: (end) => [
    ...['acknowledged_at', 'decided_at', 'completed_at'].map((field) => inOrder('requested_at', field)),
    ...['fields_required', 'fields_delivered', 'fee_eur'].map(negative),
    future('requested_at', end),
    inconsistent('decided_at', "(decision = 'PENDING') <> (decided_at IS NULL)"),
    inconsistent('fields_delivered', 'fields_delivered > fields_required'),
  ],
  change_event: (end) => [
    partnerIff("direction <> 'OWN_TO_OWN'"),
    inOrder('changed_at', 'visible_at'),
    inOrder('changed_at', 'observed_until'),
    future('changed_at', end),
  ],
  search_result: (end) => [reject('RANK', 'rank', '"rank" < 1'), future('searched_at', end)],
  capability: (_end, day) => [
    reject('ORDER', 'valid_to', 'valid_to < valid_from'),
    reject('R4', 'partner_code', "partner_code = 'own'"),
    warn('FUTURE', 'valid_from', `valid_from > ${day}`),
  ],
  access_fee: (_end, day) => [
    negative('bookings'),
    negative('amount_cents'),
    warn('FUTURE', 'month', `"month" > ${day}`),
  ],
  change_notice: (end) => [future('announced_at', end)],
  support_ticket: (end) => [
    inOrder('opened_at', 'first_response_at'),
    inOrder('opened_at', 'resolved_at'),
    future('opened_at', end),
  ],
  channel_setting: (end) => [reject('R4', 'partner_code', "partner_code = 'own'"), future('changed_at', end)],
  named_search: (end) => [future('searched_at', end)],
};
