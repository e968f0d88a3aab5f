import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withTestDatabase } from '@vigie/database/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessLog, everyDay } from '../testing/access-log.ts';
import type { TestServer } from '../testing/start-test-server.ts';
import { startTestServer, untilJob, untilUpload } from '../testing/start-test-server.ts';
import { createWarehouseWork } from '../warehouse/create-work.ts';

const database = withTestDatabase();
const home = mkdtempSync(join(tmpdir(), 'vigie-log-'));
let server: TestServer;
const start = () => startTestServer({ db: database().db, home, work: createWarehouseWork(home) });
beforeAll(async () => {
  server = await start();
});
afterAll(async () => {
  await server.close();
  rmSync(home, { recursive: true, force: true });
});

/** A file arrives over HTTP, is recognised, read, and built into a release. */
async function bring(name: string, content: string): Promise<void> {
  const { uploadId, url } = await server.api.warehouse.createUpload({ name });
  await fetch(`${server.url}${url}`, { method: 'POST', body: content });
  const upload = await untilUpload(server.api, uploadId, 'done', 'failed', 'needs-profile');
  expect(upload).toMatchObject({ state: 'done', profile: 'access-export', rows: { rejected: 0 } });
  const { id } = await server.api.warehouse.buildRelease();
  expect(await untilJob(server.api, id, 'done', 'failed')).toMatchObject({ problem: null, state: 'done' });
}

const bookingCases = async () => (await server.api.access.cases.list({ kpi: 'CA-08', partner: 'beta' })).cases;

// Own 96 %, gamma 96 %, beta 84 % of fifty attempts a day.
const parties = {
  own: { attempts: 200, confirmed: 192 },
  beta: { attempts: 50, confirmed: 42 },
  gamma: { attempts: 50, confirmed: 48 },
};

it('from a log to a case: two months, uploaded, built, examined in the background', async () => {
  await bring('api-request-2021-02.csv', accessLog(everyDay('2021-02-01', '2021-03-01', parties)));
  await bring('api-request-2021-03.csv', accessLog(everyDay('2021-03-01', '2021-04-01', parties)));
  await expect
    .poll(bookingCases, { timeout: 60_000 })
    .toMatchObject([
      { state: 'open', firstMonth: '2021-02', lastMonth: '2021-03', redMonths: 2, simulated: false, owner: null },
    ]);
  const { access, tables } = await server.api.warehouse.status();
  expect(access.months.map(({ month, whole, partners }) => [month, whole, partners])).toEqual([
    ['2021-02', true, ['beta', 'gamma']],
    ['2021-03', true, ['beta', 'gamma']],
  ]);
  expect([access.publishedFrom, access.publishedToExclusive]).toEqual(['2021-02-01', '2021-04-01']);
  // (200 + 50 + 50) attempts × (28 + 31) days.
  expect(tables.find(({ name }) => name === 'api_request')).toMatchObject({ rows: 17_700, from: '2021-02-01' });
  expect(server.logged).toEqual([]);
});

it('a third RED month comes into the same case, also when the server was started again before', async () => {
  await server.close();
  server = await start();
  await bring('api-request-2021-04.csv', accessLog(everyDay('2021-04-01', '2021-05-01', parties)));
  await expect
    .poll(bookingCases, { timeout: 60_000 })
    .toMatchObject([{ firstMonth: '2021-02', lastMonth: '2021-04', redMonths: 3 }]);
  const [found] = await bookingCases();
  const { events } = await server.api.access.cases.get({ id: found?.id ?? '' });
  expect(events[0]?.kind).toBe('OPENED');
  expect(events.filter(({ kind }) => kind === 'RED_MONTH')).toHaveLength(2);
  expect(events.some(({ kind }) => kind === 'RESTATED')).toBe(false);
});

it('the year reaches ALARM too: told once to the same case, with its day and the evidence of that day', async () => {
  await expect
    .poll(bookingCases, { timeout: 60_000 })
    .toMatchObject([{ alarmOn: expect.stringMatching(/^2021-0[2-4]-/) }]);
  const [found] = await bookingCases();
  const { findings } = await server.api.access.cases.get({ id: found?.id ?? '' });
  const alarms = findings.filter(({ trigger }) => trigger === 'ALARM');
  expect(alarms).toMatchObject([{ status: 'ALARM', stands: true, foundIn: { metric: 'access.monitor' } }]);
  // Of at least one indicator and two partners: ln(2 ÷ 0.05) = 3.69 is the least that an ALARM can need.
  expect(alarms[0]?.alarmNumbers?.lnEvidence).toBeGreaterThan(Math.log(2 / 0.05));
});

it('the figure behind it is exported with its strata', async () => {
  const params = encodeURIComponent(JSON.stringify({ month: '2021-04', partner: 'beta', kpi: 'CA-08' }));
  const strata = await fetch(`${server.url}/export/figure?metric=access.parity&part=strata&params=${params}`);
  const lines = (await strata.text()).trimEnd().split('\r\n');
  expect(lines.length).toBeGreaterThan(1);
  expect(lines[1]).toMatch(/^2021-04,CA-08,beta,/);
});

it('the daily statistics of the interfaces stand at their address, with the release in the headers', async () => {
  const published = await fetch(`${server.url}/published/access.csv?from=2021-04-01&to=2021-04-03`);
  expect([published.status, published.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  const [header = '', ...days] = (await published.text()).trimEnd().split('\r\n');
  expect(header).toContain('uptimePercent');
  expect(days.some((line) => line.startsWith('2021-04-01,'))).toBe(true);
  expect(days.some((line) => line.startsWith('2021-04-03,'))).toBe(false);
  const tag = published.headers.get('etag') ?? '';
  const again = await fetch(`${server.url}/published/access.csv?from=2021-04-01&to=2021-04-03`, {
    headers: { 'if-none-match': tag },
  });
  expect(again.status).toBe(304);
  expect((await fetch(`${server.url}/published/access.csv?from=April`)).status).toBe(400);
});
