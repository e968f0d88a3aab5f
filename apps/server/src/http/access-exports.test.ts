import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { goldenBInserts, memoryRelease } from '@vigie/metrics/testing';
import { openDatabase, type ReleaseReader } from '@vigie/warehouse';
import type { Hono } from 'hono';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { memoryFigures } from '../testing/memory-figures.ts';
import { exportRoutes, type ExportServices } from './export-routes.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-access-export-'));
/** Figures come from the release in memory; files are not asked for here. */
const noWarehouse: ExportServices['warehouse'] = {
  ingest: () => Promise.reject(new Error('no file is asked for')),
  allRejects: () => Readable.from([]),
};
let release: ReleaseReader;
let routes: Hono;
beforeAll(async () => {
  release = await memoryRelease(goldenBInserts(), '2021-05-01');
  routes = exportRoutes({ figures: memoryFigures(release), warehouse: noWarehouse }, pino({ level: 'silent' }));
});
afterAll(() => {
  release.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (query: Record<string, string>): Promise<Response> => {
  const params = JSON.stringify({ month: '2021-04', partner: 'beta', kpi: 'CA-08' });
  return Promise.resolve(
    routes.request(`/figure?${new URLSearchParams({ metric: 'access.parity', params, ...query }).toString()}`),
  );
};
const lines = async (response: Response): Promise<string[]> => (await response.text()).trimEnd().split('\r\n');

it('golden dataset B: one row of parity, its 4 cells as strata rows, each led by month, indicator and partner', async () => {
  const rows = await lines(await get({ format: 'csv' }));
  expect(rows).toHaveLength(2);
  expect(rows[0]).not.toContain('strata');
  const response = await get({ format: 'csv', part: 'strata' });
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="access.parity-strata-release-1.csv"');
  const [header = '', ...strata] = await lines(response);
  expect(header.startsWith('month,kpi,partner,specialty,departement,')).toBe(true);
  expect(strata).toHaveLength(4);
  expect(strata.every((line) => line.startsWith('2021-04,CA-08,beta,'))).toBe(true);
  const columns = header.split(',');
  const at = (line: string, name: string): number => Number(line.split(',')[columns.indexOf(name)]);
  // Shares of the pooled weight: 1. Attempts of the partner: 200 + 600 + 20 + 80 = 900.
  expect(strata.reduce((sum, line) => sum + at(line, 'weight'), 0)).toBeCloseTo(1, 12);
  expect(strata.reduce((sum, line) => sum + at(line, 'partnerN'), 0)).toBe(900);
});

it('Parquet of a part carries the passport of its figure', async () => {
  const path = join(folder, 'strata.parquet');
  writeFileSync(path, new Uint8Array(await (await get({ format: 'parquet', part: 'strata' })).arrayBuffer()));
  const database = await openDatabase();
  const connection = await database.connect();
  const read = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
  expect(await read(`select count(*) as n, sum(ownN) as own from '${path}'`)).toEqual([{ n: '4', own: 1550 }]);
  const [found] = await read(
    `select decode(value) as passport from parquet_kv_metadata('${path}') where decode(key) = 'passport'`,
  );
  const passport = z.object({ passport: z.string() }).parse(found).passport;
  expect(JSON.parse(passport)).toMatchObject({ metric: 'access.parity', params: { kpi: 'CA-08' } });
  database.close();
});

it('what stands beside is a part too; one that is not there is named with those that are', async () => {
  const [header = '', ...beside] = await lines(await get({ format: 'csv', part: 'beside' }));
  expect(header).toBe('month,kpi,partner,name,own,beside_partner,unit');
  expect(beside.some((line) => line.startsWith('2021-04,CA-08,beta,crude,'))).toBe(true);
  const wrong = await get({ part: 'cells' });
  expect(wrong.status).toBe(400);
  expect(await wrong.json()).toMatchObject({ error: { reason: 'NO_SUCH_PART', where: { part: 'cells' } } });
});
