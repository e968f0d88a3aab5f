import { join } from 'node:path';
import type { Engine } from '../engine/open-engine.ts';
import type { Horizon } from '../market/create-lookups.ts';
import { monthText } from '../parameters/calendar.ts';
import { copyToParquet, type SimulatedFile } from './copy-to-parquet.ts';

/** Those who left stay in the register, inactive, for this many months. */
const KEPT_AFTER_LEAVING = 24;

/** Months on whose first day the register is read: the first one, then each January. */
export function snapshotMonths({ from, toExclusive }: Horizon): number[] {
  const months = [from];
  for (let m = (Math.floor(from / 12) + 1) * 12; m < toExclusive; m += 12) months.push(m);
  return months;
}

/** Writes one file per snapshot of the register. Vaccination centres are nobody’s practice and are not in it. */
export async function writeUniverse(
  engine: Engine,
  seed: number,
  directory: string,
  horizon: Horizon,
): Promise<SimulatedFile[]> {
  const files: SimulatedFile[] = [];
  for (const month of snapshotMonths(horizon)) {
    const name = `universe-${monthText(month)}-01.parquet`;
    const path = join(directory, name);
    const rows = await copyToParquet(
      engine,
      `SELECT DATE '${monthText(month)}-01' AS snapshot_date, id_nat AS practitioner_id_nat, profession, specialty, mode,
        active_to > ${month} AS active, dept AS principal_dept,
        (CASE WHEN two_sites THEN [dept, neighbour] ELSE [dept] END)::VARCHAR[] AS site_depts, 'simulated register' AS source,
        sha256('simulated:${seed}:${name}') AS source_file_sha256
      FROM practitioner WHERE NOT is_vaccination AND active_from <= ${month} AND active_to > ${month - KEPT_AFTER_LEAVING} ORDER BY pno`,
      path,
    );
    files.push({ table: 'universe_snapshot', path, rows, profile: 'universe' });
  }
  return files;
}
