import { openDatabase } from '../../engine/open-database.ts';
import { quoteText } from '../../engine/quote.ts';
import { runSql } from '../../engine/run-sql.ts';

/** Valid, deterministic bookings of the export contract, written by the engine as CSV or Parquet: for tests and benchmarks. */
export async function writeBookings(path: string, rows: number, format: 'csv' | 'parquet' = 'csv'): Promise<void> {
  const database = await openDatabase({ memoryLimitMb: 800 });
  try {
    const options = format === 'csv' ? `FORMAT csv, HEADER, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%SZ'` : 'FORMAT parquet';
    await runSql(await database.connect(), `COPY (${bookingsSql(rows)}) TO ${quoteText(path)} (${options})`);
  } finally {
    database.close();
  }
}

/** RPPS numbers with their key digit: the Luhn sum of the ten digits before it. */
const KEYED = `
  n10 || ((10 - (list_sum([(2 * d // 10 + 2 * d % 10) FOR d IN [n10[i]::INTEGER FOR i IN [10, 8, 6, 4, 2]]])
    + list_sum([n10[i]::INTEGER FOR i IN [9, 7, 5, 3, 1]])) % 10) % 10)::VARCHAR`;

function bookingsSql(rows: number): string {
  return `
WITH draw AS (SELECT i, (hash(i) >> 2)::BIGINT AS h, TIMESTAMP '2026-03-01 08:00:00' + to_seconds((hash(i, 1) % 2592000)::BIGINT) AS t0 FROM range(${rows}) t(i)),
numbered AS (SELECT *, (1000000000 + (h % 2000) * 7)::VARCHAR AS n10 FROM draw)
SELECT 'B' || lpad(i::VARCHAR, 10, '0') AS booking_id, ['own', 'alpha', 'beta', 'gamma', 'delta'][h % 5 + 1] AS platform_code, 'OWN_SYSTEM' AS data_origin, 1.0::DOUBLE AS weight,
  NULL::DOUBLE AS weight_se, md5(((h // 7) % 500000)::VARCHAR) || md5(((h // 7) % 500000)::VARCHAR) AS patient_pid, h % 3 = 0 AS patient_is_new_to_practitioner,
  lpad((h % 19 + 1)::VARCHAR, 2, '0') AS patient_dept, '8' || ${KEYED} AS practitioner_id_nat, 'MED' AS profession_code, 'SM' || (h % 60)::VARCHAR AS specialty_code,
  ['SOLO', 'GROUP', 'HEALTH_CENTRE', 'HOSPITAL'][h % 4 + 1] AS account_type, '1' || (750000000 + h % 1000)::VARCHAR AS site_id_nat, lpad((h % 19 + 1)::VARCHAR, 2, '0') AS site_dept,
  48.85 + (h % 100) / 1000 AS site_lat, 2.35 + (h % 90) / 1000 AS site_lon, 'M' || (h % 12)::VARCHAR AS motive_code, ['AMB', 'VR'][h % 2 + 1] AS visit_mode, h % 2 = 1 AS is_telehealth,
  false AS is_vaccination, ['OWN_APP', 'OWN_WEB', 'WIDGET', 'PHONE', 'DESK'][h % 5 + 1] AS channel, NULL::VARCHAR AS partner_code, 'S' || i::VARCHAR AS slot_id,
  t0 - INTERVAL 2 DAY AS slot_published_at, t0 AS booked_at, t0 + INTERVAL 3 DAY AS appointment_start, t0 + INTERVAL 3 DAY + INTERVAL 20 MINUTE AS appointment_end,
  'booked' AS status, NULL::TIMESTAMP AS cancelled_at, NULL::VARCHAR AS cancelled_by, NULL::VARCHAR AS rescheduled_from, false AS is_test, NULL::VARCHAR AS subscription_id,
  TIMESTAMP '2026-04-01 00:00:00' AS extracted_at, repeat('0', 64) AS source_file_sha256
FROM numbered`;
}
