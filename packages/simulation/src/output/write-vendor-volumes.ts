import { join } from 'node:path';
import { bits, drawHash } from '../engine/draw.ts';
import type { Engine } from '../engine/open-engine.ts';
import type { Horizon } from '../market/create-lookups.ts';
import { copyToParquet, type SimulatedFile } from './copy-to-parquet.ts';

/** Half width of the error of an estimate and its stated standard error, per mille of the value. */
const ESTIMATE_ERROR_PERMILLE = 80;
const ESTIMATE_SE_PERMILLE = 50;

/** Table `vendor_truth`: true revenue (cents, excluding tax) and contracts signed, per month and platform; the purchase signs none. */
export async function createVendorTruth(engine: Engine, horizon: Horizon): Promise<void> {
  const { from, toExclusive } = horizon;
  const months = (table: string): string =>
    `SELECT *, unnest(range(greatest(from_m, ${from}), least(to_m, ${toExclusive})))::INTEGER AS month_no FROM ${table}
     WHERE from_m < ${toExclusive} AND to_m > ${from}`;
  const discount = `CASE account_type WHEN 'HOSPITAL' THEN 40 WHEN 'GROUP' THEN 85 ELSE 100 END`;
  await engine.run(`CREATE TABLE vendor_truth AS
  WITH seats AS (
    SELECT a.month_no, a.platform_no, sum(CASE WHEN a.platform_no = 0 THEN m.agenda_cents ELSE v.agenda_cents END * ${discount} // 100)::BIGINT AS cents
    FROM (${months('spell')}) a JOIN practitioner p USING (pno) JOIN platform v ON v.platform_no = a.platform_no
      JOIN month m ON m.month_no = greatest(a.from_m, a.month_no - 12, -60)
    WHERE a.origin <> 'CENTRE' GROUP BY ALL
    UNION ALL
    SELECT month_no, t.platform_no, sum(v.tele_cents)::BIGINT FROM (${months('tele_spell')}) t JOIN platform v ON v.platform_no = t.platform_no GROUP BY ALL)
  SELECT month_no, platform_no, 'REVENUE_CENTS' AS measure, sum(cents)::BIGINT AS amount FROM seats GROUP BY ALL
  UNION ALL
  SELECT from_m, platform_no, 'NEW_CONTRACTS', count(*) FROM spell
  WHERE origin NOT IN ('CENTRE', 'ACQUIRED') AND from_m >= ${from} AND from_m < ${toExclusive} GROUP BY ALL`);
}

/** Writes `vendor_volume`: own and the bought platform from their books, the rivals as estimates with a standard error. */
export async function writeVendorVolumes(engine: Engine, seed: number, directory: string): Promise<SimulatedFile> {
  const path = join(directory, 'vendor-volume.parquet');
  const stated = `amount * (1000 - ${ESTIMATE_ERROR_PERMILLE} + ${bits('h', 0, 20)} % ${2 * ESTIMATE_ERROR_PERMILLE + 1}) // 1000`;
  const rows = await copyToParquet(
    engine,
    `SELECT make_date(2015 + month_no // 12, 1 + month_no % 12, 1) AS month, platform AS platform_code, measure,
      CASE WHEN is_exact THEN amount ELSE ${stated} END::DECIMAL(18,2) AS value,
      CASE WHEN NOT is_exact THEN greatest(1, ${stated} * ${ESTIMATE_SE_PERMILLE} // 1000) END::DECIMAL(18,2) AS value_se,
      CASE WHEN is_exact THEN 'OWN_SYSTEM' ELSE 'ESTIMATE' END AS data_origin
    FROM (SELECT *, platform_no IN (0, 5) AS is_exact, ${drawHash(seed, 'estimate', 'platform_no', 'month_no', "CASE measure WHEN 'REVENUE_CENTS' THEN 1 ELSE 2 END")} AS h
      FROM vendor_truth JOIN platform USING (platform_no))
    ORDER BY month_no, platform_no, measure`,
    path,
  );
  return { table: 'vendor_volume', path, rows, profile: 'vendor-volume' };
}
