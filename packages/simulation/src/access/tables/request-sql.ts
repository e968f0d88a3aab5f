import { bits, mixedHash } from '../../engine/draw.ts';
import type { Engine } from '../../engine/open-engine.ts';
import type { Horizon } from '../../market/create-lookups.ts';
import { LEVELS } from '../../parameters/quantiles.ts';
import * as p from '../parameters.ts';

/** Twenty bits of a hash as a whole number from 0 to 999,999. */
export function ppm(column: string, from: number): string {
  return `((((${column} >> ${from}) & 1048575)::BIGINT * 1000000) >> 20)`;
}

export function instant(seconds: string): string {
  return `make_timestamptz((${seconds})::BIGINT * 1000000)`;
}

export function instantMs(milliseconds: string): string {
  return `make_timestamptz((${milliseconds})::BIGINT * 1000)`;
}

/** 2021-03 → 202103- : the month that identifiers begin with. */
export const MONTH_PREFIX = `(201501 + month_no // 12 * 100 + month_no % 12)::VARCHAR || '-'`;

/** A probe of an interface that gives no answer: every five seconds, six times. */
const PROBE_EVERY_S = 5;
const PROBES = 6;

/**
 * Table `api_row`: the requests of a chunk. Outcome by precedence: throttled, error, then what the endpoint answers; an attempt to book that timed out
 * is tried once more with the same key; whatever falls into an outage gets no answer. Probes mark the outages and stand aside of all that.
 */
export async function createRequests(engine: Engine, seed: number, chunk: Horizon): Promise<void> {
  await engine.run(`CREATE OR REPLACE TEMP TABLE api_row AS WITH ${drawnSql(seed, chunk)}, ${decidedSql()}, ${outageSql(chunk)}
    SELECT * FROM answered UNION ALL SELECT * FROM probed`);
}

function drawnSql(seed: number, { from, toExclusive }: Horizon): string {
  return `
  listed AS (
    SELECT month_no, side_no, slower_permille, fail_add, error_add, throttle_permille AS more_permille, unnest(range(requests))::INTEGER AS i
    FROM access_month WHERE month_no >= ${from} AND month_no < ${toExclusive}),
  drawn AS (
    SELECT *, ${mixedHash(seed, 'request', 'month_no', 'side_no', 'i')} AS h, ${mixedHash(seed, 'outcome', 'month_no', 'side_no', 'i')} AS g,
      ${mixedHash(seed, 'detail', 'month_no', 'side_no', 'i')} AS d FROM listed),
  placed AS (
    SELECT r.*, e.endpoint, e.tenths, e.can_throttle, c.*,
      (b.midnight + k.online_second + ${bits('h', 20, 12)} % 3600) * 1000 + ${bits('d', 10, 10)} % 999 AS at_ms,
      CASE WHEN r.side_no > 0 THEN r.side_no + 1 ELSE (${bits('d', 20, 7)} >= 70)::INTEGER END AS party,
      fail_ppm * s.fail_permille // 1000 + fail_add AS fails, error_ppm * s.error_permille // 1000 + error_add AS errs, stale_ppm * s.stale_permille // 1000 AS stales,
      ${p.THROTTLED_PPM}::BIGINT * s.throttle_permille * more_permille // 1000000 AS throttles,
      e.tenths::BIGINT * q.latency_permille * [${p.LATENCY.hourPermille.join(',')}][1 + k.online_second // 3600] * s.latency_permille * slower_permille // 1000000000000 AS slow_tenths
    FROM drawn r
      JOIN access_endpoint e ON e.level = ${bits('h', 46, 10)}
      JOIN access_mix x ON x.level = ${bits('h', 32, 14)} AND x.side_no = r.side_no
      JOIN access_cell c ON c.cell_no = x.cell_no
      JOIN booking_day b ON b.day_key = month_no * 2 * ${LEVELS} + ${bits('h', 0, 10)}
      JOIN clock k ON k.level = ${bits('h', 10, 10)}
      JOIN access_shock s ON s.shock_key = b.day_no * 8 + r.side_no
      JOIN access_quantile q ON q.level = ${bits('d', 0, 10)})`;
}

