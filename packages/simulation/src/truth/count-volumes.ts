import type { Engine } from '../engine/open-engine.ts';
import { PLATFORMS, SOURCES, type Platform } from '../parameters/platforms.ts';

/** Prepares the tables into which each chunk’s volumes are counted. */
export async function createTruthTables(engine: Engine): Promise<void> {
  await engine.run(`CREATE TABLE truth_booking (month_no INTEGER, platform_no INTEGER, online BIGINT, desk BIGINT, teleconsultation BIGINT,
    vaccination_online BIGINT, hospital_online BIGINT, practitioners BIGINT, file_rows BIGINT, file_online BIGINT, file_vaccination_online BIGINT,
    file_hospital_online BIGINT, file_desk BIGINT, again BIGINT, error BIGINT, test BIGINT)`);
  await engine.run(
    'CREATE TABLE truth_departement (year INTEGER, dept_no INTEGER, platform_no INTEGER, file_online BIGINT)',
  );
}

/**
 * Adds the connection’s `volume` to the truth and returns the platforms that have rows to write. Without prefix: what happened. `file_`:
 * what the files carry (rows of a panel are not yet weighted).
 */
export async function countVolumes(engine: Engine): Promise<Set<Platform>> {
  await engine.run(`INSERT INTO truth_booking
    SELECT month_no, platform_no, sum(n_online)::BIGINT, sum(n_desk)::BIGINT, sum(n_tele)::BIGINT, coalesce(sum(n_online) FILTER (is_vaccination), 0)::BIGINT,
      coalesce(sum(n_online) FILTER (is_hospital), 0)::BIGINT, count(DISTINCT pno) FILTER (n_online > 0),
      sum(file_rows)::BIGINT,
      coalesce(sum(n_online) FILTER (delivered), 0)::BIGINT, coalesce(sum(n_online) FILTER (delivered AND is_vaccination), 0)::BIGINT,
      coalesce(sum(n_online) FILTER (delivered AND is_hospital), 0)::BIGINT, coalesce(sum(n_desk) FILTER (delivered AND NOT is_panel), 0)::BIGINT,
      coalesce(sum(n_again) FILTER (delivered), 0)::BIGINT, coalesce(sum(n_error) FILTER (delivered), 0)::BIGINT,
      coalesce(sum(n_test) FILTER (delivered), 0)::BIGINT
    FROM volume GROUP BY ALL`);
  await engine.run(`INSERT INTO truth_departement
    SELECT 2015 + month_no // 12, dept_no, platform_no, sum(n_online)::BIGINT FROM volume WHERE delivered GROUP BY ALL`);
  const rows = await engine.rows(`SELECT DISTINCT platform_no FROM volume WHERE file_rows > 0`);
  return new Set(rows.flatMap((row) => PLATFORMS[Number(row['platform_no'])] ?? []));
}

const COUNTED = ['truth_booking', 'truth_departement'] as const;
export type CountedVolumes = ReadonlyMap<string, readonly number[][]>;

/** What a worker counted, table by table. */
export async function readCounts(worker: Engine): Promise<CountedVolumes> {
  const counted = new Map<string, number[][]>();
  for (const table of COUNTED) {
    const rows = await worker.rows(`SELECT * FROM ${table}`);
    counted.set(
      table,
      rows.map((row) => Object.values(row).map(Number)),
    );
  }
  return counted;
}

/** Adds what workers counted to the truth of the whole, one after the other: a connection appends to one table at a time. */
export async function addCounts(engine: Engine, workers: readonly CountedVolumes[]): Promise<void> {
  for (const counted of workers) {
    for (const [table, rows] of counted) await engine.insert(table, rows);
  }
}

/** Weight of a row of a platform’s files. */
export function weightOf(platformNo: number): number {
  const platform = PLATFORMS[platformNo];
  return platform === undefined ? 1 : SOURCES[platform].weight;
}
