import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { figureSchema } from '@vigie/kernel';
import { withTestDatabase } from '@vigie/database/testing';
import { buildRelease } from '@vigie/warehouse';
import { makeIngest } from '@vigie/warehouse/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callTrpc } from '../testing/call-trpc.ts';
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

const april = { from: '2021-04-01', to: '2021-05-01' };

describe('figures', () => {
  it('market.share over HTTP: own 175 ÷ 280 = 0.625, alpha 55, beta 50, with passport', async () => {
    const { status, data } = await callTrpc(server.url, 'market.share', { params: april });
    expect(status).toBe(200);
    const figure = figureSchema.parse(data);
    const shares = Object.fromEntries(figure.rows.map((row) => [row['platform'], [row.numerator, row.value]]));
    expect(shares).toEqual({ own: [175, 0.625], alpha: [55, 55 / 280], beta: [50, 50 / 280] });
    expect(figure.passport.release.number).toBe(1);
    expect(figure.passport.sql.length).toBeGreaterThan(0);
  });

  it('every metric of the catalogue answers over HTTP, or says why not', async () => {
    const procedures = {
      share: 'market.share',
      definitions: 'market.definitions',
      concentration: 'market.concentration',
      local: 'market.local',
      penetration: 'market.penetration',
      availability: 'market.availability',
      change: 'growth.change',
      parity: 'access.parity',
      monitor: 'access.monitor',
      delays: 'access.delays',
      reasons: 'access.reasons',
      hiddenSlots: 'access.hidden-slots',
      published: 'access.published',
      requests: 'access.requests',
    };
    for (const [name, metric] of Object.entries(procedures)) {
      const { status, data, error } = await callTrpc(server.url, `${metric.split('.')[0]}.${name}`, { params: {} });
      if (status === 200) expect(figureSchema.parse(data).metric).toBe(metric);
      else expect(error?.data['reason'], `${metric}: ${error?.message ?? ''}`).not.toBe('UNEXPECTED');
    }
    expect(server.logged).toEqual([]);
  });

  it('the same question in another order of parameters is answered from the cache, the same object', async () => {
    const first = await server.server.services.figures.run('market.share', { ...april, by: ['platform'] }, {});
    const second = await server.server.services.figures.run(
      'market.share',
      { by: 'platform', to: april.to, from: april.from },
      { release: 1 },
    );
    expect(second).toBe(first);
  });

  it('a parameter that the metric does not have is named, with those it has', async () => {
    const { status, error } = await callTrpc(server.url, 'market.share', { params: { colour: 'red' } });
    expect(status).toBe(400);
    expect(error?.data).toMatchObject({
      code: 'BAD_REQUEST',
      appCode: 'BAD_INPUT',
      reason: 'BAD_PARAMETER',
      where: { parameter: 'colour' },
    });
    expect(error?.data['cure']).toContain('definition');
    expect(JSON.stringify(error)).not.toContain('stack');
  });

  it('a release that does not exist is 404, with those that do', async () => {
    const { status, error } = await callTrpc(server.url, 'market.share', { params: april, release: 99 });
    expect(status).toBe(404);
    expect(error?.data).toMatchObject({
      reason: 'NO_SUCH_RELEASE',
      where: { release: 99 },
      cure: 'Releases go from 1 to 1.',
    });
  });

  it('input that is not of the schema names its field', async () => {
    const { status, error } = await callTrpc(server.url, 'warehouse.release', { number: 'one' });
    expect(status).toBe(400);
    expect(error?.data).toMatchObject({ reason: 'INVALID_INPUT', where: { field: 'number' } });
  });
});

