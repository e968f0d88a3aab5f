import { code } from '../engine/create-codes.ts';
import { bits, drawHash } from '../engine/draw.ts';
import type { Engine } from '../engine/open-engine.ts';
import { PATIENT_STAYS_MONTHS, VISIT_EVERY_MONTHS } from '../market/create-patients.ts';
import { patientWindow } from '../market/create-volumes.ts';
import { PLATFORMS, SOURCES, type Platform } from '../parameters/platforms.ts';
import { LEVELS } from '../parameters/quantiles.ts';

export interface BookingSqlInput {
  readonly seed: number;
  readonly scale: bigint;
  readonly platform: Platform;
  /** Seconds since 1970 at which every export was made. */
  readonly extractedAt: number;
  /** Name of the export that the platform would have made; its SHA-256 stands in `source_file_sha256`. */
  readonly exportName: string;
}

/** Stride through a département's patients; a prime above every divisor that a range could share with it. */
const STRIDE = 104_729;

/**
 * Tables that every platform's rows of a chunk are read from: `agenda`, a volume with what is known of its practitioner, and `listed_booking`,
 * one narrow row per booking. (Unnesting the wide rows directly would hand every later step vectors of one or two rows.)
 */
export async function prepareBookings(
  engine: Engine,
  { seed, scale }: Pick<BookingSqlInput, 'seed' | 'scale'>,
): Promise<void> {
  await engine.run(`CREATE OR REPLACE TEMP TABLE agenda AS
    SELECT v.*, p.* EXCLUDE (pno, dept_no, is_vaccination, active_from, active_to, mode), ${patientWindow(scale)} AS patient_window,
      (201501 + month_no // 12 * 100 + month_no % 12)::VARCHAR || '-' AS id_prefix, 'simulated-' || p.pno AS subscription,
      ${drawHash(seed, 'patients', 'v.pno')} % 1000000007 AS patient_origin,
      CASE WHEN v.is_vaccination THEN 24 ELSE [${VISIT_EVERY_MONTHS.join(',')}][1 + lead_kind] END AS visit_every,
      here.patients AS here_patients, away.patients AS away_patients
    FROM volume v JOIN practitioner p ON p.pno = v.pno JOIN patient_range here ON here.dept_no = p.dept_no
      JOIN patient_range away ON away.dept_no = p.neighbour_no
    WHERE file_rows > 0`);
  await engine.run(`CREATE OR REPLACE TEMP TABLE listed_booking AS
    SELECT volume_no, platform_no, unnest(range(file_rows))::INTEGER AS j FROM volume WHERE file_rows > 0`);
}

/**
 * The rows of one platform over the months prepared, in the contract's columns. Kinds of row within a practitioner and month, by position:
 * online, desk, entered in error, test, booked again (the second of a cancelled pair).
 */
export function bookingSql(input: BookingSqlInput): string {
  return `WITH ${drawnSql(input)}, ${timedSql()} ${finalSql(input)}`;
}

function drawnSql({ platform }: BookingSqlInput): string {
  const number = PLATFORMS.indexOf(platform);
  return `
  listed AS (
    SELECT a.*, l.j FROM (SELECT volume_no, j FROM listed_booking WHERE platform_no = ${number}) l
      JOIN (SELECT * FROM agenda WHERE platform_no = ${number}) a ON a.volume_no = l.volume_no),
  kinds AS (
    SELECT *, CASE WHEN j < n_online THEN 0 WHEN is_panel THEN 0 WHEN j < n_online + n_desk THEN 1 WHEN j < n_online + n_desk + n_error THEN 2
      WHEN j < n_online + n_desk + n_error + n_test THEN 3 ELSE 4 END AS kind FROM listed),
  sourced AS (SELECT *, CASE WHEN kind = 4 THEN j - n_online - n_desk - n_error - n_test ELSE j END AS src FROM kinds),
  drawn AS (SELECT *, hash(k, src) AS h, hash(k, src, 2::TINYINT) AS g, kind IN (0, 4) AND src < n_again AS is_pair FROM sourced)`;
}