/** What became of a request: one code, from which outcome, status, reason and attribution follow (`answeredSql`). */
function decidedSql(): string {
  const cause = bits('g', 60, 4);
  const excluded = ppm('d', 31);
  const { partner, patient } = p.EXCLUDED_ATTEMPTS_PPM;
  return `
  decided AS (
    SELECT *, CASE WHEN can_throttle AND ${ppm('g', 20)} < throttles THEN 'THROTTLED'
      WHEN ${ppm('g', 0)} < errs THEN CASE WHEN ${bits('d', 51, 10)} * 1000 >> 10 < ${p.TIMEOUT_PERMILLE_OF_ERRORS} THEN 'TIMEOUT' ELSE 'ERROR' END
      WHEN endpoint = 'BOOK' THEN CASE WHEN ${excluded} < ${partner} THEN 'INVALID' WHEN ${excluded} < ${partner + patient} THEN 'BLOCKED'
        WHEN ${ppm('g', 40)} >= fails THEN 'SUCCESS' WHEN ${cause} < 9 THEN 'TAKEN' WHEN ${cause} < 12 THEN 'RULE' WHEN ${cause} < 14 THEN 'EXPIRED' ELSE 'UNKNOWN' END
      WHEN endpoint = 'SLOT_READ' AND ${ppm('g', 40)} < stales THEN 'STALE'
      WHEN endpoint = 'SLOT_SEARCH' AND ${ppm('g', 40)} < ${p.EMPTY_SEARCH_PPM} THEN 'EMPTY'
      ELSE 'SUCCESS' END AS fate
    FROM placed),
  tried AS (
    SELECT *, false AS is_again FROM decided
    UNION ALL SELECT * REPLACE ('SUCCESS' AS fate, at_ms + 20000 AS at_ms), true FROM decided WHERE endpoint = 'BOOK' AND fate = 'TIMEOUT')`;
}

/** One probe of an interface, with everything that a request has and a probe has not. */
function probe(at: string, fate: string, j: string): string {
  return `SELECT month_no, side_no, party, 'SLOT_SEARCH' AS endpoint, true AS is_probe, ${at} AS at_ms, ${fate} AS fate, 500::BIGINT AS slow_tenths, from_s + ${j} AS i, false AS is_again,
      NULL::VARCHAR AS specialty, NULL::VARCHAR AS dept, NULL::VARCHAR AS visit_kind, NULL::VARCHAR AS visit_mode, 0::UBIGINT AS d`;
}

function outageSql({ from, toExclusive }: Horizon): string {
  const unanswered = `CASE WHEN is_maintenance THEN 'MAINTENANCE' ELSE 'DOWN' END`;
  return `
  answered AS (
    SELECT month_no, t.side_no, t.party, endpoint, false AS is_probe, at_ms,
      CASE WHEN at_ms < o.to_s * 1000 THEN ${unanswered} ELSE fate END AS fate, slow_tenths, i::BIGINT AS i, is_again, specialty, dept, visit_kind, visit_mode, d
    FROM tried t ASOF LEFT JOIN (SELECT party, from_s, to_s, is_maintenance FROM access_outage) o ON o.party = t.party AND at_ms >= o.from_s * 1000),
  out AS (SELECT * FROM access_outage WHERE month_no >= ${from} AND month_no < ${toExclusive}),
  probed AS (
    ${probe('from_s * 1000 - 1', "'SUCCESS'", '0')} FROM out
    UNION ALL ${probe(`from_s * 1000 + j * ${PROBE_EVERY_S * 1000}`, unanswered, '1 + j')} FROM (SELECT *, unnest(range(${PROBES})) AS j FROM out)
    UNION ALL ${probe('to_s * 1000', "'SUCCESS'", `${PROBES + 1}`)} FROM out)`;
}

const id = (again: string): string =>
  `CASE WHEN is_probe THEN 'probe-' || party || '-' ELSE ${MONTH_PREFIX} || side_no || '-' END || i || CASE WHEN ${again} THEN '-2' ELSE '' END`;

