import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildRelease } from './build-release.ts';
import { listReleaseNumbers } from './list-releases.ts';
import { ingestGoldenA } from './testing/golden-a.ts';
import { makeIngest } from './testing/make-ingest.ts';
import { verifyRelease } from './verify-release.ts';

/** A small file system in memory needs the right to mount; where it is missing these tests are skipped. */
function mountSmall(folder: string, size: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

let home = '';
let mounted = false;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vigie-full-'));
  mounted = mountSmall(home, '24m');
});
afterAll(async () => {
  if (mounted) execFileSync('umount', ['-l', home]);
  await rm(home, { recursive: true, force: true });
});

describe('a full disk', () => {
  it('ends the build with one clear sentence; the last release stands and later builds work', async (test) => {
    if (!mounted) return test.skip();
    await ingestGoldenA(home);
    await buildRelease(home);
    const large = await mkdtemp(join(tmpdir(), 'vigie-large-'));
    await makeIngest({
      home: large,
      table: 'booking',
      label: 'large',
      sql: `select uuid()::varchar as booking_id, 'own' as platform_code, 'P' || i as practitioner_id_nat, '75' as site_dept, sha256(i::varchar) as patient_pid,
         timestamptz '2021-04-01 08:00:00+00' + to_seconds(i) as booked_at from unnest(range(100000)) r(i)`,
    });
    await cp(join(large, 'warehouse/ingests'), join(home, 'warehouse/ingests'), { recursive: true });
    await rm(large, { recursive: true });
    await expect(buildRelease(home)).rejects.toMatchObject({
      code: 'LIMIT_REACHED',
      reason: 'DISK_FULL',
      message: 'The disk is full.',
    });
    expect(await listReleaseNumbers(home)).toEqual([1]);
    expect((await verifyRelease(home)).ok).toBe(true);
    return undefined;
  });
});
