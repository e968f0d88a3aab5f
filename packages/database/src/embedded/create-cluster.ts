import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '@vigie/kernel';
import type { PostgresBinaries } from './find-binaries.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { giveTo } from './process-identity.ts';
import { spawnInside, SUPERUSER } from './spawn-options.ts';

const run = promisify(execFile);

/** The major version of the binaries that the lockfile pins. */
const MAJOR_VERSION = '18';

export interface ClusterPlan {
  readonly dataDirectory: string;
  readonly binaries: PostgresBinaries;
  readonly identity: ProcessIdentity | undefined;
  /** False in tests: nothing there needs to outlive a power cut. */
  readonly durable: boolean;
}

function checkVersion(dataDirectory: string): void {
  const version = readFileSync(join(dataDirectory, 'PG_VERSION'), 'utf8').trim();
  if (version === MAJOR_VERSION) return;
  throw new AppError(
    'UNAVAILABLE',
    `The database in ${dataDirectory} is of PostgreSQL ${version}; this is ${MAJOR_VERSION}.`,
    {
      reason: 'OTHER_MAJOR_VERSION',
      where: { path: dataDirectory },
      cure: 'Start the version of Vigie that made it, or move the directory away to begin with an empty database.',
    },
  );
}

function sweepUnfinished(dataDirectory: string): void {
  const parent = dirname(dataDirectory);
  for (const name of readdirSync(parent)) {
    if (name.startsWith(`${basename(dataDirectory)}.new-`))
      rmSync(join(parent, name), { recursive: true, force: true });
  }
}

/** Makes the cluster aside and renames it, so that a killed start never leaves half of one. Does nothing when it exists. */
export async function ensureCluster(plan: ClusterPlan): Promise<void> {
  const { dataDirectory, binaries, identity } = plan;
  mkdirSync(dirname(dataDirectory), { recursive: true });
  sweepUnfinished(dataDirectory);
  if (existsSync(join(dataDirectory, 'PG_VERSION'))) {
    checkVersion(dataDirectory);
    return;
  }
  const aside = `${dataDirectory}.new-${process.pid}`;
  mkdirSync(aside, { mode: 0o700 });
  giveTo(aside, identity);
  const { dataArgument, options } = spawnInside(aside, identity);
  const args = ['-D', dataArgument, '-U', SUPERUSER, '-A', 'trust', '--encoding=UTF8', '--locale=C'];
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions');
  if (!plan.durable) args.push('--no-sync');
  try {
    await run(binaries.initdb, args, options);
  } catch (cause) {
    rmSync(aside, { recursive: true, force: true });
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : '';
    throw new AppError('UNAVAILABLE', `The embedded PostgreSQL could not create its data directory. ${said}`.trim(), {
      reason: 'INITDB_FAILED',
      where: { path: dataDirectory },
      cure: 'Check that the disk has room and that the directory can be written, or give DATABASE_URL.',
      cause,
    });
  }
  renameSync(aside, dataDirectory);
}