describe('the catalogue', () => {
  it('has a card for every metric, with parameters in two languages and a text', async () => {
    const { metrics, total } = await server.api.catalogue.list();
    expect(metrics).toHaveLength(total);
    expect(metrics.map(({ id }) => id)).toEqual(expect.arrayContaining(['market.share', 'growth.decomposition']));
    const card = await server.api.catalogue.card({ id: 'market.share' });
    expect(card.markdown.length).toBeGreaterThan(100);
    expect(card.parameters.find(({ name }) => name === 'definition')).toMatchObject({
      type: 'enum',
      default: 'M3_ONLINE_BOOKINGS',
    });
  });

  it('a card comes in the language asked for, in English where it has no other', async () => {
    const card = (language: 'en' | 'fr') => server.api.catalogue.card({ id: 'market.share', language });
    expect(await card('fr')).toMatchObject({ language: 'fr', markdown: expect.stringMatching(/^# Part de marché/) });
    expect(await card('en')).toMatchObject({ language: 'en', markdown: expect.stringMatching(/^# Market share/) });
  });

  it('an unknown card is 404', async () => {
    expect(await callTrpc(server.url, 'catalogue.card', { id: 'market.luck' })).toMatchObject({ status: 404 });
  });
});

describe('the warehouse', () => {
  it('status says what the release holds', async () => {
    const status = await server.api.warehouse.status();
    expect(status).toMatchObject({
      release: { number: 1, current: true, simulated: false, dataFrom: '2021-04-01', dataToExclusive: '2021-05-01' },
      ownPlatform: null,
      months: ['2021-04-01'],
      waitingIngests: 0,
      runningJobs: 0,
    });
    expect(status.platforms.map(({ code }) => code)).toEqual(expect.arrayContaining(['alpha', 'beta', 'own']));
    expect(status.departements.map(({ code }) => code)).toEqual(['48', '75']);
    expect(status.tables.find(({ name }) => name === 'booking')).toMatchObject({
      rows: 700,
      from: '2021-04-01',
      toExclusive: '2021-04-30',
    });
  });

  it('lineage leads from the files through the ingests and the tables to the metrics', async () => {
    const lineage = await server.api.warehouse.lineage({});
    const booking = lineage.tables.find(({ name }) => name === 'booking');
    const ingest = lineage.ingests.find(({ id }) => id === booking?.ingests[0]);
    expect(lineage.files.map(({ sha256 }) => sha256)).toContain(ingest?.sha256);
    expect(lineage.metrics.find(({ id }) => id === 'market.share')?.tables).toContain('booking');
    expect(lineage.metrics.every(({ tables }) => tables.length > 0)).toBe(true);
  });

  it('a release shows its inputs, steps and files, and verifies', async () => {
    const release = await server.api.warehouse.release({ number: 1 });
    expect(release.inputList).toHaveLength(release.inputs);
    expect(release.files.map(({ path }) => path)).toContain('vigie.duckdb');
    expect(await server.api.warehouse.verifyRelease({ number: 1 })).toMatchObject({ ok: true, problems: [] });
  });

  it('verification names the file that was changed', async () => {
    const home = golden.copy();
    const other = await startTestServer({ db: database().db, home });
    const folder = join(home, 'warehouse', 'releases', '000001', 'parquet', 'booking');
    writeFileSync(join(folder, readdirSync(folder)[0] ?? ''), 'changed');
    const verification = await other.api.warehouse.verifyRelease({ number: 1 });
    expect(verification).toMatchObject({
      ok: false,
      problems: [{ path: 'parquet/booking/2021-04.parquet', problem: 'changed' }],
    });
    await other.close();
  });

  it('a new release is current at once, and the old one still answers by number', async () => {
    const home = golden.copy();
    const other = await startTestServer({ db: database().db, home });
    await other.api.market.share({ params: april });
    await makeIngest({
      home,
      table: 'booking',
      label: 'more',
      sql: `select 'own-x-' || i as booking_id, 'own' as platform_code, 'P01' as practitioner_id_nat, '75' as site_dept, 'OWN_WEB' as channel,
        'SM54' as specialty_code, timestamptz '2021-04-10 08:00:00+00' as booked_at from range(20) r(i)`,
    });
    expect(await other.api.warehouse.status()).toMatchObject({ waitingIngests: 1 });
    await buildRelease(home);
    const numbers = (await other.api.warehouse.releases()).releases.map(({ number, current }) => [number, current]);
    expect(numbers).toEqual([
      [2, true],
      [1, false],
    ]);
    const own = async (release?: number): Promise<number | null | undefined> =>
      (await other.api.market.share({ params: april, release })).rows.find((row) => row['platform'] === 'own')
        ?.numerator;
    expect([await own(), await own(1)]).toEqual([195, 175]);
    await other.close();
  });

  it('the own platform must be one that the release has', async () => {
    expect(await server.api.warehouse.settings.set({ ownPlatform: 'own' })).toEqual({ ownPlatform: 'own' });
    expect(await server.api.warehouse.settings.get()).toEqual({ ownPlatform: 'own' });
    await expect(server.api.warehouse.settings.set({ ownPlatform: 'nobody' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  });

  it('an empty home has no release and says so everywhere', async () => {
    const other = await startTestServer({ db: database().db });
    expect(await other.api.warehouse.status()).toMatchObject({
      release: null,
      platforms: [],
      months: [],
      waitingIngests: 0,
    });
    expect((await other.api.warehouse.releases()).releases).toEqual([]);
    const { status, error } = await callTrpc(other.url, 'market.share', { params: {} });
    expect([status, error?.data['reason']]).toEqual([404, 'NO_RELEASE']);
    await other.close();
  });
});
