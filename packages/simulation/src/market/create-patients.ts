import type { Engine } from '../engine/open-engine.ts';
import { COUNTRY_PRACTITIONERS } from '../parameters/professions.ts';
import { patientWindow } from './create-volumes.ts';

/** Windows of patients that a practitioner goes through before the first ones come back, by lead class: months between two visits. */
export const VISIT_EVERY_MONTHS = [4, 6, 12] as const;
/** A patient stays with a practitioner for this long; afterwards another person holds the number. */
export const PATIENT_STAYS_MONTHS = 36;
/** Generations of patients within the longest market (180 months from 2015), plus one for the phase. */
const GENERATIONS = 8;

/**
 * Table `patient_range`: per département, a prime number of patients, so that stepping through them by a fixed stride never meets one twice
 * within a practitioner. As many as the population (scaled to the universe's size), or more where a vaccination centre needs it.
 */
export async function createPatientRanges(engine: Engine, scale: bigint, practitioners: number): Promise<void> {
  const rows = await engine.rows(`
    SELECT d.dept_no, greatest(d.population * ${practitioners} // ${COUNTRY_PRACTITIONERS},
      coalesce(max(${patientWindow(scale)} * 2 * CASE WHEN is_vaccination THEN 24 ELSE ${GENERATIONS} * [${VISIT_EVERY_MONTHS.join(',')}][1 + lead_kind] END), 0)
    )::VARCHAR AS least
    FROM departement d LEFT JOIN practitioner p ON p.dept_no = d.dept_no OR p.neighbour_no = d.dept_no
    GROUP BY d.dept_no, d.population ORDER BY d.dept_no`);
  await engine.run('CREATE TABLE patient_range (dept_no INTEGER, patients BIGINT)');
  await engine.insert(
    'patient_range',
    rows.map((row) => [Number(row['dept_no']), nextPrime(Number(row['least']))]),
  );
}

export function nextPrime(from: number): number {
  let n = Math.max(2, Math.ceil(from));
  while (!isPrime(n)) n++;
  return n;
}

function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return n > 1;
}
