import { bits, mixedHash } from '../../engine/draw.ts';
import * as p from '../parameters.ts';
import { instant, MONTH_PREFIX, ppm } from './request-sql.ts';

/** What own and its partners ask of each other outside the interface. These tables are small: one file each for all months. */

/** `access_request`: the register. Partners ask for data, access and portability; own's rows are its practitioners' portability requests. */
export function accessRequestSql(seed: number): string {
  const r = p.ACCESS_REQUESTS;
  const kind = `${bits('h', 0, 10)} * 1000 >> 10`;
  const { API_ACCESS: api, HOSPITAL_AGENDA: hospital, PORTABILITY: portability } = r.kindPermille;
  const draw = ppm('h', 10);
  return `WITH listed AS (SELECT month_no, side_no, side, first_day, days, refused_add, unnest(range(access_requests))::INTEGER AS i FROM access_month),
  drawn AS (SELECT *, ${mixedHash(seed, 'access request', 'month_no', 'side_no', 'i')} AS h, ${mixedHash(seed, 'treatment', 'month_no', 'side_no', 'i')} AS g FROM listed),
  kinds AS (
    SELECT *, CASE WHEN side_no = 0 OR ${kind} < ${portability} THEN 'PORTABILITY' WHEN ${kind} < ${portability + api} THEN 'API_ACCESS' WHEN ${kind} < ${portability + api + hospital} THEN 'HOSPITAL_AGENDA' ELSE 'DATA_ACCESS' END AS kind,
      (first_day + ${bits('g', 0, 10)} % days)::BIGINT * 86400 + 28800 + ${bits('g', 10, 15)} AS at_s
    FROM drawn),
  decided AS (
    SELECT k.*, CASE WHEN side_no > 0 AND ${draw} < ${r.refusedPpm} + refused_add THEN 'REFUSED' WHEN ${draw} >= 1000000 - ${r.withdrawnPpm} THEN 'WITHDRAWN'
        WHEN ${draw} >= 1000000 - ${r.withdrawnPpm + r.partialPpm} THEN 'PARTIAL' ELSE 'GRANTED' END AS decision,
      at_s + t.treatment_minutes * 60 AS decided_s, at_s + (t.treatment_minutes + c.completion_minutes) * 60 AS completed_s
    FROM kinds k JOIN access_quantile t ON t.level = ${bits('g', 26, 10)} JOIN access_quantile c ON c.level = ${bits('g', 36, 10)})
  SELECT ${MONTH_PREFIX} || 'r' || side_no || '-' || i AS id, kind, side AS requester, CASE WHEN side_no = 0 THEN 'PRACTITIONER' ELSE 'COMPETITOR' END AS requester_class,
    ${instant('at_s')} AS requested_at, ${instant('at_s + 3600')} AS acknowledged_at, ${instant('decided_s')} AS decided_at, decision,
    CASE WHEN decision = 'REFUSED' THEN CASE WHEN refused_add > 0 AND ${bits('g', 46, 2)} > 0 THEN 'CONTRACT_REFUSED' ELSE 'SCOPE_NOT_GRANTED' END END AS reason_code,
    CASE WHEN decision = 'REFUSED' AND ${bits('g', 48, 10)} * 1000 >> 10 >= ${r.reasonMissingPermille} THEN 'Simulated reason: ' || CASE WHEN refused_add > 0 AND ${bits('g', 46, 2)} > 0 THEN 'not offered to other booking services.' ELSE 'the practitioner gave no mandate.' END END AS reason_text,
    CASE WHEN decision = 'REFUSED' THEN CASE WHEN refused_add > 0 AND ${bits('g', 46, 2)} > 0 THEN 'PLATFORM' ELSE 'PRACTITIONER' END END AS imposed_by,
    CASE WHEN decision IN ('GRANTED', 'PARTIAL') THEN ${instant('completed_s')} END AS completed_at,
    CASE WHEN kind IN ('PORTABILITY', 'DATA_ACCESS') THEN 24 END::INTEGER AS fields_required,
    CASE WHEN kind IN ('PORTABILITY', 'DATA_ACCESS') AND decision = 'GRANTED' THEN 24 WHEN kind IN ('PORTABILITY', 'DATA_ACCESS') AND decision = 'PARTIAL' THEN 18 END::INTEGER AS fields_delivered,
    CASE WHEN kind = 'PORTABILITY' THEN 'csv' WHEN kind = 'DATA_ACCESS' THEN 'json' END AS format, CASE WHEN kind = 'API_ACCESS' THEN 0 END::DECIMAL(18,2) AS fee_eur,
    CASE WHEN i > 0 THEN [${MONTH_PREFIX} || 'r' || side_no || '-' || (i - 1)] END AS comparable_request_ids
  FROM decided ORDER BY month_no, side_no, i`;
}

