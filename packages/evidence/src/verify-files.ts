import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256File } from './sha256.ts';

/** A file as a manifest names it; `path` is relative to the folder, with `/`. */
export interface FileEntry {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface FileFinding {
  readonly path: string;
  readonly problem: 'missing' | 'changed' | 'extra';
}

export interface VerifyFilesOptions {
  /** Files that may be there without being listed: the manifest itself. */
  readonly unlisted?: readonly string[];
  readonly signal?: AbortSignal | undefined;
  readonly onFile?: (path: string, done: number, total: number) => void;
}

/** Compares a folder with the files a manifest lists; an empty answer means that every byte is as it was. Sorted by path. */
export async function verifyFiles(
  folder: string,
  entries: readonly FileEntry[],
  options: VerifyFilesOptions = {},
): Promise<FileFinding[]> {
  const findings: FileFinding[] = [];
  for (const [index, entry] of entries.entries()) {
    options.onFile?.(entry.path, index, entries.length);
    const problem = await checkFile(join(folder, entry.path), entry, options.signal);
    if (problem !== null) findings.push({ path: entry.path, problem });
  }
  const known = new Set([...entries.map((entry) => entry.path), ...(options.unlisted ?? [])]);
  for (const path of await listFiles(folder)) if (!known.has(path)) findings.push({ path, problem: 'extra' });
  return findings.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function checkFile(
  path: string,
  entry: FileEntry,
  signal: AbortSignal | undefined,
): Promise<'missing' | 'changed' | null> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) return 'missing';
  // The length first: a truncated file of gigabytes is known at once.
  if (found.size !== entry.bytes) return 'changed';
  return (await sha256File(path, signal)) === entry.sha256 ? null : 'changed';
}

/** Every file under a folder, relative, with `/`, sorted. Links and other things that are not files are listed too. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}
