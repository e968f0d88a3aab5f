import { bits, mixedHash } from '../../engine/draw.ts';
import type { Engine } from '../../engine/open-engine.ts';
import type { Horizon } from '../../market/create-lookups.ts';
import { LEVELS } from '../../parameters/quantiles.ts';
import * as p from '../parameters.ts';
import { OWN_MANAGED } from './create-practitioners.ts';
import { instant, MONTH_PREFIX } from './request-sql.ts';

/** Slots are published up to this many days before they start. */
const MOST_LEAD_DAYS = 16;

/**
 * Tables `slot_row`, one per slot published in the chunk or in the month before it (a slot outlives its month), with the second in which it was seen first,
 * and until when it was free; and `showing`, when each partner with a mandate showed an eligible slot.
 */
export async function createSlots(engine: Engine, seed: number, chunk: Horizon): Promise<void> {
  await engine.run(`CREATE OR REPLACE TEMP TABLE slot_row AS ${slotRowsSql(seed, chunk)}`);
  await engine.run(`CREATE OR REPLACE TEMP TABLE showing AS ${showingSql(seed)}`);
}

function slotRowsSql(seed: number, { from, toExclusive }: Horizon): string {
  const fate = `${bits('h', 46, 10)} * 1000 >> 10`;
  return `WITH listed AS (
    SELECT month_no, unnest(range(slots))::INTEGER AS i FROM access_month WHERE side_no = 0 AND month_no >= ${from - 1} AND month_no < ${toExclusive}),
  drawn AS (SELECT *, ${mixedHash(seed, 'slot', 'month_no', 'i')} AS h, ${mixedHash(seed, 'slot detail', 'month_no', 'i')} AS g FROM listed),
  placed AS (
    SELECT r.*, c.specialty, c.dept, c.visit_kind, c.visit_mode, q.practitioner_no, q.id_nat, q.site_id,
      b.midnight + k.desk_second + ${bits('h', 20, 12)} % 3600 AS published_s, w.open_midnight + a.appointment_second AS start_s, e.exposure_s
    FROM drawn r
      JOIN access_mix x ON x.level = ${bits('h', 32, 14)} AND x.side_no = 0
      JOIN access_cell c ON c.cell_no = x.cell_no
      JOIN access_practitioner q ON q.practitioner_no = c.place_no * ${p.PRACTITIONERS_PER_CELL} + ${bits('g', 30, 8)} % ${OWN_MANAGED}
      JOIN booking_day b ON b.day_key = (month_no * 2 + 1) * ${LEVELS} + ${bits('h', 0, 10)}
      JOIN clock k ON k.level = ${bits('h', 10, 10)}
      JOIN clock a ON a.level = ${bits('g', 4, 10)}
      JOIN working_day w ON w.any_day = b.day_no + 1 + ${bits('g', 0, 4)} % ${MOST_LEAD_DAYS}
      JOIN access_quantile e ON e.level = ${bits('g', 14, 10)})
  SELECT month_no, i, ${MONTH_PREFIX} || 's' || i AS slot_id, practitioner_no, id_nat, site_id, specialty, dept, visit_kind, visit_mode, published_s, start_s,
    published_s + 2 AS seen_s, exposure_s, ${bits('g', 24, 1)} = 0 AS is_app_first,
    CASE WHEN ${fate} < ${p.SLOT_FATE_PERMILLE.booked} THEN 'booked' WHEN ${fate} < ${p.SLOT_FATE_PERMILLE.booked + p.SLOT_FATE_PERMILLE.withdrawn} THEN 'withdrawn' ELSE 'open' END AS fate,
    CASE WHEN ${fate} < ${p.SLOT_FATE_PERMILLE.booked + p.SLOT_FATE_PERMILLE.withdrawn} THEN published_s + 120 + (start_s - published_s - 600) * (${bits('g', 48, 10)} + 1) // 1026 ELSE start_s END AS free_until_s,
    ${bits('g', 38, 10)} < 980 AS is_public, ${bits('g', 58, 6)} < 2 AS own_patients_only
  FROM placed`;
}

