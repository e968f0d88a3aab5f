import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { figureSchema } from '@vigie/kernel';
import { withTestDatabase } from '@vigie/database/testing';
import { ingestFile, openDatabase } from '@vigie/warehouse';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withGoldenHome } from '../testing/golden-home.ts';
import type { TestServer } from '../testing/start-test-server.ts';
import { startTestServer } from '../testing/start-test-server.ts';

const database = withTestDatabase();
const golden = withGoldenHome();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ db: database().db, home: golden.path() });
});
afterAll(() => server.close());

const params = { from: '2021-04-01', to: '2021-05-01', grain: 'week', by: ['platform', 'departement'] };
const address = (format: string, extra = ''): string =>
  `${server.url}/export/figure?metric=market.share&format=${format}&params=${encodeURIComponent(JSON.stringify(params))}${extra}`;

/** What another program reads in a file: stock DuckDB, from a file on disk. */
async function readWithDuckdb(bytes: Uint8Array, name: string, select: string): Promise<Record<string, unknown>[]> {
  const path = join(golden.path(), name);
  writeFileSync(path, bytes);
  const db = await openDatabase();
  const connection = await db.connect();
  const reader = await connection.runAndReadAll(select.replace('FILE', `'${path}'`));
  const rows = reader.getRowObjectsJson();
  db.close();
  return rows;
}

const figure = () => server.api.market.share({ params });

it('CSV and Parquet hold every row of the figure, value for value', async () => {
  const { rows, columns } = await figure();
  expect(rows.length).toBeGreaterThan(10);
  const wanted = rows.map((row) => ({
    ...Object.fromEntries(columns.map(({ name }) => [name, row[name]])),
    flags: [...new Set(row.flags.map(({ code }) => code))].join(' '),
  }));
  const csv = await fetch(address('csv'));
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="market.share-release-1.csv"');
  const fromCsv = await readWithDuckdb(
    new Uint8Array(await csv.arrayBuffer()),
    'a.csv',
    `select * from read_csv(FILE, header = true)`,
  );
  const parquet = await fetch(address('parquet'));
  const bytes = new Uint8Array(await parquet.arrayBuffer());
  const fromParquet = await readWithDuckdb(bytes, 'a.parquet', 'select * from read_parquet(FILE)');
  expect(fromParquet).toEqual(wanted);
  // A CSV reader guesses types, and takes an empty text for nothing.
  expect(
    fromCsv.map((row) => ({
      ...row,
      numerator: Number(row['numerator']),
      denominator: Number(row['denominator']),
      flags: row['flags'] ?? '',
    })),
  ).toEqual(wanted);
});

it('the Parquet file carries the passport with which the rows can be asked for again', async () => {
  const bytes = new Uint8Array(await (await fetch(address('parquet'))).arrayBuffer());
  const found = await readWithDuckdb(
    bytes,
    'b.parquet',
    "select decode(value) as passport from parquet_kv_metadata(FILE) where decode(key) = 'passport'",
  );
  expect(JSON.parse(String(found[0]?.['passport']))).toEqual((await figure()).passport);
});

it('JSON is the figure itself', async () => {
  const body = (await (await fetch(address('json'))).json()) as { figure: unknown };
  expect(figureSchema.parse(body.figure)).toEqual(await figure());
});

it('what cannot be exported is a clear answer, not a broken file', async () => {
  const wrong: [string, number, string][] = [
    ['/export/figure', 400, 'INVALID_INPUT'],
    ['/export/figure?metric=market.share&params=%7B', 400, 'INVALID_INPUT'],
    ['/export/figure?metric=market.share&format=xlsx', 400, 'INVALID_INPUT'],
    ['/export/figure?metric=market.luck', 404, 'NO_SUCH_METRIC'],
    ['/export/figure?metric=market.share&release=9', 404, 'NO_SUCH_RELEASE'],
    ['/export/rejects/..%2f..%2fetc', 400, 'INVALID_INPUT'],
    ['/export/rejects/0123456789abcdef', 404, 'NO_SUCH_INGEST'],
  ];
  for (const [path, status, reason] of wrong) {
    const response = await fetch(`${server.url}${path}`);
    expect([path, response.status, ((await response.json()) as { error: { reason: string } }).error.reason]).toEqual([
      path,
      status,
      reason,
    ]);
  }
});

it('refused rows come as pages and as one file, with line, rule, reason and the row as it came', async () => {
  const path = join(golden.path(), 'population.csv');
  const good = Array.from({ length: 30 }, (_, i) => `${i + 21};2021;${1000 + i}`);
  writeFileSync(path, ['dep;year;population', ...good, '75;2021;many', '99X;2021;5', '48;2021;"a ""few"""'].join('\n'));
  const mapping = {
    table: 'reference_population',
    fields: { departement: { column: 'dep' }, year: { column: 'year' }, population: { column: 'population' } },
  };
  const ingest = await ingestFile({ home: golden.path() }, { path, mapping });
  expect(ingest).toMatchObject({ rowsIn: 33, rejected: 3 });
  const first = await server.api.warehouse.rejects({ ingestId: ingest.id, limit: 2 });
  const second = await server.api.warehouse.rejects({ ingestId: ingest.id, limit: 2, cursor: first.nextCursor ?? 0 });
  expect([first.total, first.rows.length, second.rows.length, second.nextCursor]).toEqual([3, 2, 1, null]);
  expect([...first.rows, ...second.rows].map(({ line, column }) => [line, column])).toEqual([
    [32, 'population'],
    [33, 'dep'],
    [34, 'population'],
  ]);
  const response = await fetch(`${server.url}/export/rejects/${ingest.id}`);
  expect(response.headers.get('content-disposition')).toContain('population.csv-reject.csv');
  const rows = await readWithDuckdb(
    new Uint8Array(await response.arrayBuffer()),
    'r.csv',
    'select line, value, original from read_csv(FILE, header = true)',
  );
  expect(rows.map((row) => [Number(row['line']), row['value']])).toEqual([
    [32, 'many'],
    [33, '99X'],
    [34, 'a "few"'],
  ]);
  expect(await server.api.warehouse.ingest({ id: ingest.id })).toMatchObject({
    fileName: 'population.csv',
    rejected: 3,
    delimiter: ';',
  });
});
