import type { ProcessIdentity } from './process-identity.ts';
import { canReach } from './can-reach.ts';

export const SUPERUSER = 'vigie';

/** How to start a PostgreSQL program on a data directory. */
export interface DirectorySpawn {
  /** What `-D` is given. */
  readonly dataArgument: string;
  readonly options: { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number };
}

/**
 * When root's checkout lies under a directory that others may not enter, the server could not find its own data by name.
 * It inherits the directory it is started in, and Linux leads to that one through /proc without asking its parents.
 */
export function spawnInside(dataDirectory: string, identity: ProcessIdentity | undefined): DirectorySpawn {
  const closed = !canReach(dataDirectory, identity) && process.platform === 'linux';
  const env: NodeJS.ProcessEnv = { LC_ALL: 'C', PATH: '/usr/bin:/bin', TZ: 'UTC' };
  if (process.platform === 'win32') Object.assign(env, { SystemRoot: 'C:\\Windows' });
  return {
    dataArgument: closed ? '/proc/self/cwd' : dataDirectory,
    options: { cwd: dataDirectory, env, ...identity },
  };
}
