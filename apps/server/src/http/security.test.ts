import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { withTestDatabase } from '@vigie/database/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestServer } from '../testing/start-test-server.ts';
import { startTestServer } from '../testing/start-test-server.ts';

const database = withTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'vigie-web-'));
const script = `console.log(${JSON.stringify('x'.repeat(4000))})`;
let server: TestServer;
beforeAll(async () => {
  mkdirSync(join(folder, 'dist', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'dist', 'index.html'), '<!doctype html><title>Vigie</title>');
  writeFileSync(join(folder, 'dist', 'assets', 'main-abc123.js'), script);
  writeFileSync(join(folder, 'dist', '.built-from'), 'stamp');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  server = await startTestServer({ db: database().db, webFolder: join(folder, 'dist') });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface RawAnswer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

/** Sends the path exactly as written, with any headers: fetch would tidy both. */
function raw(path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port: server.server.port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
const own = (): string => `127.0.0.1:${server.server.port}`;
const settings = '/trpc/warehouse.settings.set';
const json = { 'content-type': 'application/json' };

it('every answer, errors included, carries the security headers; no inline script is allowed', async () => {
  for (const path of [
    '/',
    '/assets/main-abc123.js',
    '/healthz',
    '/trpc/warehouse.status',
    '/nowhere.txt',
    '/export/figure',
  ]) {
    const { headers } = await raw(path);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['access-control-allow-origin']).toBeUndefined();
  }
});

it('a page of another origin can change nothing', async () => {
  const body = JSON.stringify({ json: { ownPlatform: null } });
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ];
  for (const headers of foreign) {
    const answer = await raw(settings, { ...json, ...headers }, 'POST', body);
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.body.toString())).toMatchObject({ error: { reason: 'FOREIGN_ORIGIN' } });
  }
  const ours: Record<string, string>[] = [{}, { origin: `http://${own()}`, 'sec-fetch-site': 'same-origin' }];
  for (const headers of ours) expect((await raw(settings, { ...json, ...headers }, 'POST', body)).status).toBe(200);
  expect(
    (await raw('/uploads/00000000-0000-4000-8000-000000000000', { origin: 'https://evil.example' }, 'POST', 'x'))
      .status,
  ).toBe(403);
});

it('a mutation is never done by a GET', async () => {
  const input = encodeURIComponent(JSON.stringify({ json: { ownPlatform: null } }));
  expect((await raw(`${settings}?input=${input}`)).status).toBe(405);
});

it('a domain that was pointed at this machine gets nothing', async () => {
  for (const host of ['evil.example', 'evil.example:4300', '127.0.0.1.evil.example']) {
    expect((await raw('/trpc/warehouse.status', { host })).status).toBe(403);
  }
  for (const host of ['localhost', `localhost:${server.server.port}`, '[::1]:4300', own()]) {
    expect((await raw('/healthz', { host })).status).toBe(200);
  }
});

it('no path leads out of the built application', async () => {
  for (const path of [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/.built-from',
    '//etc/passwd',
    '/assets/%00.js',
  ]) {
    const answer = await raw(path);
    expect(answer.body.toString()).not.toContain('secret');
    expect(answer.body.toString()).not.toContain('stamp');
    expect(answer.body.toString()).not.toContain('root:');
  }
  expect((await raw('/../secret.txt')).status).toBe(404);
});

it('hashed assets are kept for ever, compressed; screens get index.html, never kept', async () => {
  const br = await raw('/assets/main-abc123.js', { 'accept-encoding': 'gzip, br' });
  expect(br.headers).toMatchObject({
    'content-encoding': 'br',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
  });
  expect(brotliDecompressSync(br.body).toString()).toBe(script);
  const gz = await raw('/assets/main-abc123.js', { 'accept-encoding': 'gzip' });
  expect(gunzipSync(gz.body).toString()).toBe(script);
  expect((await raw('/assets/main-abc123.js')).body.toString()).toBe(script);
  const screen = await raw('/market/share?by=platform', { accept: 'text/html' });
  expect([screen.status, screen.headers['cache-control']]).toEqual([200, 'no-cache']);
  expect(screen.body.toString()).toContain('<title>Vigie</title>');
  const again = await raw('/market', { 'if-none-match': String(screen.headers['etag']) });
  expect([again.status, again.body.length]).toEqual([304, 0]);
  expect((await raw('/assets/gone-000.js')).status).toBe(404);
});

it('a request larger than a question is refused before it is read', async () => {
  const announced = await raw(settings, { ...json, 'content-length': '2000000' }, 'POST', '{}');
  expect(announced.status).toBe(413);
  // A body that does not say its length is read up to the limit; the connection may be cut while the rest is being sent.
  const body = JSON.stringify({ json: { ownPlatform: 'x'.repeat(2_000_000) } });
  const chunked = await raw(settings, { ...json, 'transfer-encoding': 'chunked' }, 'POST', body).catch(() => null);
  expect(chunked === null || chunked.status === 413).toBe(true);
});
