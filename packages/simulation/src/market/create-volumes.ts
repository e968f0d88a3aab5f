import { bits, below, drawHash } from '../engine/draw.ts';
import type { Engine } from '../engine/open-engine.ts';
import { DELTA_PANEL_AFTER_CHANGE, EVENT_MONTHS, SOURCES, platformNumber } from '../parameters/platforms.ts';
import type { Horizon } from './create-lookups.ts';

/** Rates are whole numbers of millionths of a millionth of an appointment once multiplied by the scale. */
const UNIT = 1_000_000_000_000n;
/** Of 1,000 online bookings, this many are cancelled and booked again within a day, as one more row. */
export const RESCHEDULED_PERMILLE = 40;
export const ENTERED_IN_ERROR_PERMILLE = 4;
export const TEST_PERMILLE = 3;
/** Largest seasonal and noise factors, for the width of a practitioner's patient windows. */
const LARGEST_FACTOR = 4;

export interface VolumeOptions {
  readonly seed: number;
  readonly horizon: Horizon;
  readonly bookings: number;
  readonly incompleteLastMonth: boolean;
}

/**
 * Chooses the scale (billionths) that makes the booking files hold about `bookings` rows, and the patient number ranges of each
 * département, wide enough that two appointments of one practitioner in neighbouring months never fall on one patient by chance.
 */
export async function chooseScale(engine: Engine, options: VolumeOptions): Promise<bigint> {
  const extras = 1000 + RESCHEDULED_PERMILLE + ENTERED_IN_ERROR_PERMILLE + TEST_PERMILLE;
  const [row] = await engine.rows(`
    SELECT coalesce(sum(CASE WHEN is_panel THEN online_milli ELSE online_milli * ${extras} // 1000 + desk_milli END), 0)::VARCHAR AS milli
    FROM (${rateSql(options, options.horizon)}) WHERE delivered`);
  const milli = BigInt(String(row?.['milli'] ?? '0'));
  if (milli === 0n) return 0n;
  return (BigInt(options.bookings) * UNIT) / milli;
}

/** Rates per practitioner, platform and month before scaling, in thousandths of an appointment; all integer arithmetic. */
function rateSql({ seed, horizon, incompleteLastMonth }: VolumeOptions, months: Horizon): string {
  const source = Object.values(SOURCES);
  const panelSize = `CASE WHEN platform_no = ${platformNumber('delta')} AND month_no >= ${EVENT_MONTHS.panelChange} THEN ${DELTA_PANEL_AFTER_CHANGE}
    ELSE [${source.map((s) => s.panelOneIn).join(',')}][1 + platform_no] END`;
  return `
  WITH active AS (
    SELECT s.*, m.month_no FROM spell s CROSS JOIN (SELECT month_no FROM month WHERE month_no >= ${months.from} AND month_no < ${months.toExclusive}) m
    WHERE s.from_m <= m.month_no AND s.to_m > m.month_no),
  keyed AS (
    SELECT a.*, ${drawHash(seed, 'rows', 'a.pno', 'a.platform_no', 'a.month_no')} AS k, a.rank = 1 AND second.pno IS NOT NULL AS has_second
    FROM active a LEFT JOIN (SELECT pno, from_m, to_m FROM spell WHERE rank = 2) second
      ON second.pno = a.pno AND a.month_no >= second.from_m AND a.month_no < second.to_m),
  rated AS (
    SELECT k.*, ${drawHash(seed, 'volume', 'k.pno')} AS v,
      p.base_milli * CASE WHEN p.is_vaccination THEN m.vaccination ELSE m.season END // 1000 * noise_permille // 1000
        * CASE WHEN origin IN ('ACQUIRED', 'SWITCH') THEN 1000 WHEN month_no - from_m >= 3 THEN 1000 ELSE 400 + 200 * (month_no - from_m) END // 1000
        * CASE WHEN rank = 2 THEN 250 WHEN has_second THEN 750 ELSE 1000 END // 1000 AS agenda_milli,
      CASE WHEN p.is_vaccination THEN 970 WHEN p.account_type = 'HOSPITAL' THEN m.online * 6 // 10 ELSE m.online END AS online_permille,
      p.is_vaccination, p.account_type = 'HOSPITAL' AS is_hospital, p.dept_no, p.site_no, m.tele
    FROM keyed k JOIN practitioner p USING (pno) JOIN month m USING (month_no) JOIN noise ON level = ${bits('k.k', 56, 8)})
  SELECT pno, platform_no, rank, from_m, month_no, k, is_vaccination, is_hospital, dept_no, tele,
    agenda_milli * (online_permille + ${below('v', 161)} - 80) // 1000 AS online_milli,
    agenda_milli * (1000 - online_permille - ${below('v', 161)} + 80) // 1000 AS desk_milli,
    [${source.map((s) => s.panelOneIn > 1).join(',')}][1 + platform_no] AS is_panel,
    ${bits('v', 20, 20)} % (${panelSize}) = 0 AND NOT (${incompleteLastMonth} AND platform_no = ${platformNumber('alpha')}
      AND month_no = ${horizon.toExclusive - 1} AND hash(${seed}::BIGINT, 'late', site_no::BIGINT) % 2 = 0) AS delivered
  FROM rated`;
}

