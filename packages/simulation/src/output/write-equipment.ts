import { join } from 'node:path';
import { code } from '../engine/create-codes.ts';
import { bits, drawHash } from '../engine/draw.ts';
import type { Engine } from '../engine/open-engine.ts';
import { EVENT_MONTHS } from '../parameters/platforms.ts';
import type { Horizon } from '../market/create-lookups.ts';
import { chunkName } from './write-bookings.ts';
import { copyToParquet, type SimulatedFile } from './copy-to-parquet.ts';

/** Practitioners without any agenda are looked up one in ten. */
export const UNEQUIPPED_PANEL_ONE_IN = 10;

/**
 * Writes `equipment_panel`, one file per chunk: own’s contracts; rivals’ agendas by web listing, API, or a survey confirmed by a CRM note;
 * practitioners seen without an agenda (platform `none`); and notes of sales people that nothing confirms, which prove nothing.
 */
export async function writeEquipment(
  engine: Engine,
  seed: number,
  directory: string,
  chunks: readonly Horizon[],
): Promise<SimulatedFile[]> {
  const files: SimulatedFile[] = [];
  for (const chunk of chunks) {
    const path = join(directory, `equipment-panel-${chunkName(chunk)}.parquet`);
    const rows = await copyToParquet(engine, equipmentSql(seed, chunk), path);
    files.push({ table: 'equipment_panel', path, rows, profile: 'equipment-panel' });
  }
  return files;
}

function equipmentSql(seed: number, { from, toExclusive }: Horizon): string {
  const months = (source: string): string =>
    `SELECT *, unnest(range(greatest(from_m, ${from}), least(to_m, ${toExclusive})))::INTEGER AS month_no FROM ${source}`;
  return `
  WITH uses AS (
    SELECT pno, platform_no, from_m, to_m, ${code('product', 'AGENDA')} AS product, 1 AS weight FROM spell WHERE origin <> 'CENTRE'
    UNION ALL SELECT pno, platform_no, from_m, to_m, ${code('product', 'TELECONSULT')}, 1 FROM tele_spell
    UNION ALL SELECT pno, platform_no, greatest(from_m, ${EVENT_MONTHS.softwareCensus}), to_m, ${code('product', 'PM_SOFTWARE')}, 1 FROM pm_spell),
  monthly AS (${months(`uses WHERE from_m < ${toExclusive} AND to_m > ${from}`)}),
  known AS (SELECT *, ${drawHash(seed, 'evidence', 'pno', 'platform_no')} AS h FROM monthly),
  proven AS (
    SELECT month_no, pno, platform_no, product, weight, true AS is_equipped, unnest(
      CASE WHEN platform_no IN (0, 5) THEN [${code('evidence', 'CONTRACT')}] WHEN ${bits('h', 0, 10)} < 700 THEN [${code('evidence', 'WEB_LISTING')}]
        WHEN ${bits('h', 0, 10)} < 850 THEN [${code('evidence', 'API')}] ELSE [${code('evidence', 'SURVEY')}, ${code('evidence', 'CRM_NOTE')}] END) AS evidence
    FROM known),
  life AS (
    SELECT pno, active_from AS from_m, active_to AS to_m FROM practitioner
    WHERE NOT is_vaccination AND (pno % ${UNEQUIPPED_PANEL_ONE_IN} = 3 OR ${drawHash(seed, 'note', 'pno')} % 200 = 0)),
  alive AS (${months(`life WHERE from_m < ${toExclusive} AND to_m > ${from}`)}),
  unequipped AS (
    SELECT a.* FROM alive a ANTI JOIN (SELECT * FROM spell) s ON s.pno = a.pno AND a.month_no >= s.from_m AND a.month_no < s.to_m),
  every AS (
    SELECT * FROM proven
    UNION ALL SELECT month_no, pno, 6, ${code('product', 'AGENDA')}, ${UNEQUIPPED_PANEL_ONE_IN}, false, ${code('evidence', 'WEB_LISTING')} FROM unequipped
      WHERE pno % ${UNEQUIPPED_PANEL_ONE_IN} = 3
    UNION ALL SELECT month_no, pno, 1, ${code('product', 'AGENDA')}, 1, true, ${code('evidence', 'CRM_NOTE')} FROM unequipped
      WHERE ${drawHash(seed, 'note', 'pno')} % 200 = 0)
  SELECT make_date(2015 + month_no // 12, 1 + month_no % 12, 1) AS month, id_nat AS practitioner_id_nat, platform AS platform_code, product, is_equipped, evidence,
    make_timestamptz((epoch(make_date(2015 + month_no // 12, 1 + month_no % 12, 15))::BIGINT + 36000) * 1000000) AS observed_at,
    CASE evidence WHEN 'CONTRACT' THEN 1.0 WHEN 'API' THEN 0.99 WHEN 'WEB_LISTING' THEN 0.95 WHEN 'SURVEY' THEN 0.85 ELSE 0.5 END::DOUBLE AS confidence,
    weight::DOUBLE AS weight
  FROM every JOIN practitioner USING (pno) JOIN (SELECT platform_no, platform FROM platform UNION ALL SELECT 6, 'none') p USING (platform_no)
  ORDER BY month_no, pno, product, platform_no, evidence`;
}