/** A partner shows eligible slots of practitioners who gave it a mandate: later by the lag, or never. */
function showingSql(seed: number): string {
  return `WITH mandated AS (
    SELECT s.*, m.side_no, m.side, v.lag_add, v.hidden_permille, ${mixedHash(seed, 'showing', 's.month_no', 's.i', 'm.side_no')} AS h
    FROM slot_row s JOIN access_mandate m ON m.practitioner_no = s.practitioner_no JOIN access_month v ON v.month_no = s.month_no AND v.side_no = m.side_no
    WHERE is_public AND NOT own_patients_only)
  SELECT month_no, i, slot_id, side_no, side, practitioner_no, seen_s, free_until_s, ${bits('h', 10, 10)} * 1000 >> 10 < hidden_permille AS is_hidden,
    CASE WHEN ${bits('h', 10, 10)} * 1000 >> 10 >= hidden_permille AND seen_s + q.exposure_s + lag_add < free_until_s THEN seen_s + q.exposure_s + lag_add END AS shown_s,
    free_until_s + 3 + ${bits('h', 20, 4)} AS gone_s
  FROM mandated JOIN access_quantile q ON q.level = ${bits('h', 0, 10)}`;
}

/** `slot` in its contract's columns: the slots published in the chunk. */
export function slotSql({ from }: Horizon): string {
  return `SELECT slot_id, 'agenda-' || practitioner_no AS schedule_id, id_nat AS practitioner_id_nat, site_id AS site_id_nat, dept AS site_dept, specialty AS specialty_code,
    ${instant('start_s')} AS start, ${instant('start_s + 1200')} AS "end", CASE WHEN is_public THEN ['PUBLIC'] ELSE ['PRO', 'CPTS'] END AS audience, own_patients_only,
    CASE WHEN visit_kind = 'FIRST' THEN ['FIRST_VISIT'] ELSE ['FOLLOW_UP'] END AS motive_codes, visit_kind, [visit_mode] AS visit_modes,
    CASE fate WHEN 'booked' THEN 'busy' WHEN 'withdrawn' THEN 'busy-unavailable' ELSE 'free' END AS status, ${instant('published_s - 30')} AS created_at, ${instant('published_s')} AS published_at,
    CASE WHEN fate = 'withdrawn' THEN ${instant('free_until_s')} END AS withdrawn_at, CASE WHEN fate = 'withdrawn' THEN 'PRACTITIONER' END AS withdrawn_reason, 'own' AS agenda_software
  FROM slot_row WHERE month_no >= ${from} ORDER BY month_no, i`;
}

/** `slot_exposure`: own's two channels, and one row per partner that may show the slot. */
export function exposureSql({ from }: Horizon): string {
  const later = 'CASE WHEN seen_s + exposure_s < free_until_s THEN seen_s + exposure_s END';
  return `WITH own AS (
    SELECT month_no, i, slot_id, 0 AS no, 'OWN_APP' AS channel, NULL::VARCHAR AS partner_code, CASE WHEN is_app_first THEN seen_s ELSE ${later} END AS shown_s, free_until_s AS gone_s, free_until_s, false AS is_hidden FROM slot_row
    UNION ALL SELECT month_no, i, slot_id, 1, 'OWN_WEB', NULL, CASE WHEN is_app_first THEN ${later} ELSE seen_s END, free_until_s, free_until_s, false FROM slot_row
    UNION ALL SELECT month_no, i, slot_id, 1 + side_no, 'PARTNER_API', side, shown_s, gone_s, free_until_s, is_hidden FROM showing)
  SELECT slot_id, channel, partner_code, ${instant('shown_s')} AS first_visible_at, CASE WHEN shown_s IS NOT NULL THEN ${instant('gone_s')} END AS last_visible_at,
    CASE WHEN is_hidden THEN 'DEFAULT_SETTING' END AS hidden_reason, CASE WHEN is_hidden THEN 'PLATFORM' END AS imposed_by, ${instant('free_until_s')} AS observed_until
  FROM own WHERE month_no >= ${from} ORDER BY month_no, i, no`;
}