/** A whole number of a count, rounded up or down by a draw. */
function permille(count: string, share: string, stream: string): string {
  return `((${count} * ${share} + (hash(k, '${stream}') % 1000)::BIGINT) // 1000)::INTEGER`;
}

/**
 * Table `volume` for some months: how many appointments each practitioner has on each platform, by kind. This, not the rows written
 * later, is what the truth is counted from. `k` seeds the draws of its rows and puts the practitioners in no particular order, as an export
 * does; `delivered` says whether a file carries them.
 */
export async function createVolumes(
  engine: Engine,
  options: VolumeOptions,
  scale: bigint,
  months: Horizon,
): Promise<void> {
  const whole = (rate: string, stream: string): string =>
    `((${rate} * ${scale} + (hash(k, '${stream}') % ${UNIT})::BIGINT) // ${UNIT})::INTEGER`;
  await engine.run(`
  CREATE OR REPLACE TEMP TABLE volume AS
  WITH counted AS (
    SELECT r.*, ${whole('online_milli', 'online')} AS n_online, ${whole('desk_milli', 'desk')} AS n_desk, t.pno IS NOT NULL AS teleconsults_now
    FROM (${rateSql(options, months)}) r
      LEFT JOIN tele_spell t ON t.pno = r.pno AND t.platform_no = r.platform_no AND r.month_no >= t.from_m AND r.month_no < t.to_m),
  split AS (
    SELECT pno, platform_no, rank, from_m, month_no, k, is_vaccination, is_hospital, dept_no, is_panel, delivered, n_online, n_desk,
    CASE WHEN teleconsults_now THEN ${permille('n_online', 'tele', 'tele')} ELSE 0 END AS n_tele,
    CASE WHEN is_panel THEN 0 ELSE ${permille('n_online', String(RESCHEDULED_PERMILLE), 'again')} END AS n_again,
    CASE WHEN is_panel THEN 0 ELSE ${permille('n_online', String(ENTERED_IN_ERROR_PERMILLE), 'error')} END AS n_error,
    CASE WHEN is_panel THEN 0 ELSE ${permille('n_online', String(TEST_PERMILLE), 'test')} END AS n_test
  FROM counted WHERE n_online + n_desk > 0)
  SELECT *, row_number() OVER (ORDER BY platform_no, month_no, k)::INTEGER AS volume_no,
    (sum(file_rows) OVER (PARTITION BY platform_no, month_no ORDER BY k ROWS UNBOUNDED PRECEDING) - file_rows)::BIGINT AS first_ordinal
  FROM (SELECT *, CASE WHEN delivered THEN n_online + CASE WHEN is_panel THEN 0 ELSE n_desk END + n_error + n_test + n_again ELSE 0 END AS file_rows FROM split)
  ORDER BY platform_no, month_no, k`);
}

/** Patients a practitioner can see in a month without repeating one, as SQL over `practitioner` columns. */
export function patientWindow(scale: bigint): string {
  return `((base_milli * ${LARGEST_FACTOR} * ${scale}) // ${UNIT} + 8)`;
}
