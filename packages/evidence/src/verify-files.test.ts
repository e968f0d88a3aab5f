import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256, sha256File } from './sha256.ts';
import { verifyFiles } from './verify-files.ts';
import type { FileEntry } from './verify-files.ts';

let folder = '';
let entries: FileEntry[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-evidence-'));
  await mkdir(join(folder, 'parquet'));
  entries = [];
  for (const [path, text] of [
    ['a.txt', 'aaa'],
    ['parquet/b.txt', 'bbb'],
  ] as const) {
    await writeFile(join(folder, path), text);
    entries.push({ path, sha256: sha256(text), bytes: text.length });
  }
});
afterEach(() => rm(folder, { recursive: true }));

describe('files against their manifest', () => {
  it('an untouched folder has no finding', async () => {
    expect(await verifyFiles(folder, entries)).toEqual([]);
    expect(await sha256File(join(folder, 'a.txt'))).toBe(sha256('aaa'));
  });

  it('a changed byte of the same length, a missing file and an extra file are each named', async () => {
    await writeFile(join(folder, 'parquet/b.txt'), 'bbc');
    await rm(join(folder, 'a.txt'));
    await writeFile(join(folder, 'parquet/c.txt'), '');
    await writeFile(join(folder, 'manifest.json'), '{}');
    expect(await verifyFiles(folder, entries, { unlisted: ['manifest.json'] })).toEqual([
      { path: 'a.txt', problem: 'missing' },
      { path: 'parquet/b.txt', problem: 'changed' },
      { path: 'parquet/c.txt', problem: 'extra' },
    ]);
  });

  it('a shorter file is changed', async () => {
    await writeFile(join(folder, 'a.txt'), 'aa');
    expect(await verifyFiles(folder, entries)).toEqual([{ path: 'a.txt', problem: 'changed' }]);
  });
});
