import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingestGoldenA } from '@vigie/warehouse/testing';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

let home = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vigie-cli-release-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** Runs `vigie release …` as a person would. */
function vigie(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [MAIN, 'release', ...args],
      { env: { ...process.env, VIGIE_HOME: home } },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : 1, stdout, stderr }),
    );
  });
}

describe('vigie release', () => {
  it('before anything is ingested: says what to do, exit 1', async () => {
    expect(await vigie('build')).toMatchObject({ code: 1, stderr: expect.stringContaining('no file was ingested') });
    expect(await vigie('list')).toMatchObject({ code: 0, stdout: expect.stringContaining('There is no release yet') });
  });

  it('build, build again, list, show, verify', async () => {
    await ingestGoldenA(home);
    expect(await vigie('build')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Release 1 is built: 2021-04-01 to 2021-05-01/),
    });
    expect((await vigie('build')).stdout).toMatch(/^Nothing changed since release 1/);
    const forced: unknown = JSON.parse((await vigie('build', '--force', '--json')).stdout);
    expect(forced).toMatchObject({ changed: true, release: { number: 2, inputs: 3, simulated: false } });
    expect((await vigie('list')).stdout.trim().split('\n')).toHaveLength(2);
    expect((await vigie('show', '1')).stdout).toContain(
      'equipment: proven: 13 in, 11 out, 2 says the practitioner is not equipped',
    );
    expect(await vigie('verify')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Release 2 is as it was published'),
    });
  }, 120_000);

  it('verify names the file that was changed, exit 1; a number that is none is refused', async () => {
    await appendFile(join(home, 'warehouse/releases/000001/parquet/universe_snapshot.parquet'), 'x');
    const { code, stdout } = await vigie('verify', '1');
    expect([code, stdout]).toEqual([
      1,
      'Release 1 is NOT as it was published: 1 finding.\n  parquet/universe_snapshot.parquet: changed\n',
    ]);
    expect(await vigie('verify', 'x')).toMatchObject({ code: 1, stderr: expect.stringContaining('expected a number') });
    expect(await vigie('show', '9')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no release 9'),
    });
  });
});