/**
 * `probe`: a partner's reading of one practitioner's slots beside own's, at one instant. A day's probes are spread evenly over the practitioners, so that
 * days are alike; either side misses a listed slot now and then.
 */
export async function createProbes(engine: Engine, seed: number, { from, toExclusive }: Horizon): Promise<void> {
  const missed = (who: number): string =>
    `${mixedHash(seed, 'flicker', 's.month_no', 's.i', 'p.side_no', 'p.probe_no', String(who))} % 1000000 < ${p.FLICKER_PPM}`;
  await engine.run(`CREATE OR REPLACE TEMP TABLE probe_row AS
    WITH listed AS (
      SELECT month_no, side_no, first_day, probes_a_day, unnest(range(days * probes_a_day))::INTEGER AS j FROM access_month WHERE side_no > 0 AND month_no >= ${from} AND month_no < ${toExclusive}),
    drawn AS (SELECT *, ${mixedHash(seed, 'probe', 'month_no', 'side_no', 'j')} AS h FROM listed),
    held AS (SELECT side_no, max(mandates) AS held FROM access_mandate GROUP BY ALL)
    SELECT month_no, d.side_no, d.j AS probe_no, practitioner_no, id_nat, side,
      (first_day + d.j // probes_a_day)::BIGINT * 86400 + 25200 + ${bits('h', 20, 20)} % 50400 AS at_s, h
    FROM drawn d JOIN held ON held.side_no = d.side_no JOIN access_mandate m ON m.side_no = d.side_no AND m.mandate_no = (d.j % probes_a_day * held // probes_a_day + 7 * (first_day + d.j // probes_a_day)) % held`);
  await engine.run(`CREATE OR REPLACE TEMP TABLE reading AS
    SELECT p.month_no, p.side_no, p.probe_no, s.slot_id,
      NOT (${missed(0)}) AS by_own, w.shown_s IS NOT NULL AND w.shown_s <= at_s AND NOT (${missed(1)}) AS by_partner
    FROM probe_row p JOIN slot_row s ON s.practitioner_no = p.practitioner_no AND s.seen_s <= at_s AND s.free_until_s > at_s
      JOIN showing w ON w.month_no = s.month_no AND w.i = s.i AND w.side_no = p.side_no`);
}

export function probeSql(): string {
  return `SELECT p.side || '-' || ${MONTH_PREFIX.replaceAll('month_no', 'p.month_no')} || p.probe_no AS probe_id, ${instant('at_s')} AS probed_at, id_nat AS practitioner_id_nat,
    ${instant('at_s')} AS window_from, ${instant('at_s + 30 * 86400')} AS window_to, coalesce(own_ids, []::VARCHAR[]) AS own_slot_ids, coalesce(partner_ids, []::VARCHAR[]) AS partner_slot_ids,
    side AS partner_code, (400 + ${bits('h', 40, 10)})::DOUBLE / 10 AS own_latency_ms, (400 + ${bits('h', 50, 10)})::DOUBLE / 10 AS partner_latency_ms
  FROM probe_row p LEFT JOIN (
    SELECT month_no, side_no, probe_no, list(slot_id ORDER BY slot_id) FILTER (by_own) AS own_ids, list(slot_id ORDER BY slot_id) FILTER (by_partner) AS partner_ids
    FROM reading GROUP BY ALL) r ON r.month_no = p.month_no AND r.side_no = p.side_no AND r.probe_no = p.probe_no
  ORDER BY at_s, probe_id`;
}