/** Instants as whole seconds; local clock through tables of midnights. Both rows of a pair recompute the first one's draws. */
function timedSql(): string {
  return `
  booked AS (
    SELECT d.*, b.day_no, b.midnight, a.appointment_second, u.published_minutes,
      b.midnight + CASE WHEN kind = 1 THEN c.desk_second ELSE c.online_second END + ${bits('h', 50, 12)} % 3600 AS first_booked,
      CASE WHEN is_pair THEN greatest(l.lead_days, 8) ELSE l.lead_days END AS lead_days
    FROM drawn d
      JOIN clock c ON c.level = ${bits('h', 0, 10)}
      JOIN booking_day b ON b.day_key = (month_no * 2 + (kind = 1)::INTEGER) * ${LEVELS} + CASE WHEN is_pair THEN ${bits('h', 10, 10)} >> 1 ELSE ${bits('h', 10, 10)} END
      JOIN lead l ON l.lead_key = CASE WHEN is_vaccination THEN 1 ELSE lead_kind END * ${LEVELS} + ${bits('h', 20, 10)}
      JOIN clock a ON a.level = ${bits('h', 30, 10)}
      JOIN clock u ON u.level = ${bits('h', 40, 10)}),
  paired AS (
    SELECT *, first_booked + 3600 + ${bits('g', 10, 10)} * 300 AS pair_cancelled,
      CASE WHEN kind = 4 THEN first_booked + 4200 + ${bits('g', 10, 10)} * 300 + ${bits('g', 20, 10)} * 75 ELSE first_booked END AS booked_s
    FROM booked),
  timed AS (
    SELECT p.*, w.open_midnight + appointment_second AS start_s
    FROM paired p JOIN working_day w ON w.any_day = day_no + lead_days + CASE WHEN kind = 4 THEN 5 ELSE 0 END
      + (lead_days = 0 AND appointment_second < booked_s - midnight + 900)::INTEGER),
  stated AS (
    SELECT *, start_s + minutes * 60 AS end_s,
      CASE WHEN kind = 0 AND is_pair THEN pair_cancelled
        WHEN kind IN (0, 1) AND ${bits('g', 0, 10)} < 123 THEN booked_s + greatest(start_s - booked_s, 1) * (${bits('g', 10, 10)} + 1) // 1026 END AS cancelled_s,
      kind = 0 AND src < n_tele OR kind = 4 AND src < n_tele AS is_tele,
      month_no + ${PATIENT_STAYS_MONTHS} + (src * 7) % ${PATIENT_STAYS_MONTHS} AS phase
    FROM timed),
  peopled AS (
    SELECT *, (((CASE WHEN is_vaccination THEN 0 ELSE phase // ${PATIENT_STAYS_MONTHS} END) * visit_every + month_no % visit_every) * 2 + rank - 1)
      * patient_window + src AS patient_index,
      is_vaccination OR month_no - visit_every < from_m OR (phase - visit_every) // ${PATIENT_STAYS_MONTHS} < phase // ${PATIENT_STAYS_MONTHS} AS is_new
    FROM stated)`;
}

function instant(seconds: string): string {
  return `make_timestamptz((${seconds})::BIGINT * 1000000)`;
}

function finalSql(input: BookingSqlInput): string {
  const { platform, extractedAt } = input;
  const source = SOURCES[platform];
  const panel = source.panelOneIn > 1;
  const unlessPanel = (sql: string, type = 'VARCHAR'): string => (panel ? `NULL::${type}` : sql);
  return `
  SELECT id_prefix || (first_ordinal + j) AS booking_id, ${code('platform', platform)} AS platform_code, ${code('data_origin', source.dataOrigin)} AS data_origin,
    ${source.weight}::DOUBLE AS weight, ${source.weightSe ?? 'NULL'}::DOUBLE AS weight_se,
    ${patientSql(input, unlessPanel)}
    id_nat AS practitioner_id_nat, profession AS profession_code, specialty AS specialty_code, account_type, site_id AS site_id_nat, dept AS site_dept,
    lat AS site_lat, lon AS site_lon,
    CASE WHEN is_vaccination THEN CASE ${bits('g', 50, 8)} % 3 WHEN 0 THEN ${code('motive', 'COVID_BOOSTER')} WHEN 1 THEN ${code('motive', 'COVID_DOSE_2')}
      ELSE ${code('motive', 'COVID_DOSE_1')} END
      ELSE CASE ${bits('g', 50, 2)} WHEN 0 THEN ${code('motive', 'FIRST_VISIT')} WHEN 1 THEN ${code('motive', 'FOLLOW_UP')}
      ELSE ${code('motive', 'CONSULTATION')} END END AS motive_code,
    CASE WHEN is_tele THEN ${code('visit_mode', 'VR')} WHEN ${bits('h', 20, 10)} < home THEN ${code('visit_mode', 'HH')} ELSE ${code('visit_mode', 'AMB')} END AS visit_mode,
    is_tele AS is_telehealth, is_vaccination, channel, ${partnerSql(platform)} AS partner_code, NULL::VARCHAR AS slot_id,
    ${unlessPanel(`CASE WHEN kind <> 1 THEN ${instant('booked_s - 60 - published_minutes * 60')} END`, 'TIMESTAMPTZ')} AS slot_published_at,
    ${instant('booked_s')} AS booked_at, ${instant('start_s')} AS appointment_start, ${instant('end_s')} AS appointment_end,
    CASE WHEN kind = 2 THEN ${code('status', 'entered_in_error')} WHEN is_cancelled THEN ${code('status', 'cancelled')}
      WHEN kind = 3 OR end_s >= ${extractedAt} THEN ${code('status', 'booked')} WHEN ${bits('g', 0, 10)} >= 980 THEN ${code('status', 'noshow')}
      ELSE ${code('status', 'fulfilled')} END AS status,
    CASE WHEN is_cancelled THEN ${instant('cancelled_s')} END AS cancelled_at,
    CASE WHEN NOT is_cancelled THEN NULL WHEN is_pair OR ${bits('g', 58, 6)} < 50 THEN ${code('cancelled_by', 'PATIENT')}
      WHEN ${bits('g', 58, 6)} < 62 THEN ${code('cancelled_by', 'PRACTITIONER')} ELSE ${code('cancelled_by', 'PLATFORM')} END AS cancelled_by,
    CASE WHEN kind = 4 THEN id_prefix || (first_ordinal + src) END AS rescheduled_from,
    kind = 3 AS is_test, ${platform === 'own' ? 'subscription' : 'NULL::VARCHAR'} AS subscription_id,
    ${instant(String(extractedAt))} AS extracted_at, sha256('${input.exportName}') AS source_file_sha256
  FROM (
    SELECT *, ${channelSql(platform)} AS channel, cancelled_s IS NOT NULL AND cancelled_s < ${extractedAt} AS is_cancelled,
      (patient_index * 7919 >> 3) % 1000 < 150 AS is_away
    FROM peopled)`;
}

