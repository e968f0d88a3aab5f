import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildRelease } from './build-release.ts';
import { listReleases } from './list-releases.ts';
import { ingestGoldenA } from './testing/golden-a.ts';
import { ingestRequests } from './testing/ingest-access.ts';
import { verifyRelease } from './verify-release.ts';

const CHILD = fileURLToPath(new URL('./testing/build-in-child.ts', import.meta.url));
const KILLS = 10;

let home = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vigie-killed-'));
  await ingestGoldenA(home);
  await ingestRequests(home, 'log', [
    { at: '2021-04-01 10:00:00' },
    { at: '2021-05-01 10:00:00', partner: 'beta', ms: 12 },
  ]);
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** Starts a build and kills it `afterMs` after it began; gives what it printed. */
async function buildAndKill(afterMs: number): Promise<string> {
  const child = spawn(process.execPath, [CHILD, home], { stdio: ['ignore', 'pipe', 'ignore'] });
  let printed = '';
  const started = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      resolve();
    });
    child.once('exit', () => resolve());
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await started;
  await Promise.race([sleep(afterMs), exited]);
  child.kill('SIGKILL');
  await exited;
  return printed;
}

describe('a build killed with SIGKILL', () => {
  it(`at ${KILLS} random moments: the last release stands untouched each time, and the next build succeeds`, async () => {
    const first = await buildRelease(home, { codeRevision: 'test' });
    const stages = new Set<string>();
    for (let round = 0; round < KILLS; round += 1) {
      const printed = await buildAndKill((round / KILLS) * 900 + Math.random() * 60);
      stages.add(printed.trim().split('\n').at(-1)?.split(' ')[0] ?? '');
      const releases = await listReleases(home);
      expect(releases.length).toBeGreaterThan(0);
      for (const release of releases) expect(release.hash).toBe(first.release.hash);
      expect(await verifyRelease(home)).toMatchObject({ ok: true, findings: [] });
    }
    // Kills that all fell before the work began would prove nothing.
    expect(stages.size).toBeGreaterThan(2);
    const before = (await listReleases(home)).length;
    const next = await buildRelease(home, { force: true, codeRevision: 'test' });
    expect(next.release.number).toBe(before + 1);
    expect(next.release.hash).toBe(first.release.hash);
    expect(await readdir(join(home, 'warehouse/building'))).toEqual([]);
  }, 120_000);
});
