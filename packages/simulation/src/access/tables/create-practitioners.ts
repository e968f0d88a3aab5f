import { mixedHash } from '../../engine/draw.ts';
import type { Engine } from '../../engine/open-engine.ts';
import * as p from '../parameters.ts';

/** Agendas that own manages: the first ones of each place. */
export const OWN_MANAGED = p.MANAGED_BY.filter((side) => side === 'own').length;
/** Identifiers of practitioners whom the universe does not hold, because it is too small for one in every place. */
const BEYOND_UNIVERSE = 9_990_000_000;

/**
 * `access_practitioner`: ten per place (specialty × département), from the universe as far as it has them; `managed_by` says whose agenda each of them
 * uses. `access_mandate`: whose slots a partner may show, numbered from 0 within the partner.
 */
export async function createAccessPractitioners(engine: Engine, seed: number): Promise<void> {
  const managed = p.MANAGED_BY.map((side) => `'${side}'`).join(',');
  await engine.run(`CREATE TABLE access_practitioner AS
    WITH place AS (SELECT DISTINCT place_no, specialty, dept FROM access_cell),
    known AS (
      SELECT place_no, row_number() OVER (PARTITION BY place_no ORDER BY pno) - 1 AS k, id_nat, site_id
      FROM practitioner q JOIN place ON place.specialty = q.specialty::VARCHAR AND place.dept = q.dept::VARCHAR WHERE NOT is_vaccination),
    every AS (SELECT place.*, unnest(range(${p.PRACTITIONERS_PER_CELL})) AS k FROM place)
    SELECT e.place_no::INTEGER AS place_no, e.k::INTEGER AS k, e.place_no * ${p.PRACTITIONERS_PER_CELL} + e.k AS practitioner_no, specialty, dept, [${managed}][1 + e.k] AS managed_by,
      coalesce(id_nat, '8' || (${BEYOND_UNIVERSE} + e.place_no * 100 + e.k)::VARCHAR || luhn_key(${BEYOND_UNIVERSE} + e.place_no * 100 + e.k)::VARCHAR) AS id_nat,
      coalesce(site_id, '1' || (99900000 + e.place_no)::VARCHAR || luhn_key(99900000 + e.place_no)::VARCHAR) AS site_id
    FROM every e LEFT JOIN known n ON n.place_no = e.place_no AND n.k = e.k
    ORDER BY e.place_no, e.k`);
  await engine.run('CREATE TABLE access_side (side_no INTEGER, side VARCHAR, mandate_permille INTEGER)');
  await engine.insert(
    'access_side',
    p.ACCESS_SIDES.map((side, s) => [s, side, p.VOLUMES[side].mandatePermille]),
  );
  await engine.run(`CREATE TABLE access_mandate AS
    SELECT side_no, side, place_no, k, practitioner_no, id_nat, (row_number() OVER (PARTITION BY side_no ORDER BY practitioner_no) - 1)::INTEGER AS mandate_no,
      (count(*) OVER (PARTITION BY side_no))::INTEGER AS mandates
    FROM access_practitioner JOIN access_side s ON side_no > 0
    WHERE managed_by = 'own' AND ${mixedHash(seed, 'mandate', 'side_no', 'practitioner_no')} % 1000 < mandate_permille
    ORDER BY side_no, practitioner_no`);
}