/** Pseudonym, new to the practitioner, département of residence: 15 % come from the neighbouring one. Tests use a range of their own. */
function patientSql({ seed }: BookingSqlInput, unlessPanel: (sql: string, type?: string) => string): string {
  const pid = `sha256('${seed}:' || CASE WHEN kind = 3 THEN 999000000000 + month_no::BIGINT * 10000000 + first_ordinal + j
    WHEN is_away THEN neighbour_no::BIGINT * 1000000000 + (patient_origin + patient_index * ${STRIDE}) % away_patients
    ELSE dept_no::BIGINT * 1000000000 + (patient_origin + patient_index * ${STRIDE}) % here_patients END)`;
  return `${unlessPanel(pid)} AS patient_pid, ${unlessPanel('is_new', 'BOOLEAN')} AS patient_is_new_to_practitioner,
    ${unlessPanel('CASE WHEN is_away THEN neighbour ELSE dept END')} AS patient_dept,`;
}

function partnerSql(platform: Platform): string {
  if (platform === 'alpha')
    return `CASE WHEN channel = ${code('channel', 'PARTNER_API')} THEN ${code('platform', 'gamma')} END`;
  if (platform !== 'own') return 'NULL::VARCHAR';
  const b = bits('g', 30, 4);
  return `CASE WHEN channel <> ${code('channel', 'PARTNER_API')} THEN NULL WHEN ${b} < 8 THEN ${code('platform', 'alpha')}
    WHEN ${b} < 12 THEN ${code('platform', 'beta')} WHEN ${b} < 15 THEN ${code('platform', 'gamma')} ELSE ${code('platform', 'delta')} END`;
}

function channel(text: string): string {
  return code('channel', text);
}

/** Thresholds in 1,024ths of the online bookings; partners come in January 2019, the care-access service (SAS) in January 2022. */
function channelSql(platform: Platform): string {
  const b = bits('g', 20, 10);
  const partner =
    platform === 'own'
      ? 'CASE WHEN month_no >= 84 THEN 62 WHEN month_no >= 48 THEN 41 ELSE 0 END'
      : platform === 'alpha'
        ? '20'
        : '0';
  return `CASE WHEN kind = 1 THEN CASE WHEN ${b} < 610 THEN ${channel('PHONE')} WHEN ${b} < 980 THEN ${channel('DESK')} ELSE ${channel('CALLCENTER')} END
    WHEN ${b} < ${partner} THEN ${channel('PARTNER_API')} WHEN ${b} >= 1012 AND month_no >= 84 AND specialty = ${code('specialty', 'SM54')} THEN ${channel('SAS')}
    WHEN ${b} >= 940 THEN ${channel('WIDGET')} WHEN ${b} < 330 + least(330, month_no * 3) THEN ${channel('OWN_APP')} ELSE ${channel('OWN_WEB')} END`;
}
