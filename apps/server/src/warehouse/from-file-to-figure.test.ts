import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withTestDatabase } from '@vigie/database/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestServer } from '../testing/start-test-server.ts';
import { startTestServer, untilJob, untilUpload } from '../testing/start-test-server.ts';
import { createWarehouseWork } from './create-work.ts';

const database = withTestDatabase();
const home = mkdtempSync(join(tmpdir(), 'vigie-whole-'));
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ db: database().db, home, work: createWarehouseWork(home) });
});
afterAll(async () => {
  await server.close();
  rmSync(home, { recursive: true, force: true });
});

const upload = async (name: string, content: string | Uint8Array<ArrayBuffer>): Promise<string> => {
  const { uploadId, url } = await server.api.warehouse.createUpload({ name });
  const response = await fetch(`${server.url}${url}`, { method: 'POST', body: content });
  expect(response.status).toBe(201);
  return uploadId;
};

/** A register of four centres and a week of their bookings, as the French public files write them. */
const REGISTER = [
  'gid;nom;rdv_site_web;com_insee;lat_coor1;long_coor1',
  '1;Centre A;https://www.doctolib.fr/a;75056;48.8;2.3',
  '2;Centre B;https://www.keldoc.com/b;75056;48.8;2.3',
  '3;Centre C;https://www.maiia.com/c;48095;44.5;3.5',
  '4;Centre D;https://www.doctolib.fr/d;48095;44.5;3.5',
].join('\n');

it('a file no profile knows waits, its mapping is proposed, put right, read, built, and asked', async () => {
  const lines = Array.from(
    { length: 40 },
    (_, i) =>
      `r${i};${i < 30 ? 'alpha' : 'beta'};${i % 2 === 0 ? '75' : '48'};2021-04-${String((i % 28) + 1).padStart(2, '0')}T09:00:00Z`,
  );
  const uploadId = await upload('odd.csv', ['ref;plateforme;dep;quand', ...lines, 'bad;alpha;75;yesterday'].join('\n'));
  const waiting = await untilUpload(server.api, uploadId, 'needs-profile');
  expect(waiting.problem?.reason).toBe('NO_PROFILE_FITS');
  const guess = await server.api.warehouse.guess({ uploadId });
  expect(guess).toMatchObject({ best: null, columns: ['ref', 'plateforme', 'dep', 'quand'], delimiter: ';' });
  expect(guess.mapping).not.toBeNull();

  const constant = (value: string | number | boolean) => ({ constant: value });
  const mapping = {
    table: 'booking',
    fields: {
      booking_id: { column: 'ref' },
      platform_code: { column: 'plateforme', parse: 'lower' },
      site_dept: { column: 'dep' },
      booked_at: { column: 'quand' },
      appointment_start: { column: 'quand' },
      appointment_end: { sql: `vigie_instant("quand") + interval 15 minute` },
      practitioner_id_nat: constant('10003456789'),
      profession_code: constant('MED'),
      account_type: constant('SOLO'),
      visit_mode: constant('AMB'),
      is_vaccination: constant(false),
      is_telehealth: constant(false),
      is_test: constant(false),
      channel: constant('OWN_WEB'),
      status: constant('booked'),
      weight: constant(1),
      data_origin: constant('OWN_SYSTEM'),
      extracted_at: constant('2021-06-01T00:00:00Z'),
      source_file_sha256: { file: 'sha256' },
    },
  };
  await server.api.warehouse.ingestUpload({ uploadId, mapping });
  const done = await untilUpload(server.api, uploadId, 'done', 'failed');
  expect(done.problem).toBeNull();
  expect(done.rows).toMatchObject({ rowsIn: 41, accepted: 40, rejected: 1 });
  await expect.poll(() => existsSync(join(home, 'uploads', uploadId))).toBe(false);

  const { id } = await server.api.warehouse.buildRelease();
  expect(await untilJob(server.api, id, 'done', 'failed')).toMatchObject({ state: 'done', release: 1 });
  const figure = await server.api.market.share({ params: { from: '2021-04-01', to: '2021-05-01' } });
  expect(figure.rows.map((row) => [row['platform'], row.numerator, row.value])).toEqual([
    ['alpha', 30, 0.75],
    ['beta', 10, 0.25],
  ]);
  const rejects = await server.api.warehouse.rejects({ ingestId: done.ingestId ?? '' });
  expect(rejects.rows).toMatchObject([{ line: 42, column: 'quand', value: 'yesterday' }]);
});

it('a register is recognised by its columns; the same file again changes nothing', async () => {
  const first = await untilUpload(
    server.api,
    await upload('centres-2021-05-04.csv', REGISTER),
    'done',
    'failed',
    'needs-profile',
  );
  expect(first).toMatchObject({
    state: 'done',
    profile: 'fr-vaccination-centres',
    profileGuessed: true,
    alreadyKnown: false,
  });
  const again = await untilUpload(server.api, await upload('centres-2021-05-04.csv', REGISTER), 'done', 'failed');
  expect(again).toMatchObject({ state: 'done', ingestId: first.ingestId, alreadyKnown: true });
  expect(await server.api.warehouse.status()).toMatchObject({ waitingIngests: 1 });
});

it('files that are not data end in one sentence with the file, and nothing is ingested', async () => {
  const before = (await server.api.warehouse.ingests()).total;
  const wrong: [string, string | Uint8Array<ArrayBuffer>][] = [
    ['empty.csv', ''],
    ['binary.csv', Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)],
    ['cut.csv.gz', Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2])],
  ];
  for (const [name, content] of wrong) {
    const failed = await untilUpload(server.api, await upload(name, content), 'failed', 'needs-profile', 'done');
    expect([name, failed.state]).toEqual([name, 'failed']);
    expect(failed.problem?.reason).not.toBe('UNEXPECTED');
    expect(failed.problem?.message).toContain(name);
  }
  expect((await server.api.warehouse.ingests()).total).toBe(before);
  expect(server.logged).toEqual([]);
});

it('cancelled in the middle of a build, the last release stands and the next build succeeds', async () => {
  const { id } = await server.api.warehouse.buildRelease();
  await server.api.warehouse.cancelJob({ jobId: id }).catch(() => undefined);
  const ended = await untilJob(server.api, id, 'cancelled', 'done');
  const { releases } = await server.api.warehouse.releases();
  expect(releases[0]?.number).toBe(ended.state === 'done' ? 2 : 1);
  expect(await server.api.warehouse.verifyRelease({ number: 1 })).toMatchObject({ ok: true });
  const next = await server.api.warehouse.buildRelease();
  expect(await untilJob(server.api, next.id, 'done', 'failed')).toMatchObject({ state: 'done', release: 2 });
});
