import { appendFile, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listFiles } from '@vigie/evidence';
import { buildRelease } from './build-release.ts';
import { openRelease } from './open-release.ts';
import { ingestGoldenA } from './testing/golden-a.ts';
import { verifyRelease } from './verify-release.ts';

let home = '';
let folder = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vigie-verify-'));
  await ingestGoldenA(home);
  await buildRelease(home);
  folder = join(home, 'warehouse/releases/000001');
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** Changes one byte in the middle, keeping the length. */
async function flipByte(path: string): Promise<void> {
  const bytes = await readFile(path);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

const problems = async (): Promise<string[]> =>
  (await verifyRelease(home)).findings.map((finding) => `${finding.path}: ${finding.problem}`);

describe('verification of a release', () => {
  it('an untouched release has no finding, and its hash is the SHA-256 of its manifest', async () => {
    const verification = await verifyRelease(home, 'current');
    expect(verification).toMatchObject({ number: 1, ok: true, findings: [] });
    expect(verification.filesChecked).toBe((await listFiles(folder)).length);
  });

  it('one changed byte in any single file is found, and that file is named', async () => {
    for (const path of await listFiles(folder)) {
      const original = await readFile(join(folder, path));
      await flipByte(join(folder, path));
      const found = await problems();
      expect([path, found.length > 0]).toEqual([path, true]);
      const strangers = found.filter(
        (problem) => !/^(manifest|seal)\.json/.test(problem) && !problem.startsWith(`${path}:`),
      );
      expect([path, strangers]).toEqual([path, []]);
      await writeFile(join(folder, path), original);
    }
    expect(await problems()).toEqual([]);
  });

  it('a missing file, an extra file and a longer database are named', async () => {
    await rename(join(folder, 'parquet/equipment_panel.parquet'), join(home, 'aside'));
    await writeFile(join(folder, 'parquet/planted.parquet'), 'x');
    const database = await readFile(join(folder, 'vigie.duckdb'));
    await appendFile(join(folder, 'vigie.duckdb'), 'x');
    expect(await problems()).toEqual([
      'parquet/equipment_panel.parquet: missing',
      'parquet/planted.parquet: extra',
      'vigie.duckdb: changed',
    ]);
    await rename(join(home, 'aside'), join(folder, 'parquet/equipment_panel.parquet'));
    await rm(join(folder, 'parquet/planted.parquet'));
    await writeFile(join(folder, 'vigie.duckdb'), database);
    expect(await problems()).toEqual([]);
  });

  it('a manifest rewritten to fit a changed file is not the one that was sealed, and the release does not open', async () => {
    const path = join(folder, 'manifest.json');
    const original = await readFile(path, 'utf8');
    await writeFile(path, original.replace('"simulated":false', '"simulated":true'));
    expect(await problems()).toEqual(['manifest.json: not the sealed one']);
    await expect(openRelease(home)).rejects.toMatchObject({ code: 'TAMPERED', where: { file: 'manifest.json' } });
    await writeFile(path, original);
  });

  it('a release without its seal, and one that does not exist', async () => {
    await rename(join(folder, 'seal.json'), join(home, 'seal'));
    expect(await problems()).toEqual(['seal.json: missing']);
    await rename(join(home, 'seal'), join(folder, 'seal.json'));
    await expect(verifyRelease(home, 7)).rejects.toMatchObject({ code: 'NOT_FOUND', reason: 'NO_SUCH_RELEASE' });
  });

  it('a tampered last release does not stop the next build, which stands on the ingests alone', async () => {
    await writeFile(join(folder, 'manifest.json'), '{}');
    const { release, changed } = await buildRelease(home);
    expect([changed, release.number]).toEqual([true, 2]);
    expect((await verifyRelease(home)).ok).toBe(true);
    expect((await verifyRelease(home, 1)).ok).toBe(false);
  });
});
