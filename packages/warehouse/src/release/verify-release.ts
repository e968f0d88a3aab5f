import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256, verifyFiles } from '@vigie/evidence';
import type { FileEntry, FileFinding } from '@vigie/evidence';
import { resolveReleaseNumber } from './list-releases.ts';
import { manifestSchema, sealSchema } from './manifest.ts';
import { MANIFEST_FILE, SEAL_FILE, releaseFolderName, warehousePaths } from './paths.ts';

export interface ReleaseFinding {
  readonly path: string;
  readonly problem: FileFinding['problem'] | 'unreadable' | 'not the sealed one';
}

export interface ReleaseVerification {
  readonly number: number;
  readonly ok: boolean;
  /** SHA-256 of the manifest as it is now; null when it is missing. */
  readonly hash: string | null;
  readonly filesChecked: number;
  readonly findings: readonly ReleaseFinding[];
}

export interface VerifyOptions {
  readonly signal?: AbortSignal;
  readonly onFile?: (path: string, done: number, total: number) => void;
}

/**
 * Recomputes every hash of a release and names each file that was changed, removed or added. Whoever changes a data file and the
 * manifest with it is caught by the seal; whoever changes the seal too is caught by the hash in any passport issued before.
 * @throws AppError NOT_FOUND when there is no such release.
 */
export async function verifyRelease(
  home: string,
  wanted?: number | 'current',
  options: VerifyOptions = {},
): Promise<ReleaseVerification> {
  const number = await resolveReleaseNumber(home, wanted);
  const folder = join(warehousePaths(home).releases, releaseFolderName(number));
  const findings: ReleaseFinding[] = [];
  const papers = await readPapers(folder, findings);
  const entries: FileEntry[] = [...(papers.manifest?.files ?? [])];
  if (papers.seal !== null) entries.push(papers.seal.database);
  if (papers.manifest === null || papers.seal === null) {
    // Without its papers a release cannot say which files are extra: only the papers are named.
    return { number, ok: false, hash: papers.hash, filesChecked: 0, findings };
  }
  const files = await verifyFiles(folder, entries, { unlisted: [MANIFEST_FILE, SEAL_FILE], ...options });
  findings.push(...files);
  return { number, ok: findings.length === 0, hash: papers.hash, filesChecked: entries.length + 2, findings };
}

async function readPapers(folder: string, findings: ReleaseFinding[]) {
  const manifestText = await readFile(join(folder, MANIFEST_FILE), 'utf8').catch(() => null);
  const sealText = await readFile(join(folder, SEAL_FILE), 'utf8').catch(() => null);
  const manifest = parse(manifestText, MANIFEST_FILE, manifestSchema, findings);
  const seal = parse(sealText, SEAL_FILE, sealSchema, findings);
  const hash = manifestText === null ? null : sha256(manifestText);
  if (seal !== null && hash !== null && hash !== seal.releaseHash)
    findings.push({ path: MANIFEST_FILE, problem: 'not the sealed one' });
  return { manifest, seal, hash };
}

function parse<T>(
  text: string | null,
  path: string,
  schema: { parse(value: unknown): T },
  findings: ReleaseFinding[],
): T | null {
  if (text === null) {
    findings.push({ path, problem: 'missing' });
    return null;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    findings.push({ path, problem: 'unreadable' });
    return null;
  }
}
