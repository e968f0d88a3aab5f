import { bits, below, drawHash } from '../engine/draw.ts';
import type { Engine } from '../engine/open-engine.ts';
import { loadDepartements } from '../parameters/departements.ts';
import { LEAD_CLASSES, SPECIALTIES } from '../parameters/professions.ts';

export interface UniverseSize {
  readonly practitioners: number;
  readonly seed: number;
}

/** Vaccination centres per practitioner of the universe: 1,800 for the country. */
const PRACTITIONERS_PER_CENTRE = 250;

export function vaccinationCentres(practitioners: number): number {
  return Math.max(4, Math.round(practitioners / PRACTITIONERS_PER_CENTRE));
}

/**
 * Table `practitioner`: the universe, spread over département × specialty by public counts, plus the vaccination centres' collective
 * agendas (numbers from `practitioners` on, outside every universe). Identifiers start with 99 and carry a valid key; there are no names.
 */
export async function createPractitioners(engine: Engine, size: UniverseSize): Promise<void> {
  await createCells(engine);
  await engine.run(`CREATE MACRO luhn_key(body) AS (10 - list_sum(list_transform(range(10), lambda i:
    CASE WHEN i % 2 = 0 THEN (2 * ((body // (10 ** i)::BIGINT) % 10)) % 10 + (2 * ((body // (10 ** i)::BIGINT) % 10)) // 10
         ELSE (body // (10 ** i)::BIGINT) % 10 END))::BIGINT % 10) % 10`);
  await engine.run(`CREATE TEMP TABLE placed AS ${placedSql(size)}`);
  await engine.run(`CREATE TABLE practitioner AS ${practitionerSql(size)}`);
  await engine.run('DROP TABLE placed');
}

/** Cells of the universe with their cumulative integer weight, and the départements. */
async function createCells(engine: Engine): Promise<void> {
  const departements = loadDepartements();
  await engine.run(
    'CREATE TABLE departement (dept_no INTEGER, dept VARCHAR, neighbour_no INTEGER, population BIGINT, lat DOUBLE, lon DOUBLE, spread INTEGER, shift INTEGER)',
  );
  await engine.insert(
    'departement',
    departements.map((d, i) => [
      i,
      d.departement,
      d.neighbour,
      d.population,
      d.lat,
      d.lon,
      spread(d.departement),
      shift(d.population),
    ]),
  );
  await engine.run(
    'CREATE TABLE specialty (specialty_no INTEGER, profession VARCHAR, specialty VARCHAR, monthly INTEGER, minutes INTEGER, lead_kind INTEGER, ceiling INTEGER, shift INTEGER, home INTEGER, teleconsults BOOLEAN)',
  );
  const rows = SPECIALTIES.map(
    (s, i) => `(${i},'${s.profession}','${s.specialty}',${s.monthly},${s.minutes},${LEAD_CLASSES.indexOf(s.lead)},
    ${s.ceilingPermille},${s.shiftMonths},${s.homePermille},${s.teleconsults})`,
  );
  await engine.run(`INSERT INTO specialty VALUES ${rows.join(',')}`);
  await engine.run('CREATE TABLE cell (low BIGINT, dept_no INTEGER, specialty_no INTEGER)');
  const cells: number[][] = [];
  let low = 0;
  departements.forEach((d, dept) =>
    SPECIALTIES.forEach((s, specialty) => {
      cells.push([low, dept, specialty]);
      const urban = s.specialty !== 'SM54' && d.population > 800_000 ? 6 : 5;
      low += s.persons * Math.round(d.population / 1000) * urban;
    }),
  );
  await engine.insert('cell', cells);
  await engine.run(`CREATE TABLE cell_total AS SELECT ${low}::BIGINT AS total`);
}

/** Half width of the jitter around the département's centre, in ten-thousandths of a degree. */
function spread(departement: string): number {
  if (departement === '75') return 400;
  return ['92', '93', '94'].includes(departement) ? 600 : 1800;
}

/** Populous départements adopt earlier. */
function shift(population: number): number {
  if (population > 1_200_000) return -8;
  if (population > 700_000) return -3;
  return population > 350_000 ? 2 : 9;
}

function placedSql({ practitioners, seed }: UniverseSize): string {
  const centres = vaccinationCentres(practitioners);
  return `
  SELECT i::INTEGER AS pno, dept_no, specialty_no, false AS is_vaccination,
    ${drawHash(seed, 'practitioner', 'i')} AS h
  FROM (SELECT i, (i * total + total // 2) // ${practitioners} AS position FROM range(${practitioners}) t(i), cell_total) p
  ASOF JOIN cell ON p.position >= cell.low
  UNION ALL
  SELECT (${practitioners} + i)::INTEGER, dept_no, NULL, true, ${drawHash(seed, 'practitioner', `${practitioners} + i`)}
  FROM (SELECT i, (2 * i + 1) * (SELECT sum(population) FROM departement)::BIGINT // ${2 * centres} AS position FROM range(${centres}) t(i)) c
  ASOF JOIN (SELECT dept_no, (sum(population) OVER (ORDER BY dept_no) - population)::BIGINT AS low FROM departement) d ON c.position >= d.low`;
}

