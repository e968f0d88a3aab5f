import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../engine/open-database.ts';
import { readRows } from '../engine/read-rows.ts';
import { ingestFile, type IngestOutcome } from './ingest-file.ts';
import { ingestRowsPath, listIngests } from './list-ingests.ts';
import { readRejects } from './read-rejects.ts';

const DATA = fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const REGISTER = 'fr-centres-vaccination/centres-vaccination_';

describe.skipIf(!existsSync(DATA))('the real public files (needs ../shared/data)', () => {
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'vigie-real-'));
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  const ingest = (name: string): Promise<IngestOutcome> => ingestFile({ home }, { path: join(DATA, name) });
  const rowsOf = (outcome: { id: string }): string => `'${ingestRowsPath(home, outcome.id)}'`;
  async function ask(sql: string) {
    const database = await openDatabase();
    try {
      return await readRows(await database.connect(), sql);
    } finally {
      database.close();
    }
  }

  it('four weeks with the register of 2021-05-04: 2,956,862 + 290,137 + 120,103 + 8,583 = 3,375,685 (+ 0 unmatched)', async () => {
    const bookings = await ingest('fr-allocations-vs-rdv/allocations-vs-rdv_weeks-2021-04-12_2021-05-03.csv.gz');
    const register = await ingest(`${REGISTER}2021-05-04.csv.gz`);
    expect(bookings).toMatchObject({
      table: 'booking_count',
      encoding: 'windows-1252',
      rowsIn: 3731,
      accepted: 3731,
      warned: 2,
    });
    expect(bookings.issueCounts).toEqual([{ rule: 'DUP', severity: 'warn', rows: 2 }]);
    expect(
      await ask(
        `SELECT coalesce(r.platform_code, 'unmatched') AS platform, sum(b.bookings)::BIGINT AS n FROM ${rowsOf(bookings)} b LEFT JOIN ${rowsOf(register)} r USING (site_id) GROUP BY 1 ORDER BY 2 DESC`,
      ),
    ).toEqual([
      { platform: 'doctolib', n: 2_956_862 },
      { platform: 'keldoc', n: 290_137 },
      { platform: 'maiia', n: 120_103 },
      { platform: 'none', n: 8583 },
    ]);
  });

  it('each register is dated by its name, keeps every row, and says each repair with before and after', async () => {
    const [january, may, july] = [
      await ingest(`${REGISTER}2021-01-15.csv.gz`),
      await ingest(`${REGISTER}2021-05-04.csv.gz`),
      await ingest(`${REGISTER}2021-07-18.csv.gz`),
    ];
    expect([january, may, july].map((r) => [r?.rowsIn, r?.accepted, r?.dataFrom])).toEqual([
      [854, 854, '2021-01-15'],
      [2252, 2252, '2021-05-04'],
      [2648, 2648, '2021-07-18'],
    ]);
    expect(january?.repairs).toContainEqual({ from: 'Dotolib', to: 'doctolib', kind: 'TYPO', rows: 1 });
    expect(january?.repairs).toContainEqual({ from: 'MAIA', to: 'maiia', kind: 'TYPO', rows: 1 });
    expect(january?.repairs.reduce((sum, r) => sum + r.rows, 0)).toBe(65);
    expect(january?.warnings).toEqual([]);
    expect(may?.alreadyIngested).toBe(true);
  });

  it('repairs off: in January 357 + 109 + 2 padded + 1 without scheme = 469 are doctolib as they stand, 469 + 63 words = 532 with repairs', async () => {
    const january = await ingest(`${REGISTER}2021-01-15.csv.gz`);
    expect(
      await ask(
        `SELECT count(*) FILTER (WHERE platform_code_asis = 'doctolib') AS asis, count(*) FILTER (WHERE platform_code = 'doctolib') AS mended FROM ${rowsOf(january)}`,
      ),
    ).toEqual([{ asis: 469, mended: 532 }]);
  });

  it('availability: rows, and the hourly counts of the same profile', async () => {
    const rows = await ingest('fr-vitemadose-availability/availability_2021-04-10_2021-04-14.csv.gz');
    expect(rows).toMatchObject({
      table: 'availability',
      rowsIn: 5292,
      accepted: 5292,
      dataFrom: '2021-04-10',
      dataTo: '2021-04-14',
    });
    expect(await ask(`SELECT count(*) FILTER (WHERE has_free_slot) AS free FROM ${rowsOf(rows)}`)).toEqual([
      { free: 826 },
    ]);
    const hourly = await ingest('fr-vitemadose-availability/platform_hourly_2021-04-07.json');
    expect(hourly).toMatchObject({ table: 'availability_hourly', format: 'json', rowsIn: 60, accepted: 60 });
    expect(
      await ask(`SELECT "at", platform_code, places_listed, places_available FROM ${rowsOf(hourly)} LIMIT 1`),
    ).toEqual([{ at: '2021-04-07T00:00:00Z', platform_code: 'doctolib', places_listed: 1394, places_available: 182 }]);
  });

  it('the five reference files; one of them fills two tables', async () => {
    const outcomes = [];
    for (const file of readdirSync(join(DATA, 'fr-denominators')).sort())
      outcomes.push(await ingest(`fr-denominators/${file}`));
    expect(outcomes.map((o) => [o.table, o.rowsIn, o.rejected, o.others.map((r) => r.table)])).toEqual([
      ['reference_departement', 102, 1, []],
      ['reference_physician', 104, 3, []],
      ['reference_population', 101, 0, []],
      ['reference_physician', 96, 0, ['reference_population']],
      ['reference_region', 18, 0, []],
    ]);
    const [, drees] = outcomes;
    expect(await ask(`SELECT year, physicians FROM ${rowsOf(drees ?? { id: '' })} WHERE departement = '01'`)).toEqual([
      { year: 2022, physicians: 1158 },
    ]);
    const refused = [];
    if (drees !== undefined)
      for await (const row of readRejects(home, drees)) refused.push([row.line, row.rule, row.message]);
    expect(refused).toEqual([
      [2, 'CAST', 'dep_insc is “ Ensemble”; expected the code of a département.'],
      [104, 'MALFORMED', 'The line cannot be read as a row: 1 fields where the header has 11.'],
      [105, 'CAST', 'dep_insc is “TRUE”; expected the code of a département.'],
    ]);
  });

  it('nothing is lost: in every ingest rows in = accepted + rejected', async () => {
    const records = await listIngests(home);
    expect(records).toHaveLength(12);
    for (const r of records) expect(r.rowsIn).toBe(r.accepted + r.rejected);
  });
});
