import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from 'duckdb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '@vigie/warehouse';
import type { SimulationOptions } from './options.ts';
import { ACCESS_TABLES } from './output/copy-to-parquet.ts';
import { simulateMarket, type SimulationResult } from './simulate-market.ts';
import { truthSchema } from './truth/truth-schema.ts';

const small: SimulationOptions = { practitioners: 4000, months: 14, seed: 7, from: '2020-01', bookings: 40_000 };
const root = mkdtempSync(join(tmpdir(), 'vigie-simulation-test-'));
let result: SimulationResult;
let db: DuckDBConnection;

const files = (table: string): string =>
  `[${result.files
    .filter((file) => file.table === table)
    .map((file) => `'${file.path}'`)
    .join(',')}]`;
const rows = async (sql: string): Promise<Record<string, unknown>[]> =>
  (await db.runAndReadAll(sql)).getRowObjectsJson() as Record<string, unknown>[];
const one = async (sql: string): Promise<number> => Number(Object.values((await rows(sql))[0] ?? {})[0]);
const sha = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

beforeAll(async () => {
  result = await simulateMarket({ directory: join(root, 'a') }, small);
  db = await (await DuckDBInstance.create(':memory:')).connect();
  await db.run("SET TimeZone = 'UTC'");
  await db.run(`CREATE VIEW booking AS FROM read_parquet(${files('booking')})`);
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a simulated market', () => {
  it('is the same, byte for byte, for the same seed, on one thread or several', async () => {
    const again = await simulateMarket({ directory: join(root, 'b'), threads: 1 }, small);
    expect(again.files.map((f) => [basename(f.path), f.rows, sha(f.path)])).toEqual(
      result.files.map((f) => [basename(f.path), f.rows, sha(f.path)]),
    );
    expect(sha(again.truthPath)).toBe(sha(result.truthPath));
  }, 60_000);

  it('is the same byte for byte where a file has several row groups (250,000 bookings in one month)', async () => {
    const large = { ...small, months: 1, bookings: 250_000, filesPer: 'month' as const };
    const two = await simulateMarket({ directory: join(root, 'f'), threads: 2 }, large);
    const one = await simulateMarket({ directory: join(root, 'g'), threads: 1 }, large);
    expect(two.files[0]?.rows).toBeGreaterThan(122_880);
    expect(two.files.map((f) => sha(f.path))).toEqual(one.files.map((f) => sha(f.path)));
  }, 60_000);

  it('is another one for another seed', async () => {
    const other = await simulateMarket({ directory: join(root, 'c') }, { ...small, seed: 8 });
    expect(sha(other.files[0]?.path ?? '')).not.toBe(sha(result.files[0]?.path ?? ''));
    expect(other.truth.bookings).not.toEqual(result.truth.bookings);
  }, 60_000);

  it('does not depend on how the files are cut', async () => {
    const cut = await simulateMarket({ directory: join(root, 'd') }, { ...small, filesPer: 'month' });
    expect(cut.truth).toEqual(result.truth);
    const content = (folder: string): string =>
      `SELECT md5(string_agg(md5(t::VARCHAR), '' ORDER BY t.platform_code, t.booking_id)) FROM (SELECT * EXCLUDE source_file_sha256 FROM '${root}/${folder}/booking-*.parquet') t`;
    expect(await rows(content('d'))).toEqual(await rows(content('a')));
  }, 60_000);

  it('says what it wrote: the rows of each file, about the number of bookings asked for', async () => {
    for (const file of result.files) expect(await one(`SELECT count(*) FROM '${file.path}'`)).toBe(file.rows);
    expect(Math.abs((await one('SELECT count(*) FROM booking')) / 40_000 - 1)).toBeLessThan(0.02);
  });

  it.each(['booking', 'universe_snapshot', 'equipment_panel', 'vendor_volume', ...ACCESS_TABLES])(
    '%s has the columns and types of its contract, and no null where none may be',
    async (table) => {
      const contract = loadContract(table);
      const described = await rows(`DESCRIBE SELECT * FROM read_parquet(${files(table)})`);
      expect(
        described.map((d) => [
          d['column_name'],
          String(d['column_type']).replace('TIMESTAMP WITH TIME ZONE', 'TIMESTAMPTZ'),
        ]),
      ).toEqual(contract.fields.map((f) => [f.name, f.type]));
      const required = contract.fields.filter((f) => !f.nullable).map((f) => `"${f.name}" IS NULL`);
      expect(await one(`SELECT count(*) FROM read_parquet(${files(table)}) WHERE ${required.join(' OR ')}`)).toBe(0);
      for (const field of contract.fields.filter((f) => f.enum !== undefined)) {
        const allowed = (field.enum ?? []).map((v) => `'${v}'`).join(',');
        expect(
          await one(`SELECT count(*) FROM read_parquet(${files(table)}) WHERE ${field.name} NOT IN (${allowed})`),
        ).toBe(0);
      }
      expect(
        await one(`SELECT count(*) - count(DISTINCT (${contract.key.join(',')})) FROM read_parquet(${files(table)})`),
      ).toBe(0);
    },
  );

  it.each([
    ['R2 the end comes after the start', 'appointment_end <= appointment_start'],
    ['R3 booked before the appointment', 'booked_at > appointment_start'],
    [
      'R4 a partner exactly where the channel is a partner’s',
      "(channel = 'PARTNER_API') <> (partner_code IS NOT NULL)",
    ],
    [
      'R6 positive weights, with an error exactly for panels',
      "weight <= 0 OR (data_origin = 'PANEL') <> (weight_se IS NOT NULL)",
    ],
    ['W3 published before booked', 'booked_at < slot_published_at'],
    ['W4 5 to 480 minutes', "date_diff('minute', appointment_start, appointment_end) NOT BETWEEN 5 AND 480"],
    [
      'a cancellation has a time between booking and extraction, and only then',
      "(status = 'cancelled') <> (cancelled_at IS NOT NULL) OR cancelled_at < booked_at OR cancelled_at >= extracted_at",
    ],
    ['telehealth is visit mode VR', "is_telehealth <> (visit_mode = 'VR')"],
    ['panels know no patients', "data_origin = 'PANEL' AND patient_pid IS NOT NULL"],
    ['no future is fulfilled', "status IN ('fulfilled', 'noshow') AND appointment_end >= extracted_at"],
    [
      'vaccination only in its time and its centres',
      "is_vaccination <> (account_type = 'VACC_CENTRE') OR is_vaccination AND booked_at < '2020-12-31'",
    ],
    ['pseudonyms are 64 hexadecimal characters', "NOT regexp_full_match(patient_pid, '[0-9a-f]{64}')"],
    ['no appointment on a Sunday (Paris)', "isodow(timezone('Europe/Paris', appointment_start)) = 7"],
  ])('keeps the rule: %s', async (_title, violation) => {
    expect(await one(`SELECT count(*) FROM booking WHERE ${violation}`)).toBe(0);
  });

  it('gives practitioners simulated identifiers with a valid key (Luhn over 11 digits, 99 in front)', async () => {
    const ids = (
      await rows(`SELECT DISTINCT practitioner_id_nat AS id FROM read_parquet(${files('universe_snapshot')}) LIMIT 500`)
    ).map((r) => String(r['id']));
    for (const id of ids) {
      expect(id).toMatch(/^899\d{9}$/);
      expect([id, luhn(id.slice(1))]).toEqual([id, 0]);
    }
  });

  it('says on its face that it is simulated, and of which engine', () => {
    const read = truthSchema.parse(JSON.parse(readFileSync(result.truthPath, 'utf8')));
    expect(read.simulated).toBe(true);
    expect(read.engine).toMatch(/^DuckDB v1\.5/);
    expect(read.events.filter((e) => e.code === 'WORSE_TREATMENT')).toMatchObject([
      { month: '2020-11', toMonthExclusive: '2021-03', inPeriod: true },
    ]);
  });

  it('leaves the access tables out when told, and says so in the truth', async () => {
    const without = await simulateMarket({ directory: join(root, 'h') }, { ...small, access: 0 });
    expect(without.files.filter((file) => file.profile === 'access-export')).toEqual([]);
    expect(without.truth.access).toBeNull();
    expect(without.truth.events.filter((e) => e.code === 'WORSE_TREATMENT')).toEqual([]);
    expect(without.truth.bookings).toEqual(result.truth.bookings);
  }, 60_000);

  it('marks every file as simulated', async () => {
    const marked = await rows(
      `SELECT file_name::VARCHAR AS file FROM parquet_kv_metadata([${result.files.map((f) => `'${f.path}'`).join(',')}]) WHERE key = 'vigie.simulated' AND value = 'true'`,
    );
    expect(marked.map((row) => row['file']).sort()).toEqual(result.files.map((f) => f.path).sort());
  });

  it('refuses options out of range with the option’s name', async () => {
    await expect(simulateMarket({ directory: root }, { ...small, months: 0 })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      reason: 'BAD_SIMULATION_OPTION',
    });
    await expect(simulateMarket({ directory: root }, { ...small, from: '2014-12' })).rejects.toThrow(/from/);
  });

  it('stops when it is cancelled', async () => {
    const stop = new AbortController();
    const running = simulateMarket(
      { directory: join(root, 'e'), signal: stop.signal, onProgress: () => stop.abort() },
      small,
    );
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

/** Luhn remainder over all digits, 0 when the key is right. */
function luhn(digits: string): number {
  return (
    [...digits].reverse().reduce((sum, d, i) => {
      const n = Number(d) * (i % 2 === 1 ? 2 : 1);
      return sum + (n > 9 ? n - 9 : n);
    }, 0) % 10
  );
}