/** `support_ticket`: first answer and solution by severity. */
export function supportTicketSql(seed: number): string {
  const [s1 = 0, s2 = 0, s3 = 0] = p.SUPPORT.severityPermille;
  return `WITH listed AS (SELECT month_no, side_no, side, first_day, days, unnest(range(tickets))::INTEGER AS i FROM access_month),
  drawn AS (SELECT *, ${mixedHash(seed, 'ticket', 'month_no', 'side_no', 'i')} AS h FROM listed),
  severe AS (
    SELECT *, CASE WHEN ${bits('h', 0, 10)} * 1000 >> 10 < ${s1} THEN 1 WHEN ${bits('h', 0, 10)} * 1000 >> 10 < ${s1 + s2} THEN 2 WHEN ${bits('h', 0, 10)} * 1000 >> 10 < ${s1 + s2 + s3} THEN 3 ELSE 4 END AS severity,
      (first_day + ${bits('h', 10, 10)} % days)::BIGINT * 86400 + 25200 + ${bits('h', 20, 15)} AS at_s
    FROM drawn),
  answered AS (SELECT s.*, ([${p.SUPPORT.firstResponseMedianHours.join(',')}][severity] * 3600 * q.support_permille::BIGINT // 1000) AS first_s FROM severe s JOIN access_quantile q ON q.level = ${bits('h', 36, 10)})
  SELECT ${MONTH_PREFIX} || 't' || side_no || '-' || i AS ticket_id, ${instant('at_s')} AS opened_at, side AS requester, 'S' || severity AS severity,
    ${instant('at_s + first_s')} AS first_response_at, ${instant(`at_s + first_s * ${p.SUPPORT.resolutionTimes}`)} AS resolved_at
  FROM answered ORDER BY month_no, side_no, i`;
}

/** `access_fee`: what a booking through the interface costs; own pays as much to itself. */
export function accessFeeSql(): string {
  return `SELECT make_date(2015 + month_no // 12, 1 + month_no % 12, 1) AS month, side AS partner_code, CASE WHEN side_no > 0 THEN 'COMPETITOR' END AS partner_class,
    (requests * 3 // 10)::BIGINT AS bookings, (requests * 3 // 10)::BIGINT * 40 AS amount_cents FROM access_month ORDER BY month_no, side_no`;
}

/** `change_notice`: breaking changes told 120 days before, to everybody; others within a fortnight. */
export function changeNoticeSql(): string {
  const at = '(first_day + 9)::BIGINT * 86400 + 36000';
  return `SELECT 'notice-' || ${MONTH_PREFIX} || k AS notice_id, ${instant(at)} AS announced_at, ${instant(`${at} + CASE k WHEN 1 THEN 120 ELSE 14 END * 86400`)} AS effective_at, k = 1 AS is_breaking,
    NULL::VARCHAR AS partner_code, CASE k WHEN 1 THEN 'Simulated change of the slot interface' ELSE 'Simulated addition to the directory' END AS title
  FROM (SELECT month_no, first_day, unnest([1, 2]) AS k FROM access_month WHERE side_no = 0) WHERE k = 1 AND month_no % 6 = 0 OR k = 2 AND month_no % 3 = 1 ORDER BY month_no, k`;
}

const CAPABILITIES = [
  'LIST',
  'MOTIVES',
  'WAITLIST',
  'PRE_VISIT_DOCUMENTS',
  'NOTIFICATIONS',
  'RESCHEDULE',
  'PAYMENT',
  'HEALTH_RECORD_FEED',
];

/** `capability`: what own's front end uses, and every partner has. */
export function capabilitySql(): string {
  const names = CAPABILITIES.map((name) => `'${name}'`).join(',');
  return `SELECT c.capability, side AS partner_code, true AS used_by_own, true AS available, CASE WHEN c.capability IN ('LIST', 'MOTIVES', 'RESCHEDULE') THEN 'INPUT' ELSE 'OUTPUT' END AS equivalence,
    (SELECT make_date(min(first_day)) FROM access_month) AS valid_from, NULL::DATE AS valid_to
  FROM (SELECT unnest([${names}]) AS capability) c JOIN access_side ON side_no > 0 ORDER BY capability, side_no`;
}

/** `channel_setting`: mandates given at the beginning; in the months of harm the platform closes a channel by default, and support opens it again a month later. */
export function channelSettingSql(): string {
  return `WITH given AS (
    SELECT id_nat, side_no, side, (SELECT min(first_day) FROM access_month)::BIGINT * 86400 - 86400 AS at_s, true AS is_open, 'PRACTITIONER' AS changed_by FROM access_mandate),
  closed AS (
    SELECT m.*, v.first_day, v.days, v.month_no FROM access_mandate m JOIN access_month v ON v.side_no = m.side_no
    WHERE v.hidden_permille > 0 AND mandate_no // 3 = v.month_no % (1 + mandates // 3)),
  every AS (
    SELECT * FROM given
    UNION ALL SELECT id_nat, side_no, side, first_day::BIGINT * 86400 + 36000, false, 'PLATFORM_DEFAULT' FROM closed
    UNION ALL SELECT id_nat, side_no, side, (first_day + days)::BIGINT * 86400 + 32400, true, 'SUPPORT' FROM closed)
  SELECT id_nat AS practitioner_id_nat, side AS partner_code, ${instant('at_s')} AS changed_at, is_open, changed_by FROM every ORDER BY at_s, side_no, id_nat`;
}