function practitionerSql({ seed }: UniverseSize): string {
  return `
  WITH typed AS (
    SELECT p.*, profession, specialty, monthly, minutes, lead_kind, ceiling, shift AS specialty_shift, home, teleconsults,
      CASE WHEN is_vaccination THEN 'VACC_CENTRE'
        WHEN profession = 'MED' THEN CASE WHEN ${below('h', 1000)} < 380 THEN 'SOLO' WHEN ${below('h', 1000)} < 710 THEN 'GROUP'
          WHEN ${below('h', 1000)} < 770 THEN 'HEALTH_CENTRE' WHEN ${below('h', 1000)} < 995 THEN 'HOSPITAL' ELSE 'SOS' END
        WHEN ${below('h', 1000)} < 520 THEN 'SOLO' WHEN ${below('h', 1000)} < 950 THEN 'GROUP' ELSE 'HEALTH_CENTRE' END AS account_type
    FROM placed p LEFT JOIN specialty USING (specialty_no)),
  grouped AS (
    SELECT *, (row_number() OVER (PARTITION BY dept_no, account_type ORDER BY h, pno) - 1)
        // CASE account_type WHEN 'GROUP' THEN 4 WHEN 'HEALTH_CENTRE' THEN 8 WHEN 'HOSPITAL' THEN 60 WHEN 'SOS' THEN 10 ELSE 1 END AS grp
    FROM typed),
  sited AS (SELECT *, dense_rank() OVER (ORDER BY dept_no, account_type, grp) AS site_no FROM grouped),
  drawn AS (
    SELECT *, ${drawHash(seed, 'life', 'pno')} AS life, ${drawHash(seed, 'site', 'site_no')} AS place FROM sited)
  SELECT pno, is_vaccination, specialty_no, coalesce(profession, 'IDE')::profession_code AS profession, coalesce(specialty, 'IDE')::specialty_code AS specialty,
    coalesce(minutes, 10) AS minutes, coalesce(lead_kind, 1) AS lead_kind, coalesce(home, 0) AS home, coalesce(teleconsults, false) AS teleconsults,
    coalesce(ceiling, 0) AS ceiling, coalesce(specialty_shift, 0) + d.shift AS shift, account_type::account_type_code AS account_type,
    dept_no, d.dept::departement_code AS dept, d.neighbour_no, n.dept::departement_code AS neighbour, site_no::INTEGER AS site_no,
    '8' || (9900000000 + pno)::VARCHAR || luhn_key(9900000000 + pno)::VARCHAR AS id_nat,
    '1' || (99000000 + site_no)::VARCHAR || luhn_key(99000000 + site_no)::VARCHAR AS site_id,
    round(d.lat + d.spread * (${bits('place', 0, 10)} + ${bits('place', 10, 10)} - 1023) / 10230000.0, 4) AS lat,
    round(d.lon + d.spread * (${bits('place', 20, 10)} + ${bits('place', 30, 10)} - 1023) / 7161000.0, 4) AS lon,
    CASE WHEN account_type = 'HEALTH_CENTRE' THEN 'SALARIED'
      WHEN account_type = 'HOSPITAL' THEN CASE WHEN ${bits('life', 40, 4)} < 4 THEN 'MIXED' ELSE 'SALARIED' END
      WHEN ${bits('life', 40, 4)} < 2 THEN 'MIXED' ELSE 'LIBERAL' END AS mode,
    ${bits('life', 44, 10)} < 60 AS two_sites,
    CASE WHEN is_vaccination OR ${bits('life', 0, 10)} < 800 THEN -1000 ELSE ${below('(life >> 10)', 144)} END AS active_from,
    CASE WHEN is_vaccination OR ${bits('life', 20, 10)} < 840 THEN 1000
      ELSE CASE WHEN ${bits('life', 0, 10)} < 800 THEN 0 ELSE ${below('(life >> 10)', 144)} END + 12 + ${below('(life >> 30)', 150)} END AS active_to,
    (CASE WHEN is_vaccination THEN 3000 ELSE monthly END * volume_permille)::BIGINT AS base_milli
  FROM drawn JOIN departement d USING (dept_no) JOIN departement n ON n.dept_no = d.neighbour_no
    JOIN heavy_tail ON level = xor(${bits('place', 44, 10)}, ${bits('life', 54, 10)})
  ORDER BY pno`;
}
