import type { Engine } from '../../engine/open-engine.ts';
import type { Horizon } from '../../market/create-lookups.ts';
import { accessRequestSql } from '../tables/terms-sql.ts';

const TABLES = {
  truth_access_request: `month_no INTEGER, side_no INTEGER, requests BIGINT, throttled BIGINT, errors BIGINT, attempts BIGINT, confirmed BIGINT, clicks BIGINT, stale BIGINT`,
  truth_access_slot: 'month_no INTEGER, slots BIGINT, eligible BIGINT',
  truth_access_showing: 'month_no INTEGER, side_no INTEGER, slots BIGINT, shown BIGINT, hidden BIGINT',
  truth_access_reading: 'month_no INTEGER, side_no INTEGER, "both" BIGINT, own_only BIGINT, partner_only BIGINT',
  truth_access_outage: 'month_no INTEGER, party INTEGER, seconds BIGINT',
  truth_access_register: 'month_no INTEGER, side_no INTEGER, requests BIGINT, refused BIGINT',
} as const;

export async function createAccessTruth(engine: Engine): Promise<void> {
  for (const [name, columns] of Object.entries(TABLES)) await engine.run(`CREATE TABLE ${name} (${columns})`);
}

/** Month number, in Paris, of an instant in milliseconds. */
const PARIS_MONTH = `(date_part('year', local) - 2015) * 12 + date_part('month', local) - 1`;

/** Adds a chunk’s rows, as the generator holds them, to the truth. An attempt is one key with its last outcome; probes are left out. */
export async function countAccess(engine: Engine, { from, toExclusive }: Horizon): Promise<void> {
  await engine.run(`INSERT INTO truth_access_request
    WITH dated AS (SELECT *, timezone('Europe/Paris', make_timestamptz(at_ms::BIGINT * 1000)) AS local FROM api_row WHERE NOT is_probe),
    ranked AS (SELECT *, ${PARIS_MONTH} AS month, endpoint = 'BOOK' AND row_number() OVER (PARTITION BY month_no, side_no, i ORDER BY is_again DESC) = 1 AS is_attempt FROM dated)
    SELECT month, side_no, count(*), count(*) FILTER (fate = 'THROTTLED'), count(*) FILTER (fate IN ('ERROR', 'TIMEOUT', 'DOWN', 'MAINTENANCE')),
      count(*) FILTER (is_attempt AND fate NOT IN ('INVALID', 'BLOCKED')), count(*) FILTER (is_attempt AND fate = 'SUCCESS'),
      count(*) FILTER (endpoint = 'SLOT_READ'), count(*) FILTER (fate = 'STALE')
    FROM ranked GROUP BY ALL`);
  await engine.run(
    `INSERT INTO truth_access_slot SELECT month_no, count(*), count(*) FILTER (is_public AND NOT own_patients_only) FROM slot_row WHERE month_no >= ${from} GROUP BY ALL`,
  );
  await engine.run(
    `INSERT INTO truth_access_showing SELECT month_no, side_no, count(*), count(shown_s), count(*) FILTER (is_hidden) FROM showing WHERE month_no >= ${from} GROUP BY ALL`,
  );
  await engine.run(`INSERT INTO truth_access_reading
    SELECT month_no, side_no, count(*) FILTER (by_own AND by_partner), count(*) FILTER (by_own AND NOT by_partner), count(*) FILTER (by_partner AND NOT by_own) FROM reading GROUP BY ALL`);
  await engine.run(`INSERT INTO truth_access_outage
    SELECT month_no, party, to_s - from_s FROM access_outage WHERE month_no >= ${from} AND month_no < ${toExclusive}`);
}

/** The register of access requests, which one file holds for all months. */
export async function countRegister(engine: Engine, seed: number): Promise<void> {
  await engine.run(`INSERT INTO truth_access_register
    SELECT m.month_no, m.side_no, count(*), count(*) FILTER (decision = 'REFUSED')
    FROM (${accessRequestSql(seed)}) r JOIN access_month m ON m.side = r.requester AND r.id[:6] = (201501 + m.month_no // 12 * 100 + m.month_no % 12)::VARCHAR GROUP BY ALL`);
}

export type CountedTables = ReadonlyMap<string, readonly number[][]>;

/** What a worker counted, table by table. */
export async function readAccessCounts(worker: Engine): Promise<CountedTables> {
  const counted = new Map<string, number[][]>();
  for (const table of Object.keys(TABLES)) {
    const rows = await worker.rows(`SELECT * FROM ${table}`);
    counted.set(
      table,
      rows.map((row) => Object.values(row).map(Number)),
    );
  }
  return counted;
}

/** Adds what workers counted to the truth of the whole, one after the other: a connection appends to one table at a time. */
export async function addAccessCounts(engine: Engine, workers: readonly CountedTables[]): Promise<void> {
  for (const counted of workers) {
    for (const [table, rows] of counted) await engine.insert(table, rows);
  }
}