/** The rows of `api_row` in the contract's columns, in the order of a log. */
export function requestSql(): string {
  return `SELECT ${id('is_again')} AS request_id, ${instantMs('at_ms')} AS received_at,
    CASE party WHEN 0 THEN 'OWN_APP' WHEN 1 THEN 'OWN_WEB' ELSE 'PARTNER_API' END AS interface, CASE WHEN party >= 2 THEN side END AS partner_code, endpoint,
    CASE endpoint WHEN 'BOOK' THEN 'POST' WHEN 'CANCEL' THEN 'DELETE' WHEN 'MOVE' THEN 'PUT' WHEN 'WEBHOOK' THEN 'POST' ELSE 'GET' END AS method,
    CASE WHEN endpoint = 'SLOT_SEARCH' THEN 1 + ${bits('d', 40, 8)} % 25 ELSE 1 END AS practitioner_count,
    CASE fate WHEN 'SUCCESS' THEN CASE WHEN endpoint = 'BOOK' THEN 201 ELSE 200 END WHEN 'EMPTY' THEN 200 WHEN 'THROTTLED' THEN 429 WHEN 'ERROR' THEN 500
      WHEN 'STALE' THEN 410 WHEN 'INVALID' THEN 422 WHEN 'BLOCKED' THEN 403 WHEN 'TAKEN' THEN 409 WHEN 'RULE' THEN 403 WHEN 'EXPIRED' THEN 410 WHEN 'UNKNOWN' THEN 400 END::INTEGER AS http_status,
    CASE WHEN fate IN ('SUCCESS', 'EMPTY', 'THROTTLED', 'ERROR', 'TIMEOUT') THEN fate WHEN fate IN ('DOWN', 'MAINTENANCE') THEN 'TIMEOUT' WHEN fate = 'STALE' THEN 'EMPTY' ELSE 'DENIED' END AS outcome,
    CASE fate WHEN 'THROTTLED' THEN 'RATE_LIMIT' WHEN 'ERROR' THEN 'SERVER_ERROR' WHEN 'TIMEOUT' THEN 'TIMEOUT' WHEN 'DOWN' THEN 'TIMEOUT' WHEN 'MAINTENANCE' THEN 'MAINTENANCE'
      WHEN 'STALE' THEN 'SLOT_TAKEN' WHEN 'TAKEN' THEN 'SLOT_TAKEN' WHEN 'EXPIRED' THEN 'SLOT_EXPIRED' WHEN 'RULE' THEN 'PRACTITIONER_RULE' WHEN 'INVALID' THEN 'VALIDATION'
      WHEN 'BLOCKED' THEN 'PATIENT_BLOCKED' WHEN 'UNKNOWN' THEN 'UNKNOWN' END AS reason_code,
    CASE WHEN fate IN ('SUCCESS', 'EMPTY', 'UNKNOWN') THEN NULL WHEN fate = 'INVALID' THEN 'PARTNER' WHEN fate = 'BLOCKED' THEN 'PATIENT' WHEN fate = 'RULE' THEN 'PRACTITIONER' ELSE 'PLATFORM' END AS attributable_to,
    CASE WHEN fate NOT IN ('TIMEOUT', 'DOWN', 'MAINTENANCE') THEN slow_tenths // 2 / 10.0 END::DOUBLE AS ttfb_ms,
    CASE WHEN fate NOT IN ('TIMEOUT', 'DOWN', 'MAINTENANCE') THEN slow_tenths / 10.0 END::DOUBLE AS ttlb_ms,
    CASE WHEN fate NOT IN ('TIMEOUT', 'DOWN', 'MAINTENANCE') THEN 200 + ${bits('d', 20, 12)} END::BIGINT AS bytes_out,
    CASE WHEN is_again THEN ${id('false')} END AS retry_of,
    CASE WHEN endpoint = 'BOOK' THEN 'key-' || ${id('false')} END AS idempotency_key,
    'eu-west' AS region, is_probe, NULL::VARCHAR AS slot_id, specialty AS specialty_code, dept AS site_dept, visit_kind, visit_mode
  FROM api_row JOIN access_side USING (side_no) ORDER BY at_ms, request_id`;
}
